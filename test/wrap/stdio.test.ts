// The proxy around scripted servers that die, stall, flood and babble.
import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { createInterface } from "node:readline";
import { PassThrough } from "node:stream";
import { after, suite, test } from "node:test";
import { createGate } from "../../src/guard/gate.ts";
import { memberOf } from "../../src/guard/json_rpc.ts";
import type { GuardEvaluator } from "../../src/guard/judge.ts";
import type { Block } from "../../src/guard/verdict.ts";
import { createRelay } from "../../src/wrap/relay.ts";
import { StartError } from "../../src/wrap/stdio/child.ts";
import { runStdio, type StdioOptions } from "../../src/wrap/stdio/run_stdio.ts";
import { FakeEvaluator } from "../guard/policy.ts";

/** Tells what it got, line by line, in notifications; answers pings and `stop`. */
const TELLING = `
  const say = (message) => process.stdout.write(JSON.stringify({ jsonrpc: "2.0", ...message }) + "\\n");
  const tell = (data) => say({ method: "notifications/message", params: { level: "info", data } });
  const lines = require("node:readline").createInterface({ input: process.stdin });
  lines.on("line", (line) => {
    tell(line);
    const { id, method } = JSON.parse(line);
    if (method === "ping") say({ id, result: {} });
    if (method === "notifications/initialized") process.exitCode = 3, lines.close(), process.stdin.destroy();
  });
  process.stdin.on("end", () => tell("end"));
`;

class Wrapped {
  readonly input = new PassThrough();
  readonly output = new PassThrough();
  readonly signals = new EventEmitter();
  readonly blocked: string[] = [];
  readonly code: Promise<number>;
  readonly #lines: AsyncIterator<string>;

  constructor(script: string, rest: Partial<StdioOptions> = {}, evaluator: GuardEvaluator = new FakeEvaluator()) {
    const gate = createGate({ evaluator, server: { name: "demo" }, point: "proxy", maxMessageLength: 1 << 26 });
    const onBlock = ({ decisions }: Block) => void this.blocked.push(decisions.at(-1)?.reasons[0].code ?? "");
    const relay = createRelay({ gate, onBlock });
    const launch = { command: process.execPath, args: ["-e", script], env: process.env };
    const { input, output, signals } = this;
    this.#lines = createInterface({ input: output })[Symbol.asyncIterator]();
    this.code = runStdio({ relay, launch, input, output, signals, ...rest });
    void this.code.then(
      () => output.end(),
      () => output.end(),
    );
    started.push(this);
  }

  send(...messages: readonly object[]): void {
    for (const message of messages) this.input.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  }

  /** The next message that the client reads; undefined when there will be none. */
  async next(): Promise<Record<string, unknown> | undefined> {
    const { value, done } = await this.#lines.next();
    return done === true ? undefined : (JSON.parse(value) as Record<string, unknown>);
  }

  async rest(): Promise<Record<string, unknown>[]> {
    const all: Record<string, unknown>[] = [];
    for (let message = await this.next(); message !== undefined; message = await this.next()) all.push(message);
    return all;
  }
}

const started: Wrapped[] = [];
after(async () => {
  for (const { input, signals, code } of started) {
    input.end();
    signals.emit("SIGTERM");
    await code.catch(() => undefined);
  }
});

function told(data: unknown): object {
  return { jsonrpc: "2.0", method: "notifications/message", params: { level: "info", data } };
}

const PING = { id: 1, method: "ping" };
const STOP = { method: "notifications/initialized" };
const line = (message: object) => JSON.stringify({ jsonrpc: "2.0", ...message });
const ended = (id: unknown) => ({
  jsonrpc: "2.0",
  id,
  error: { code: -32603, message: "mcp-trust: the server ended before it answered" },
});

suite("a wrapped server", () => {
  test("gets and gives what it would alone, and its exit code is kept", async () => {
    const wrapped = new Wrapped(TELLING);
    wrapped.input.write(`\r\n${line(PING)}\r\n\n`);
    wrapped.send(STOP);
    assert.deepEqual(await wrapped.rest(), [told(line(PING)), { jsonrpc: "2.0", id: 1, result: {} }, told(line(STOP))]);
    assert.deepEqual([await wrapped.code, wrapped.blocked], [3, []]);
  });

  for (const [what, script, code] of [
    ["ends at once", "process.exit(7)", 7],
    ["is killed", "process.kill(process.pid, 'SIGKILL')", 137],
    ["crashes", "process.abort = 0; process.kill(process.pid, 'SIGABRT')", 134],
  ] as const) {
    test(`that ${what} has its code passed on`, async () => {
      assert.equal(await new Wrapped(script).code, code);
    });
  }

  test("that dies in the middle of calls leaves none of them without an answer, and none with two", async () => {
    const wrapped = new Wrapped(`
      const lines = require("node:readline").createInterface({ input: process.stdin });
      let count = 0;
      lines.on("line", () => {
        if (++count < 3) return;
        const answer = JSON.stringify({ jsonrpc: "2.0", id: 2, result: {} });
        process.stdout.write(answer + "\\n" + '{"jsonrpc":"2.0","id":3,', () => process.kill(process.pid, "SIGKILL"));
      });
    `);
    wrapped.send(PING, { id: 2, method: "ping" }, { id: "three", method: "ping" });
    assert.deepEqual(await wrapped.rest(), [{ jsonrpc: "2.0", id: 2, result: {} }, ended(1), ended("three")]);
    assert.deepEqual([await wrapped.code, wrapped.blocked], [137, ["fail_closed.unreadable_message"]]);
  });

  test("that leaves a process behind which holds its output does not keep anybody waiting", async () => {
    const wrapped = new Wrapped(`
      const { pid } = require("node:child_process").spawn("sleep", ["60"], { stdio: ["ignore", "inherit", "ignore"] });
      process.stdout.write(JSON.stringify({ jsonrpc: "2.0", method: "notifications/message", params: { level: "info", data: pid } }) + "\\n", () => process.exit(4));
    `);
    const message = await wrapped.next();
    try {
      assert.deepEqual([await wrapped.rest(), await wrapped.code], [[], 4]);
    } finally {
      process.kill(Number(memberOf(message?.params, "data")), "SIGKILL");
    }
  });

  test("that closes its output is ended, as it can answer nothing any more", async () => {
    const wrapped = new Wrapped("require('node:fs').closeSync(1); setInterval(() => 0, 1e6)", {
      patience: { close: 1 },
    });
    wrapped.send(PING);
    assert.deepEqual([await wrapped.rest(), await wrapped.code], [[ended(1)], 143]);
  });

  test("is told the same signals", async () => {
    for (const [name, code] of [
      ["SIGINT", 42],
      ["SIGHUP", 43],
      ["SIGTERM", 44],
    ] as const) {
      const wrapped = new Wrapped(`process.on("${name}", () => process.exit(${code})); ${TELLING}`);
      wrapped.send(PING);
      await wrapped.next();
      wrapped.signals.emit(name);
      assert.equal(await wrapped.code, code);
    }
  });

  for (const [what, command, code] of [
    ["is not there", "./no-such-program", 127],
    ["is a folder", "/", 126],
  ] as const) {
    test(`whose program ${what} is not started, and why is said`, async () => {
      const wrapped = new Wrapped("", { launch: { command, args: [], env: process.env } });
      await assert.rejects(wrapped.code, (error) => {
        assert.ok(error instanceof StartError);
        assert.deepEqual([error.exitCode, error.message.includes(JSON.stringify(command))], [code, true]);
        return true;
      });
    });
  }
});

suite("a client that hangs up", () => {
  test("closes the server's input", async () => {
    const wrapped = new Wrapped(TELLING);
    wrapped.send(PING);
    wrapped.input.end();
    assert.deepEqual(await wrapped.rest(), [told(line(PING)), { jsonrpc: "2.0", id: 1, result: {} }, told("end")]);
    assert.equal(await wrapped.code, 0);
  });

  for (const [what, script, code] of [
    ["SIGTERM", TELLING, 143],
    ["SIGKILL", `process.on("SIGTERM", () => tell("term")); ${TELLING}`, 137],
  ] as const) {
    test(`has a server that stays ended with ${what}`, async () => {
      const stubborn = `${script} setInterval(() => 0, 1e6)`;
      const wrapped = new Wrapped(stubborn, { patience: { close: 1, terminate: 500 } });
      wrapped.send(PING);
      await wrapped.next();
      wrapped.input.end();
      assert.equal(await wrapped.code, code);
    });
  }

  test("has it ended by the signal that it sends next", async () => {
    const stubborn = `process.on("SIGTERM", () => tell("term")); ${TELLING} setInterval(() => 0, 1e6)`;
    const wrapped = new Wrapped(stubborn, { patience: { close: 1e6, terminate: 1 } });
    wrapped.input.end();
    assert.deepEqual(await wrapped.next(), told("end"));
    wrapped.signals.emit("SIGTERM");
    assert.equal(await wrapped.code, 137);
  });

  test("may do so by not reading any more", async () => {
    const wrapped = new Wrapped(TELLING);
    wrapped.send(PING);
    await wrapped.next();
    wrapped.output.destroy();
    assert.equal(await wrapped.code, 0);
  });

  test("leaves nothing of half a line", async () => {
    const wrapped = new Wrapped(TELLING);
    wrapped.send(PING);
    wrapped.input.end(line({ id: 2, method: "ping" }));
    assert.deepEqual(await wrapped.rest(), [told(line(PING)), { jsonrpc: "2.0", id: 1, result: {} }, told("end")]);
    assert.deepEqual(wrapped.blocked, ["fail_closed.unreadable_message"]);
  });
});

suite("what cannot be judged", () => {
  const SIZE = 20 * 1024 * 1024;

  test("does not reach the server: 20 MB, no UTF-8, two answers at once", async () => {
    const wrapped = new Wrapped(TELLING);
    wrapped.send({ method: "tools/call", params: { name: "x", arguments: { text: "x".repeat(SIZE) } }, id: "big" });
    wrapped.input.write(Buffer.from([0x7b, 0xff, 0x7d, 0x0a]));
    wrapped.send({ id: 9, result: {} }, PING);
    const answer = await wrapped.next();
    assert.deepEqual([answer?.id, memberOf(answer?.result, "isError")], ["big", true]);
    assert.deepEqual(await wrapped.next(), told(line(PING)));
    wrapped.input.end();
    assert.equal(await wrapped.code, 0);
    assert.deepEqual(wrapped.blocked, [
      "fail_closed.event_too_large",
      "fail_closed.unreadable_message",
      "fail_closed.unknown_response",
    ]);
  });

  test("does not reach the client, who gets its answer all the same", async () => {
    const wrapped = new Wrapped(`
      process.stdin.once("data", () => {
        process.stdout.write("Server listening\\n");
        process.stdout.write(Buffer.from([0xff, 0x0a]));
        process.stdout.write(JSON.stringify({ result: { text: "x".repeat(${SIZE}) }, jsonrpc: "2.0", id: 1 }) + "\\n");
        process.stdout.write(JSON.stringify({ jsonrpc: "2.0", id: 1, result: {} }) + "\\n");
        process.stdin.destroy();
      });
    `);
    wrapped.send(PING);
    const [answer, ...others] = await wrapped.rest();
    assert.deepEqual([answer?.id, memberOf(answer?.error, "code"), others], [1, 4030, []]);
    assert.deepEqual(wrapped.blocked, [
      "fail_closed.unreadable_message",
      "fail_closed.unreadable_message",
      "fail_closed.event_too_large",
      "fail_closed.unknown_response",
    ]);
  });

  test("is denied when the policy traps", async () => {
    const { bundle } = new FakeEvaluator();
    const decide = () => {
      throw new Error("unreachable");
    };
    const wrapped = new Wrapped(TELLING, {}, { bundle, decide, explain: () => undefined });
    wrapped.send({ id: 5, method: "tools/list" }, PING);
    assert.equal((await wrapped.next())?.id, 5);
    assert.deepEqual(await wrapped.next(), told(line(PING)));
    assert.deepEqual(wrapped.blocked, ["fail_closed.policy_trap"]);
    wrapped.input.end();
    await wrapped.code;
  });
});

suite("a flood", () => {
  test("of messages that nobody reads stands still, and is complete when somebody does", async () => {
    const COUNT = 20_000;
    const wrapped = new Wrapped(`
      const message = (data) => JSON.stringify({ jsonrpc: "2.0", method: "notifications/message", params: { level: "info", data } }) + "\\n";
      for (let index = 0; index < ${COUNT}; index += 1) process.stdout.write(message(index));
    `);
    await once(wrapped.output, "readable");
    const all = await wrapped.rest();
    assert.deepEqual([all.length, all[0], all.at(-1)], [COUNT, told(0), told(COUNT - 1)]);
    assert.equal(await wrapped.code, 0);
  });
});

import assert from "node:assert/strict";
import { Readable, Writable } from "node:stream";
import { suite, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { createGate } from "../../src/guard/gate.ts";
import { createRelay } from "../../src/wrap/relay.ts";
import { Pump } from "../../src/wrap/stdio/pump.ts";
import { Sink } from "../../src/wrap/stdio/sink.ts";
import { FakeEvaluator } from "../guard/policy.ts";

const NOTIFICATION = {
  jsonrpc: "2.0",
  method: "notifications/message",
  params: { level: "info", data: "x".repeat(500) },
};

/** Something that never stops writing, and counts how much it was made to. */
class Flood extends Readable {
  made = 0;
  readonly #line: (count: number) => string;

  constructor(line: (count: number) => string) {
    super({ highWaterMark: 1024 });
    this.#line = line;
  }

  override _read(): void {
    this.made += 1;
    const line = `${this.#line(this.made)}\n`;
    // As bytes come from a process: not while they are asked for.
    globalThis.setImmediate(() => this.push(line));
  }
}

/** Somebody who reads when told to. */
class Reader extends Writable {
  readonly seen: string[] = [];
  isReading = false;
  #next: (() => void) | undefined;

  constructor() {
    super({ highWaterMark: 4096 });
  }

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.seen.push(chunk.toString());
    if (this.isReading) done();
    else this.#next = done;
  }

  readOn(): void {
    this.isReading = true;
    this.#next?.();
  }
}

/** Whatever can happen without anybody reading has happened. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) await setImmediate();
}

function pumpWith(source: Readable, onward: Writable, back: Writable) {
  const gate = createGate({
    evaluator: new FakeEvaluator(({ kind }) => (kind === "tool_call" ? { effect: "deny" } : {})),
    server: { name: "demo" },
    point: "proxy",
  });
  const [to, from] = [onward, back].map((stream) => new Sink(stream, () => undefined)) as [Sink, Sink];
  const relay = createRelay({ gate });
  return new Pump({ relay, direction: "to_server", source, onward: to, back: from, maxMessage: 4096 });
}

suite("a pump", () => {
  for (const [what, line, side] of [
    ["a flood of notifications", () => JSON.stringify(NOTIFICATION), "onward"],
    [
      "denials for a flood of calls",
      (id: number) => JSON.stringify({ jsonrpc: "2.0", id, method: "tools/call", params: { name: "x" } }),
      "back",
    ],
  ] as const) {
    test(`reads no more of a source than a slow reader takes: ${what}`, async () => {
      const source = new Flood(line);
      const readers = { onward: new Reader(), back: new Reader() };
      const pump = pumpWith(source, readers.onward, readers.back);
      const done = pump.run();
      await settle();
      const { made } = source;
      assert.ok(made < 60, `${made} messages were read`);
      assert.ok(readers[side].writableLength < 8192);
      await settle();
      assert.equal(source.made, made);
      readers[side].readOn();
      await settle();
      assert.ok(source.made > made);
      source.destroy();
      await done;
    });
  }

  test("writes to nobody who hung up", async () => {
    const source = new Flood(() => JSON.stringify(NOTIFICATION));
    const reader = new Reader();
    const done = pumpWith(source, reader, new Reader()).run();
    await settle();
    reader.destroy();
    await settle();
    assert.equal(reader.seen.length, 1);
    source.destroy();
    await done;
  });
});

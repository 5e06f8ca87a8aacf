// The command as a client starts it: what it writes where, what it ends with, and the same lines with and without it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, suite, test } from "node:test";
import { type CommandLine, ROOT, reference, runToEnd, Workplace } from "./wrapped.ts";

const places: Workplace[] = [];
const children: { kill(signal: NodeJS.Signals): boolean }[] = [];
after(() => {
  for (const child of children) child.kill("SIGKILL");
  for (const place of places) place.remove();
});

function workplace(...given: Partial<ConstructorParameters<typeof Workplace>>): Workplace {
  const place = new Workplace(given[0] ?? {}, given[1]);
  places.push(place);
  return place;
}

type Message = Readonly<Record<string, unknown>>;

const INITIALIZE = {
  jsonrpc: "2.0",
  id: "first",
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "raw", version: "1" } },
};
const INITIALIZED = { jsonrpc: "2.0", method: "notifications/initialized" };

/** Talks line by line: what needs an answer waits for it, so that the order is the same in each run. */
class Raw {
  readonly lines: unknown[] = [];
  readonly ended: Promise<number | null>;
  readonly #child: ReturnType<typeof spawn>;
  readonly #waiting = new Map<unknown, () => void>();

  constructor({ command, args }: CommandLine) {
    const child = spawn(command, args, { cwd: ROOT, stdio: ["pipe", "pipe", "ignore"] });
    children.push(child);
    this.#child = child;
    this.ended = new Promise((resolve) => child.once("close", resolve));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const message = JSON.parse(line) as { id?: unknown; method?: unknown };
      this.lines.push(message);
      if (message.method === undefined) this.#waiting.get(message.id)?.();
    });
  }

  async send(message: Message): Promise<void> {
    const answered = new Promise<void>((resolve) => this.#waiting.set(message.id, resolve));
    this.#child.stdin?.write(`${JSON.stringify(message)}\n`);
    if (message.id !== undefined) await Promise.race([answered, this.ended]);
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }
}

async function talk(line: CommandLine, messages: readonly Message[]): Promise<unknown[]> {
  const raw = new Raw(line);
  for (const message of [INITIALIZE, INITIALIZED, ...messages]) await raw.send(message);
  raw.kill("SIGTERM");
  await raw.ended;
  // When a list changes is said whenever the server is ready to.
  return raw.lines.filter((message) => !JSON.stringify(message).includes("list_changed"));
}

const request = (id: string | number, method: string, params: object = {}) => ({ jsonrpc: "2.0", id, method, params });
const call = (id: string | number, name: string, given: object = {}) =>
  request(id, "tools/call", { name, arguments: given });

const TRANSCRIPTS = {
  everything: [
    request(0, "tools/list"),
    request("a string", "prompts/list"),
    request(Number.MAX_SAFE_INTEGER, "resources/list"),
    request(-1, "resources/templates/list"),
    request("", "ping"),
    call(2, "echo", { message: 'text "\\/\u00e9\u4e2d\u{1F600}' }),
    call(3, "get-sum", { a: 0.1, b: 1e21 }),
    call(5, "get-tiny-image"),
    call(6, "get-structured-content", { location: "Chicago" }),
    request(7, "prompts/get", { name: "args-prompt", arguments: { city: "Bern" } }),
    request(8, "prompts/get", { name: "nothing" }),
    request(9, "completion/complete", {
      ref: { type: "ref/prompt", name: "completable-prompt" },
      argument: { name: "department", value: "" },
    }),
    request(10, "logging/setLevel", { level: "error" }),
  ],
  memory: [
    request(1, "tools/list"),
    call(2, "search_nodes", { query: "nothing" }),
    call(3, "open_nodes", { names: [] }),
    request(5, "resources/list"),
  ],
} as const;

suite("the same messages", () => {
  for (const [name, messages] of Object.entries(TRANSCRIPTS)) {
    test(`have the same answers from server-${name}, with the proxy and without it`, async () => {
      const place = workplace();
      const server = reference(name as keyof typeof TRANSCRIPTS);
      const [plain, wrapped] = await Promise.all([talk(server, messages), talk(place.wrap(server), messages)]);
      assert.equal(plain.length, messages.length + 1);
      assert.deepEqual(wrapped, plain);
    });
  }
});

/** Every line it gets comes back as a notification. */
const echo = (place: Workplace): CommandLine => ({
  command: process.execPath,
  args: [join(ROOT, "test", "wrap", "fixtures", "echo_server.mjs"), place.folder],
});

suite("wrap", () => {
  test("answers a denied call as the protocol has it, and the server never sees it", async () => {
    const place = workplace({ tools: { deny: ["drop"] } });
    const raw = new Raw(place.wrap(echo(place)));
    await raw.send(call(1, "drop", { all: true }));
    await raw.send(request(2, "ping"));
    raw.kill("SIGTERM");
    assert.equal(await raw.ended, 9);
    const [denied, ...others] = raw.lines as { id: number; result: { isError: boolean; content: unknown } }[];
    const said = "Blocked by policy: Tool is refused by the operator (operator/restrict_access.tool_refused)";
    assert.deepEqual(
      [denied?.id, denied?.result.isError, denied?.result.content],
      [1, true, [{ type: "text", text: said }]],
    );
    const seen = {
      jsonrpc: "2.0",
      method: "notifications/message",
      params: { level: "info", data: request(2, "ping") },
    };
    assert.deepEqual(others, [seen, { jsonrpc: "2.0", id: 2, result: {} }]);
  });

  test("says on standard error what it denied, in words of its own, and writes nothing else to standard output", async () => {
    const place = workplace({ tools: { deny: ["drop"] } });
    const { code, out, err } = await runToEnd(place.wrap(echo(place)), `${JSON.stringify(call(1, "drop"))}\n`);
    assert.equal(code, 0);
    assert.equal((JSON.parse(out.split("\n")[0] ?? "") as { id: number }).id, 1);
    assert.match(
      err,
      /^mcp-trust: blocked on its way to demo: Tool is refused by the operator \(\S+\), decision \S+$/m,
    );
    assert.match(err, /^mcp-trust: guarding by \S+mcp-trust\.yaml \(profile personal\), decisions in \S+$/m);
    assert.match(err, /^echo server: started$/m);
  });

  test("only records in audit mode", async () => {
    const place = workplace({ tools: { deny: ["drop"] } }, { mode: "audit" });
    const { out } = await runToEnd(place.wrap(echo(place)), `${JSON.stringify(call(1, "drop"))}\n`);
    assert.deepEqual(
      (JSON.parse(out.split("\n")[0] ?? "") as { params: { data: unknown } }).params.data,
      call(1, "drop"),
    );
    const [, tool] = place.decisions();
    assert.deepEqual(
      [tool?.input.kind, tool?.result.effect, tool?.result.reasons[0]?.code],
      ["tool_call", "deny", "operator/restrict_access.tool_refused"],
    );
  });

  test("starts nothing that is not admitted, and says why and what to do", async () => {
    const place = workplace({}, { deny_servers: [{ command: process.execPath }] });
    const { code, out, err } = await runToEnd(place.wrap(echo(place)));
    assert.deepEqual([code, out, err.includes("echo server")], [1, "", false]);
    assert.match(err, /^mcp-trust: the policy does not admit demo; nothing was started or connected to\.$/m);
    assert.match(err, /What to do: /);
    assert.match(err, /^ {4}operator\/restrict_access\.server_refused, responsible: operator$/m);
  });

  test("starts nothing without a bundle, and goes on without the file once it has it", async () => {
    const place = workplace();
    const bundle = join(place.folder, "bundle.tar.gz");
    const line = place.wrap(echo(place), ["--bundle", bundle]);
    const missing = await runToEnd(line);
    assert.deepEqual([missing.code, missing.out, missing.err.includes("echo server")], [2, "", false]);
    assert.match(missing.err, /bundle\.tar\.gz/);
    cpSync(join(ROOT, "dist", "bundle.tar.gz"), bundle);
    const raw = new Raw(line);
    await raw.send(request(1, "ping"));
    rmSync(bundle);
    await raw.send(call(2, "read"));
    raw.kill("SIGTERM");
    assert.equal(await raw.ended, 9);
    assert.equal((raw.lines.at(-1) as { id: number }).id, 2);
    assert.equal(
      place.decisions().some(({ input, result }) => input.kind === "tool_call" && result.effect === "allow"),
      true,
    );
  });

  for (const [what, args, code, said] of [
    ["no command", [], 2, /expected either -- and the server's command, or --url/],
    ["a command and a URL", ["--url", "http://127.0.0.1:1/mcp", "--", "x"], 2, /expected either/],
    ["a program that is not there", ["--", "no-such-program-anywhere"], 127, /"no-such-program-anywhere"/],
    ["a folder", ["--", ROOT], 126, /could not start/],
    ["a size that is none", ["--max-message", "-1", "--", "x"], 2, /Expected a number of bytes/],
    ["a log in a folder that is not there", ["--log", "/no/such/folder/log", "--", "x"], 2, /log/],
  ] as const) {
    test(`says what is wrong with ${what}`, async () => {
      const place = workplace({}, { waivers: [] });
      const { command, args: own } = place.wrap({ command: "x", args: [] });
      const ended = await runToEnd({ command, args: [...own.slice(0, own.indexOf("--")), ...args] });
      assert.deepEqual([ended.code, ended.out], [code, ""]);
      assert.match(ended.err, said);
    });
  }

  test("ends a server whose client no longer reads", async () => {
    const place = workplace();
    const { command, args } = place.wrap(echo(place));
    const child = spawn(command, args, { cwd: ROOT, stdio: ["pipe", "pipe", "pipe"] });
    children.push(child);
    child.stdin.on("error", () => undefined);
    child.stdout.destroy();
    // The server goes on writing; whoever is left learns of its end from its standard error.
    const err: string[] = [];
    child.stderr.setEncoding("utf8").on("data", (text: string) => err.push(text));
    child.stdin.write(`${JSON.stringify(request(1, "ping"))}\n`);
    const code = await new Promise((resolve) => child.once("close", resolve));
    assert.deepEqual([code, err.join("").includes("echo server: input closed")], [0, true]);
  });

  test("shows how it is used", async () => {
    const place = workplace();
    const { command, args } = place.wrap({ command: "x", args: [] });
    const { code, out } = await runToEnd({ command, args: [...args.slice(0, args.indexOf("wrap")), "wrap", "--help"] });
    assert.equal(code, 0);
    assert.match(out, /In a client's configuration, in place of the server's own command:/);
  });
});

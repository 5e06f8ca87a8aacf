import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { suite, test } from "node:test";
import type { AskAnswer, Question } from "../../src/guard/ask.ts";
import { createTerminalAsk, type Terminal } from "../../src/wrap/terminal_ask.ts";
import { reason } from "../guard/policy.ts";

class FakeTerminal implements Terminal {
  readonly input = new PassThrough();
  readonly output = new PassThrough({ encoding: "utf8" });
  readonly columns = 60;
  isClosed = false;
  #seen = "";
  #look: () => void = () => undefined;

  constructor() {
    this.output.on("data", (text: string) => {
      this.#seen += text;
      this.#look();
    });
  }

  get seen(): string {
    return this.#seen;
  }

  forget(): void {
    this.input.read();
  }

  close(): void {
    this.isClosed = true;
  }

  /** Resolves when that text is on the screen. */
  async shows(text: string): Promise<string> {
    while (!this.#seen.includes(text)) {
      await new Promise<void>((resolve) => {
        this.#look = resolve;
      });
    }
    return this.#seen;
  }

  async answers(...lines: readonly string[]): Promise<string> {
    const seen = await this.shows("Allow it? y, n, a: ");
    for (const line of lines) this.input.write(`${line}\n`);
    return seen;
  }
}

function question(given: object = { to: "a" }, rest: Partial<Question> = {}): Question {
  return {
    server: "demo",
    reasons: [{ ...reason("test.rule", "ask"), title: "A rule of the test", args: { field: "to" } }],
    events: [{ kind: "tool_call", point: "proxy", tool: { name: "send" }, arguments: { ...given }, facts: {} }],
    digests: { call: "sha256:call", tool: "sha256:tool" },
    ...rest,
  };
}

const YES = {
  allow: true,
  shown: ["command", "url", "tool", "arguments", "message", "roots", "model_output"],
  truncated: false,
};

suite("a person at a terminal", () => {
  test("is shown who, why and all of what", async () => {
    const terminal = new FakeTerminal();
    const answer = createTerminalAsk(() => terminal)(question());
    const seen = await terminal.answers("y");
    assert.equal(
      seen,
      [
        "",
        "mcp-trust: the policy wants your word before this happens.",
        "Server:",
        "  | demo",
        "Why: A rule of the test (test.rule)",
        '  | {"field":"to"}',
        "What:",
        "  | {",
        '  |   "kind": "tool_call",',
        '  |   "tool": {',
        '  |     "name": "send"',
        "  |   },",
        '  |   "arguments": {',
        '  |     "to": "a"',
        "  |   }",
        "  | }",
        "y: yes, this once.  n: no.  a: yes, and to all of this tool that is asked about for the same, until the server ends.",
        "Allow it? y, n, a: ",
      ].join("\n"),
    );
    assert.deepEqual([await answer, terminal.isClosed], [YES, true]);
  });

  for (const [typed, expected] of [
    [["yes"], YES],
    [[" Y "], YES],
    [["n"], { allow: false }],
    [["what?", "", "no"], { allow: false }],
    [["a"], { ...YES, remember: "tool" }],
  ] as const) {
    test(`answers ${JSON.stringify(typed)}`, async () => {
      const terminal = new FakeTerminal();
      const answer = createTerminalAsk(() => terminal)(question());
      for (const line of typed) await terminal.answers(line);
      assert.deepEqual(await answer, expected);
    });
  }

  test("is not answered by what was typed before it was shown", async () => {
    const terminal = new FakeTerminal();
    terminal.input.write("y\n");
    const answer = createTerminalAsk(() => terminal)(question());
    await terminal.answers("n");
    assert.deepEqual(await answer, { allow: false });
  });

  test("says no by leaving", async () => {
    const terminal = new FakeTerminal();
    const answer = createTerminalAsk(() => terminal)(question());
    await terminal.shows("Allow it?");
    terminal.input.end();
    assert.deepEqual(await answer, { allow: false });
  });

  test("can say always only to exactly this where there is no tool", async () => {
    const terminal = new FakeTerminal();
    const answer = createTerminalAsk(() => terminal)(question({}, { digests: { call: "sha256:call" } }));
    assert.match(await terminal.answers("a"), /yes, and to exactly this again, until the server ends/);
    assert.deepEqual(await answer, { ...YES, remember: "call" });
  });

  test("is shown no text that moves the cursor, turns around, or begins a line of its own", async () => {
    const terminal = new FakeTerminal();
    const evil = `\u001b[2J\r\u009b31m\u202e\u200b${" ".repeat(56)}mcp-trust: all is well. Allow it? ${"\u4e2d".repeat(80)}\n\ny`;
    const answer = createTerminalAsk(() => terminal)(question({ to: evil }, { server: `demo\u001b[1A\n${evil}` }));
    const seen = await terminal.answers("n");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    assert.doesNotMatch(seen, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202e]/);
    const own = /^(?:|mcp-trust: the policy wants .*|Server:|Why: .*|What:|y: yes, .*|Allow it\? y, n, a: )$/;
    for (const line of seen.split("\n")) {
      const width = [...line].reduce((sum, character) => sum + (character <= "~" ? 1 : 2), 0);
      assert.ok(own.test(line) || (line.startsWith("  | ") && width <= 60), line);
    }
    assert.ok(seen.replaceAll(/\n {2}\| /g, "").includes("\u4e2d".repeat(80)));
    await answer;
  });

  test("is not asked about more than can be read", async () => {
    const terminal = new FakeTerminal();
    const ask = createTerminalAsk(() => terminal);
    assert.deepEqual(await ask(question({ to: "x".repeat(70_000) })), undefined);
    assert.equal(terminal.seen, "");
  });

  test("is asked one thing after the other, and not about what was taken back", async () => {
    const terminals: FakeTerminal[] = [];
    const ask = createTerminalAsk(() => {
      const terminal = new FakeTerminal();
      terminals.push(terminal);
      return terminal;
    });
    const [first, second] = [new AbortController(), new AbortController()];
    const answers: Promise<AskAnswer | undefined>[] = [];
    for (const { signal } of [first, second, new AbortController()])
      answers.push(Promise.resolve(ask(question({}, { signal }))));
    while (terminals.length === 0) await Promise.resolve();
    await terminals[0]?.shows("Allow it?");
    second.abort();
    first.abort();
    assert.deepEqual([await answers[0], await answers[1]], [{ allow: false }, { allow: false }]);
    await terminals[0]?.shows("Taken back: nobody waits for it any more.");
    while (terminals.length === 1) await Promise.resolve();
    await terminals[1]?.answers("y");
    assert.deepEqual([await answers[2], terminals.length], [YES, 2]);
  });

  test("may not be there", async () => {
    assert.equal(await createTerminalAsk(() => undefined)(question()), undefined);
  });
});

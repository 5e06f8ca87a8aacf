// What a person is shown of a message that a server holds.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Event } from "../../src/generated/event.ts";
import { createElicitation } from "../../src/guard/elicited_question.ts";
import { reason } from "./policy.ts";

function ask(...events: Event[]) {
  return createElicitation({ server: "demo", reasons: [reason("test.rule", "ask")], events, digests: { call: "" } });
}

const call: Event = { kind: "tool_call", tool: { name: "send" }, arguments: { to: "bo" } };

suite("a question to a client's person", () => {
  test("says what would happen, behind fixed words", () => {
    assert.equal(
      ask(call)?.message,
      'The policy of demo wants you to confirm this.\nWhy: test.rule\n{"kind":"tool_call","tool":"send","arguments":{"to":"bo"}}',
    );
  });

  test("shows characters that nobody sees, and none that turn text around", () => {
    const given = { to: "\u202eob\u200b\u{e0061}", "\u2066x": "a\nWhy: all is well" };
    assert.match(
      String(ask({ ...call, arguments: given })?.message),
      /\n\{"kind":"tool_call","tool":"send","arguments":\{"to":"\\u\{202e\}ob\\u\{200b\}\\u\{e0061\}","\\u\{2066\}x":"a\\nWhy: all is well"\}\}$/,
    );
  });

  for (const [what, event] of [
    ["a list of tools", { kind: "tool_list", tools: [{ name: "send" }] }],
    ["a result", { kind: "tool_result", tool: { name: "send" }, result: { content: [] } }],
    ["use of the session", { kind: "session", session: { action: "message" } }],
  ] as const)
    test(`is not asked about ${what}, which it would not show`, () => {
      assert.equal(ask(event as unknown as Event), undefined);
      assert.equal(ask(call, event as unknown as Event), undefined);
    });

  test("is not asked about what is too long to be shown", () => {
    assert.equal(ask({ ...call, arguments: { text: "x".repeat(16 * 1024) } }), undefined);
    // Shown, each of these takes eight characters.
    assert.equal(ask({ ...call, arguments: { text: "\u200b".repeat(4 * 1024) } }), undefined);
  });
});

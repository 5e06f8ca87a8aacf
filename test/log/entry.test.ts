// One decision, one line: what is in it, what is masked and what is erased.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Ajv } from "ajv";
import fc from "fast-check";
import { type FindSecrets, loadFindSecrets, nameArguments } from "../../src/facts/secrets/detect_secrets.ts";
import type { Decision } from "../../src/generated/decision.ts";
import type { DecisionLogEntry } from "../../src/generated/decision_log.ts";
import { type EntryContext, writeEntry } from "../../src/log/entry.ts";
import { createMaskEntry } from "../../src/log/mask_entry.ts";
import { createDecision, createReason } from "./decisions.ts";

const findSecrets: FindSecrets = await loadFindSecrets();
const token = `ghp_${"wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx"}`;
const otherToken = `sk-${"a1B2c3d4e5f6a7b8c9d0e1f2"}`;
const schema = JSON.parse(readFileSync(new URL("../../schemas/decision_log.json", import.meta.url), "utf8"));
const ajv = new Ajv({ allowUnionTypes: true });
const isEntry = ajv.compile(schema);

const context: EntryContext = {
  labels: { id: "process", version: "0.1.0", host: "build" },
  mask: createMaskEntry(findSecrets),
  maxEntryBytes: 2000,
  now: () => new Date("2026-11-23T10:00:00.000Z"),
  trace: () => undefined,
};

function read(event: unknown, decision: Partial<Decision> = {}): DecisionLogEntry {
  const line = writeEntry(event, createDecision(decision), context);
  assert.equal(line.indexOf("\n"), line.length - 1);
  const entry: DecisionLogEntry = JSON.parse(line);
  assert.ok(isEntry(entry), JSON.stringify(isEntry.errors));
  return entry;
}

const rest = ({ input, result, erased, masked }: DecisionLogEntry) => ({ input, result, erased, masked });
const result = { effect: "deny", reasons: [createReason()], obligations: [], mode: "enforce" } as const;

test("an entry has the shape of OPA's decision logs", () => {
  const event = { kind: "tool_call", point: "client", server: { name: "files" }, arguments: { path: "/a" } };
  assert.deepEqual(read(event), {
    labels: { id: "process", version: "0.1.0", host: "build" },
    decision_id: "2b1f0f6e-0000-4000-8000-000000000001",
    bundles: { mcp: { revision: "r1", digest: `sha256:${"0".repeat(64)}` } },
    path: "mcp/main/decision",
    input: event,
    result,
    timestamp: "2026-11-23T10:00:00.000Z",
    metrics: { timer_rego_query_eval_ns: 1_250_000 },
  });
});

test("an entry without a usable bundle names none, and names the active span", () => {
  const trace = { trace_id: "0af7651916cd43dd8448eb211c80319c", span_id: "b7ad6b7169203331" };
  const line = writeEntry(null, createDecision({ bundle: null }), { ...context, trace: () => trace });
  assert.deepEqual(JSON.parse(line), {
    labels: context.labels,
    decision_id: "2b1f0f6e-0000-4000-8000-000000000001",
    ...trace,
    path: "mcp/main/decision",
    input: null,
    result,
    timestamp: "2026-11-23T10:00:00.000Z",
    metrics: { timer_rego_query_eval_ns: 1_250_000 },
  });
});

type Row = readonly [what: string, input: unknown, kept: unknown, masked: readonly string[]];

const MASKED: readonly Row[] = [
  [
    "a shape, wherever it stands, and its copies in facts",
    { kind: "tool_call", arguments: { body: `use ${token} now` }, facts: { commands: [{ words: ["echo", token] }] } },
    {
      kind: "tool_call",
      arguments: { body: "use [secret] now" },
      facts: { commands: [{ words: ["echo", "[secret]"] }] },
    },
    ["/input/arguments/body", "/input/facts/commands/0/words/1"],
  ],
  [
    "a value under a name that says so",
    { arguments: { password: "tiger-42-lily", note: "x" } },
    { arguments: { password: "[secret]", note: "x" } },
    ["/input/arguments/password"],
  ],
  [
    "a number under such a name",
    { arguments: { password: 1234567890 } },
    { arguments: { password: "[secret]" } },
    ["/input/arguments/password"],
  ],
  [
    "an argument behind a flag, in any list",
    { arguments: { argv: ["--token", "9f8a7b6c5d4e"] } },
    { arguments: { argv: ["--token", "[secret]"] } },
    ["/input/arguments/argv/1"],
  ],
  [
    "the name of a member",
    { arguments: { [token]: 1, [otherToken]: 2 } },
    { arguments: { "[secret]": 1, "[secret] 2": 2 } },
    ["/input/arguments"],
  ],
  [
    "JSON and URLs in a text",
    { result: { content: [{ type: "text", text: `{"api_key":"9f8a7b6c5d4e"} https://u:hunter22x@h.example/` }] } },
    { result: { content: [{ type: "text", text: `{"api_key":"[secret]"} https://[secret]@h.example/` }] } },
    ["/input/result/content/0/text"],
  ],
  [
    "a secret beside a comment that tells the detector to look away",
    { arguments: { body: `# secretlint-disable\n${token}` } },
    { arguments: { body: "# secretlint-disable\n[secret]" } },
    ["/input/arguments/body"],
  ],
  [
    "but not what happened, whatever the caller calls a password",
    {
      kind: "tool_call",
      server: { name: "issue-tracker" },
      tool: { name: "delete_repository" },
      arguments: {
        password: "tool_call",
        secret: "delete_repository",
        token: "issue-tracker",
        api_key: "scope_minimization.not_granted",
      },
    },
    {
      kind: "tool_call",
      server: { name: "issue-tracker" },
      tool: { name: "delete_repository" },
      arguments: { password: "[secret]", secret: "[secret]", token: "[secret]", api_key: "[secret]" },
    },
    ["/input/arguments/password", "/input/arguments/secret", "/input/arguments/token", "/input/arguments/api_key"],
  ],
  [
    "and a name that is itself a token",
    { server: { name: token } },
    { server: { name: "[secret]" } },
    ["/input/server/name"],
  ],
  [
    "and nothing in the event's own words",
    { setting: { name: "auto_approve_tools", value: true, key: "chat.tools.global.autoApprove" } },
    { setting: { name: "auto_approve_tools", value: true, key: "chat.tools.global.autoApprove" } },
    [],
  ],
];

for (const [what, input, kept, masked] of MASKED) {
  test(`an entry masks ${what}`, () => {
    assert.deepEqual(rest(read(input)), {
      input: kept,
      result,
      erased: undefined,
      masked: masked.length === 0 ? undefined : masked,
    });
  });
}

test("an entry masks arguments and pointers of reasons, and never their codes", () => {
  const reason = createReason({ pointer: `/arguments/${token}`, args: { found: token } });
  assert.deepEqual(rest(read({}, { reasons: [reason] })), {
    input: {},
    result: { ...result, reasons: [{ ...reason, pointer: "/arguments/[secret]", args: { found: "[secret]" } }] },
    erased: undefined,
    masked: ["/result/reasons/0/pointer", "/result/reasons/0/args/found"],
  });
});

const large = "word ".repeat(1000);
const ERASED: readonly Row[] = [
  [
    "the largest part, however deep",
    {
      kind: "tool_result",
      result: {
        content: [
          { type: "text", text: large },
          { type: "text", text: "b" },
        ],
      },
    },
    { kind: "tool_result", result: { content: [{ type: "text" }, { type: "text", text: "b" }] } },
    ["/input/result/content/0/text"],
  ],
  [
    "a list of many small parts as a whole",
    { kind: "tool_list", tools: Array.from({ length: 300 }, (_, index) => ({ name: `tool ${index}` })) },
    { kind: "tool_list" },
    ["/input/tools"],
  ],
  [
    "two large parts",
    { kind: "tool_result", arguments: { text: large }, result: { text: large } },
    { kind: "tool_result", result: {} },
    ["/input/arguments", "/input/result/text"],
  ],
  [
    "an element, in whose place null stays",
    { arguments: { list: ["a", large, "c"] } },
    { arguments: { list: ["a", null, "c"] } },
    ["/input/arguments/list/1"],
  ],
  [
    "what has a name too long to be told, as a part of what it is in",
    { arguments: { [large]: 1 }, kind: "tool_call" },
    { arguments: {}, kind: "tool_call" },
    ["/input/arguments"],
  ],
  ["an event that is one long text", large, undefined, ["/input"]],
];

for (const [what, input, kept, erased] of ERASED) {
  test(`an entry erases ${what}`, () => {
    assert.deepEqual(rest(read(input)), { input: kept, result, erased, masked: undefined });
  });
}

test("an entry erases what the decision says is to be redacted", () => {
  const obligations = [
    { type: "redact", pointer: "/result/content/0/text" },
    { type: "redact", pointer: "/result/missing/0" },
    { type: "log" },
  ] as const;
  const event = { kind: "tool_result", result: { content: [{ type: "text", text: "card 12" }] } };
  assert.deepEqual(rest(read(event, { obligations: [...obligations] })), {
    input: { kind: "tool_result", result: { content: [{ type: "text" }] } },
    result: { ...result, obligations },
    erased: ["/input/result/content/0/text"],
    masked: undefined,
  });
});

test("an entry erases what is too deep, and events that cannot be written", () => {
  const nest = (depth: number): unknown => (depth === 0 ? {} : { a: nest(depth - 1) });
  const deep = rest(read({ kind: "tool_call", arguments: nest(200) }));
  assert.deepEqual(deep.erased, [`/input/arguments${"/a".repeat(78)}`]);
  const cyclic: Record<string, unknown> = { kind: "tool_call" };
  cyclic.self = cyclic;
  assert.deepEqual(rest(read(cyclic)), { input: undefined, result, erased: ["/input"], masked: undefined });
});

test("an entry stays small, whatever is in the event", () => {
  const small = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`member ${index}`, index]));
  const wide = { kind: "tool_call", ...small };
  const secrets = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [`password${"_".repeat(index)}`, "hunter22x"]),
  );
  const rows = [
    wide,
    { a: small },
    { [large]: { [large]: [large] } },
    { arguments: secrets, text: '\u0000"'.repeat(5000) },
  ];
  for (const event of rows) {
    const line = writeEntry(event, createDecision(), context);
    assert.ok(line.length < 3 * context.maxEntryBytes, `${line.length}`);
  }
});

/** Every string under the name that speaks for it, as the detector takes them. */
function listStrings(value: unknown, name = ""): { pointer: string; name: string; value: string }[] {
  if (typeof value === "string") return [{ pointer: "", name, value }];
  if (Array.isArray(value)) {
    const words = nameArguments(value.map((item) => (typeof item === "string" ? item : "")));
    return value.flatMap((item, index) => listStrings(item, words[index]?.name || name));
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([member, inner]) => [...listStrings(member), ...listStrings(inner, member)]);
}

const planted = fc.constantFrom(
  token,
  `password=${"hunter22x"}`,
  "Authorization: Bearer 9f8a7b6c5d4e3f2a",
  otherToken,
  "https://u:hunter22x@h.example/",
);
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.tuple(fc.string(), planted, fc.string()).map((parts) => parts.join(" ")),
  planted,
);
const name = fc.oneof(
  text,
  fc.constantFrom("password", "token", "arguments", "result", "kind", "server", "name", "text", "__proto__"),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null)),
    fc.array(tie("tree"), { maxLength: 5 }),
    fc.dictionary(name, tie("tree"), { maxKeys: 5 }),
  ),
}));

test("any event and any arguments of reasons give one line in which the detector finds nothing", () => {
  fc.assert(
    fc.property(tree, fc.dictionary(name, tree, { maxKeys: 3 }), (event, args) => {
      const { input, result, erased } = read(event, { reasons: [createReason({ args, pointer: "/arguments/a" })] });
      const found = findSecrets(listStrings({ arguments: input, result, erased: { erased } }));
      assert.deepEqual(
        found.map(({ value }) => value),
        [],
      );
      assert.ok(!JSON.stringify({ input, result, erased }).includes(token));
      assert.deepEqual(result.effect, "deny");
    }),
    { numRuns: 1000 },
  );
});

// Breaks each link between an event and its decision on purpose; what remains is a deny that names the link.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, suite, test } from "node:test";
import { Ajv } from "ajv";
import fc from "fast-check";
import type { Bundle } from "../../src/bundle/load_bundle.ts";
import { loadStandardBundle } from "../../src/bundle/standard_bundle.ts";
import { createEvaluator, type Evaluator } from "../../src/evaluator.ts";
import type { Decision } from "../../src/generated/decision.ts";
import type { Event, Kind } from "../../src/generated/event.ts";
import type { Settings } from "../../src/generated/settings.ts";
import { SettingsError } from "../../src/settings/errors.ts";
import { ALLOW, closeCompiler, loadPolicy } from "./policy.ts";

after(closeCompiler);

const settings: Settings = {
  profile: "personal",
  servers: { files: { grants: { filesystem: { write: ["/srv/a"] } } } },
};
const schema = JSON.parse(await readFile(new URL("../../schemas/decision.json", import.meta.url), "utf8"));
const isDecision = new Ajv({ allErrors: true }).compile(schema);

function assertValid(decision: Decision): void {
  assert.ok(isDecision(decision), JSON.stringify(isDecision.errors));
  assert.match(decision.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.ok(Number.isInteger(decision.duration_us) && decision.duration_us >= 0);
}

interface Denial {
  readonly code: string;
  readonly pointer: string;
  readonly args: unknown;
}

/** The only reason of a decision that must be a deny by the evaluator itself. */
function denial(evaluator: Evaluator, event: unknown): Denial {
  const decision = evaluator.decide(event);
  assertValid(decision);
  assert.equal(decision.effect, "deny");
  assert.equal(decision.mode, "enforce");
  assert.deepEqual(decision.obligations, []);
  assert.equal(decision.reasons.length, 1);
  const [{ code, clause, effect, pointer, args }] = decision.reasons;
  assert.deepEqual([clause, effect], ["fail_closed", "deny"]);
  return { code, pointer, args };
}

const server = { name: "files" };
const VALID: Readonly<Record<Kind, Event>> = {
  connection: { kind: "connection", server },
  environment: { kind: "environment", servers: [server] },
  setting: { kind: "setting", setting: { name: "auto_connect", value: true } },
  session: { kind: "session", server, session: { action: "opened" } },
  authorization: { kind: "authorization", authorization: { phase: "token" } },
  tool_list: { kind: "tool_list", server, tools: [] },
  tool_call: { kind: "tool_call", server, tool: { name: "read_file" }, arguments: {} },
  tool_result: { kind: "tool_result", server, tool: { name: "read_file" }, result: {} },
  resource_list: { kind: "resource_list", server, resources: [] },
  resource_read: { kind: "resource_read", server, resource: { uri: "a://b" } },
  resource_result: { kind: "resource_result", server, resource: { uri: "a://b" }, result: {} },
  prompt_list: { kind: "prompt_list", server, prompts: [] },
  prompt_get: { kind: "prompt_get", server, prompt: { name: "p" } },
  prompt_result: { kind: "prompt_result", server, prompt: { name: "p" }, result: {} },
  sampling: { kind: "sampling", server, sampling: {} },
  elicitation: { kind: "elicitation", server, elicitation: {} },
  roots: { kind: "roots", server, roots: [] },
  fetch: { kind: "fetch", fetch: { url: "https://example.com/" } },
  report: { kind: "report", report: { title: "t" } },
};

let allowing: Evaluator;
let standardBundle: Bundle;
let standard: Evaluator;
before(async () => {
  allowing = await createEvaluator({ bundle: await loadPolicy(`decision := ${ALLOW}`), settings });
  standardBundle = await loadStandardBundle();
  standard = await createEvaluator({ bundle: standardBundle, settings });
});

const KINDS = Object.keys(VALID).join(", ");
const INVALID = "fail_closed.invalid_event";

suite("invalid events", () => {
  for (const [kind, event] of Object.entries(VALID)) {
    test(`decide lets the policy judge a valid ${kind}`, () => {
      const decision = allowing.decide(event);
      assertValid(decision);
      assert.deepEqual([decision.effect, decision.reasons.map(({ code }) => code)], ["allow", ["test.fine"]]);
    });

    for (const field of Object.keys(event).filter((name) => name !== "kind")) {
      test(`decide denies ${kind} without ${field}`, () => {
        const { [field as "kind"]: _, ...rest } = event;
        assert.deepEqual(denial(allowing, rest), { code: INVALID, pointer: "", args: { problem: "required", field } });
      });

      test(`decide denies ${kind} with null for ${field}`, () => {
        assert.deepEqual(denial(allowing, { ...event, [field]: null }), {
          code: INVALID,
          pointer: `/${field}`,
          args: { problem: "type", expected: Array.isArray(Reflect.get(event, field)) ? "array" : "object" },
        });
      });
    }
  }

  for (const [what, event, expected] of [
    ["an unknown kind", { kind: "telepathy" }, { pointer: "/kind", args: { problem: "enum", expected: KINDS } }],
    ["no kind", { server }, { pointer: "", args: { problem: "required", field: "kind" } }],
    [
      "a kind that every object has",
      { kind: "constructor" },
      { pointer: "/kind", args: { problem: "enum", expected: KINDS } },
    ],
    ["a kind in a list", { kind: ["report"] }, { pointer: "/kind", args: { problem: "type", expected: "string" } }],
    [
      "an unknown field",
      { ...VALID.report, extra: 1 },
      { pointer: "", args: { problem: "additionalProperties", field: "extra" } },
    ],
    [
      "an unknown field below",
      { ...VALID.connection, server: { name: "a", token: "s3cret" } },
      { pointer: "/server", args: { problem: "additionalProperties", field: "token" } },
    ],
    [
      "a very long unknown field",
      { ...VALID.report, ["x".repeat(5000)]: 1 },
      { pointer: "", args: { problem: "additionalProperties", field: "x".repeat(64) } },
    ],
    [
      "a field of the wrong type",
      { ...VALID.connection, server: { name: 7 } },
      { pointer: "/server/name", args: { problem: "type", expected: "string" } },
    ],
    ["a wrong time", { ...VALID.report, time: "yesterday" }, { pointer: "/time", args: { problem: "pattern" } }],
    [
      "facts of the wrong type",
      { ...VALID.tool_call, facts: { paths: [{}] } },
      { pointer: "/facts/paths/0", args: { problem: "required", field: "pointer" } },
    ],
  ] as const) {
    test(`decide denies an event with ${what}`, () => {
      assert.deepEqual(denial(allowing, event), { code: INVALID, ...expected });
    });
  }

  for (const value of [null, [], [VALID.report], "report", "", 0, 1, true, false, Number.NaN]) {
    test(`decide denies ${JSON.stringify(value)} (${typeof value}) in place of an event`, () => {
      assert.deepEqual(denial(allowing, value), {
        code: INVALID,
        pointer: "",
        args: { problem: "type", expected: "object" },
      });
    });
  }
});

function nest(levels: number): unknown {
  let value: unknown = "bottom";
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? { value } : [value];
  return value;
}

suite("unreadable events", () => {
  const cyclic: Record<string, unknown> = { ...VALID.tool_call };
  cyclic.arguments = { cyclic };
  const throwing = new Proxy(
    {},
    {
      ownKeys() {
        throw new Error("s3cret");
      },
      get() {
        throw new Error("s3cret");
      },
    },
  );
  for (const [what, event] of [
    ["undefined", undefined],
    ["a function", () => VALID.report],
    ["a symbol", Symbol("report")],
    ["a BigInt", 1n],
    ["a cycle", cyclic],
    ["a BigInt below", { ...VALID.tool_call, arguments: { n: 1n } }],
    [
      "an accessor that throws",
      {
        get kind() {
          throw new Error("s3cret");
        },
      },
    ],
    [
      "a toJSON that throws",
      {
        toJSON() {
          throw new Error("s3cret");
        },
      },
    ],
    ["a toJSON that gives nothing", { toJSON: () => undefined }],
    [
      "an accessor that throws no Error",
      {
        get kind() {
          // biome-ignore lint/style/useThrowOnlyError: callers do such things.
          throw null;
        },
      },
    ],
    ["a Proxy that throws", throwing],
    [
      "a revoked Proxy",
      (() => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      })(),
    ],
  ] as const) {
    test(`decide denies ${what}`, () => {
      assert.deepEqual(denial(allowing, event), { code: "fail_closed.unreadable_event", pointer: "", args: {} });
    });
  }

  test("decide judges what it read once, whatever the object says later", () => {
    let reads = 0;
    const event = {
      ...VALID.tool_call,
      get arguments() {
        reads += 1;
        return reads === 1 ? { path: "/etc/passwd" } : { path: "/srv/a/x" };
      },
    };
    const { effect, reasons } = standard.decide(event);
    assert.deepEqual([effect, reads], ["deny", 1]);
    assert.deepEqual(
      reasons.map(({ code, pointer }) => [code, pointer]),
      [["filesystem_access.outside_grant", "/arguments/path"]],
    );
  });
});

suite("oversized events", () => {
  const EVENT = { ...VALID.tool_call, arguments: { text: "" } };
  const room = JSON.stringify(EVENT).length;

  test("decide accepts an event of exactly the longest length, and denies one more character", async () => {
    const bundle = await loadPolicy(`decision := ${ALLOW}`);
    const evaluator = await createEvaluator({ bundle, settings, maxEventLength: 1000 });
    const fill = (length: number) => ({ ...EVENT, arguments: { text: "x".repeat(length - room) } });
    assert.equal(evaluator.decide(fill(1000)).effect, "allow");
    assert.deepEqual(denial(evaluator, fill(1001)), {
      code: "fail_closed.event_too_large",
      pointer: "",
      args: { limit: 1000 },
    });
  });

  test("decide denies by default what is longer than 4 MiB", () => {
    const limit = 4 * 1024 * 1024;
    const event = { ...EVENT, arguments: { text: "x".repeat(limit) } };
    assert.deepEqual(denial(allowing, event), { code: "fail_closed.event_too_large", pointer: "", args: { limit } });
  });

  test("decide denies an event whose JSON is longer than any string", () => {
    const text = "x".repeat(1 << 24);
    const event = { ...EVENT, arguments: { texts: Array(64).fill(text) } };
    const limit = 4 * 1024 * 1024;
    assert.deepEqual(denial(allowing, event), { code: "fail_closed.event_too_large", pointer: "", args: { limit } });
  });

  test("decide accepts 64 levels by default, and denies 65", () => {
    assert.equal(allowing.decide({ ...EVENT, arguments: { deep: nest(62) } }).effect, "allow");
    assert.deepEqual(denial(allowing, { ...EVENT, arguments: { deep: nest(63) } }), {
      code: "fail_closed.event_too_deep",
      pointer: "",
      args: { limit: 64 },
    });
  });

  for (const levels of [1000, 100_000]) {
    test(`decide denies an event of ${levels} levels`, () => {
      const { code, pointer } = denial(allowing, { ...EVENT, arguments: { deep: nest(levels) } });
      assert.deepEqual([code, pointer], ["fail_closed.event_too_deep", ""]);
    });
  }

  for (const [option, code] of [
    ["maxEventLength", "fail_closed.event_too_large"],
    ["maxEventDepth", "fail_closed.event_too_deep"],
  ] as const) {
    test(`decide denies everything when ${option} is no number`, async () => {
      const bundle = await loadPolicy(`decision := ${ALLOW}`);
      const evaluator = await createEvaluator({ bundle, settings, [option]: Number.NaN });
      assert.equal(denial(evaluator, EVENT).code, code);
    });
  }
});

suite("facts that cannot be established", () => {
  const FAILED = { code: "fail_closed.facts_failed", pointer: "", args: {} };

  test("decide denies when describing the event throws", async () => {
    const bundle = await loadPolicy(`decision := ${ALLOW}`);
    const data = { tables: { well_known_packages: { npm: 5 } } };
    const evaluator = await createEvaluator({ bundle: { ...bundle, data }, settings });
    const event = {
      ...VALID.connection,
      server: { name: "a", transport: "stdio", command: "npx", args: ["-y", "some-package"] },
    };
    assert.deepEqual(denial(evaluator, event), FAILED);
  });

  for (const [what, event] of [
    ["more paths than 1,000", { ...VALID.tool_call, arguments: { paths: Array(1001).fill("/srv/a/x") } }],
    [
      "paths under a name of 320,000 characters",
      { ...VALID.tool_call, arguments: { ["k".repeat(320_000)]: Array(1000).fill("/a") } },
    ],
    ["paths of 64 KiB and more", { ...VALID.tool_call, arguments: { paths: Array(17).fill(`/${"x".repeat(4000)}`) } }],
    ["a tool name of a million characters", { ...VALID.tool_call, tool: { name: "aA".repeat(500_000) } }],
  ] as const) {
    test(`decide denies an event with ${what}`, () => {
      assert.deepEqual(denial(allowing, event), FAILED);
    });
  }
});

suite("policies that fail", () => {
  for (const [what, body, code] of [
    ["contradicts itself", `decision := "a" if input.kind\n\ndecision := "b" if input.kind`, "policy_trap"],
    ["is undefined", "decision := 1 if input.never", "undefined"],
    ["answers with text", `decision := "allow"`, "bad_answer"],
    ["answers true", "decision := true", "bad_answer"],
    ["answers null", "decision := null", "bad_answer"],
    ["answers with an empty object", "decision := {}", "bad_answer"],
    ["answers with a list", `decision := [${ALLOW}]`, "bad_answer"],
    [
      "allows with a reason to deny",
      `decision := ${ALLOW.replace('"effect": "allow", "severity"', '"effect": "deny", "severity"')}`,
      "bad_answer",
    ],
    [
      "asks with a reason to allow",
      `decision := ${ALLOW.replace('"effect": "allow",\n', '"effect": "ask",\n')}`,
      "bad_answer",
    ],
    ["says permit", `decision := ${ALLOW.replaceAll('"allow"', '"permit"')}`, "bad_answer"],
    ["says Allow", `decision := ${ALLOW.replaceAll('"allow"', '"Allow"')}`, "bad_answer"],
    ["gives no reasons", `decision := object.remove(${ALLOW}, ["reasons"])`, "bad_answer"],
    ["gives an empty list of reasons", `decision := object.union(${ALLOW}, {"reasons": []})`, "bad_answer"],
    ["gives reasons in an object", `decision := object.union(${ALLOW}, {"reasons": {"0": 1}})`, "bad_answer"],
    ["gives an extra member", `decision := object.union(${ALLOW}, {"override": true})`, "bad_answer"],
    ["gives its own id", `decision := object.union(${ALLOW}, {"id": "x"})`, "bad_answer"],
    ["gives no mode", `decision := object.remove(${ALLOW}, ["mode"])`, "bad_answer"],
    ["gives an unknown mode", `decision := object.union(${ALLOW}, {"mode": "off"})`, "bad_answer"],
    ["switches enforcement off by itself", `decision := object.union(${ALLOW}, {"mode": "audit"})`, "bad_answer"],
    [
      "gives an unknown obligation",
      `decision := object.union(${ALLOW}, {"obligations": [{"type": "pray"}]})`,
      "bad_answer",
    ],
  ] as const) {
    test(`decide denies when the policy ${what}`, async () => {
      const evaluator = await createEvaluator({ bundle: await loadPolicy(body), settings });
      assert.deepEqual(denial(evaluator, VALID.report), { code: `fail_closed.${code}`, pointer: "", args: {} });
      // A second time, with whatever instance is left.
      assert.deepEqual(denial(evaluator, VALID.report), { code: `fail_closed.${code}`, pointer: "", args: {} });
    });
  }

  test("decide reports audit mode when the operator asked for it", async () => {
    const bundle = await loadPolicy(`decision := object.union(${ALLOW}, {"mode": data.settings.mode})`);
    const evaluator = await createEvaluator({ bundle, settings: { profile: "personal", mode: "audit" } });
    const { effect, mode } = evaluator.decide(VALID.report);
    assert.deepEqual([effect, mode], ["allow", "audit"]);
  });

  test("createEvaluator does not hear settings or approvals that a bundle brings", async () => {
    const bundle = await loadPolicy(`decision := {"settings": data.settings, "lock": data.lock}

decision := object.union(${ALLOW}, {"mode": "enforce"}) if not data.lock`);
    const data = { settings: { profile: "personal", mode: "audit" }, lock: { version: 1, servers: {} } };
    const evaluator = await createEvaluator({ bundle: { ...bundle, data }, settings });
    assert.equal(evaluator.decide(VALID.report).effect, "allow");
  });
});

suite("settings and locks", () => {
  const refused = async (options: { settings?: unknown; lock?: unknown }): Promise<unknown> => {
    const all = { bundle: standardBundle, settings, ...options } as Parameters<typeof createEvaluator>[0];
    return await createEvaluator(all).then(
      () => "created",
      (error: unknown) => error,
    );
  };
  const problem = (code: "ERR_SETTINGS_INVALID" | "ERR_SETTINGS_LOCK", path: string, message: string) =>
    new SettingsError(code, message, [{ path, message }]);

  for (const [what, given, path, message] of [
    ["without a profile", {}, "", "settings must have required property 'profile'"],
    ["null", null, "", "settings must be object"],
    [
      "with an unknown profile",
      { profile: "lax" },
      "/profile",
      "settings/profile must be equal to one of the allowed values: personal, team, managed",
    ],
    [
      "with an unknown field",
      { profile: "team", fail_open: true },
      "",
      "settings must NOT have additional properties `fail_open`",
    ],
    [
      "with an unknown mode",
      { profile: "team", mode: "off" },
      "/mode",
      "settings/mode must be equal to one of the allowed values: enforce, audit",
    ],
    [
      "with an empty match",
      { profile: "team", servers: { a: { match: {} } } },
      "/servers/a/match",
      "settings/servers/a/match must NOT have fewer than 1 properties",
    ],
    ...["", "relative"].map(
      (root) =>
        [
          `with the root \`${root}\``,
          { profile: "team", servers: { a: { grants: { filesystem: { read: [root] } } } } },
          "/servers/a/grants/filesystem/read/0",
          'settings/servers/a/grants/filesystem/read/0 must match pattern "^(/|~(/|$)|[A-Za-z]:[\\\\/]|\\\\\\\\)"',
        ] as const,
    ),
  ] as const) {
    test(`createEvaluator refuses settings ${what}`, async () => {
      assert.deepEqual(await refused({ settings: given }), problem("ERR_SETTINGS_INVALID", path, message));
    });
  }

  for (const [what, lock, path, message] of [
    ["null", null, "", "lock must be object"],
    ["of another version", { version: 2, servers: {} }, "/version", "lock/version must be equal to constant"],
    [
      "with a digest that is none",
      { version: 1, servers: { a: { entry_digest: "sha256:00" } } },
      "/servers/a/entry_digest",
      'lock/servers/a/entry_digest must match pattern "^sha256:[0-9a-f]{64}$"',
    ],
    [
      "with an entry that says nothing",
      { version: 1, servers: { a: {} } },
      "/servers/a",
      "lock/servers/a must NOT have fewer than 1 properties",
    ],
  ] as const) {
    test(`createEvaluator refuses a lock ${what}`, async () => {
      assert.deepEqual(await refused({ lock }), problem("ERR_SETTINGS_LOCK", path, message));
    });
  }
});

suite("any input at all", () => {
  const hostileKeys = fc.constantFrom("__proto__", "constructor", "prototype", "toString", "path", "file", "uri", "");
  const hostileText = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "/etc/passwd",
      "file:///%2e%2e/",
      "\ud800",
      "~",
      "C:x",
      "\\\\?\\C:\\",
      "a\0b",
      "../../x",
      "file://[",
      "%25252e",
    ),
  );
  const hostileValue: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      hostileText,
      fc.jsonValue(),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(fc.oneof(hostileKeys, hostileText), tie("value"), { maxKeys: 4 }),
    ),
  })).value;

  test("decide never throws and never allows what is no event", () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withNullPrototype: true,
          withObjectString: true,
          withSet: true,
          withTypedArray: true,
          withSparseArray: true,
        }),
        (value) => {
          const decision = standard.decide(value);
          assertValid(decision);
          assert.equal(decision.effect, "deny");
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("decide answers every event-like value with a valid decision", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(VALID)),
        fc.constantFrom("arguments", "tool", "server", "resource", "facts", "setting", "result", "extra", "__proto__"),
        hostileValue,
        (event, field, value) => {
          const merged = { ...event };
          Object.defineProperty(merged, field, { value, enumerable: true, configurable: true });
          assertValid(standard.decide(merged));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("decide gives the same reasons in the same order with every instance", async () => {
    const other = await createEvaluator({ bundle: await loadStandardBundle(), settings });
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(hostileKeys, fc.constantFrom("paths", "a", "b")), hostileValue), (args) => {
        const event = { ...VALID.tool_call, arguments: args };
        const strip = ({ effect, reasons, obligations, mode }: Decision) => ({ effect, reasons, obligations, mode });
        assert.deepEqual(strip(other.decide(event)), strip(standard.decide(event)));
      }),
      { numRuns: 200 },
    );
  });

  test("describe gives back what is no event, and what cannot be described", () => {
    for (const candidate of [null, undefined, 1, { kind: "tool_call", tool: { name: 5 } }, { kind: "nothing" }]) {
      assert.equal(standard.describe(candidate as unknown as Event), candidate);
    }
    const vast = { ...VALID.tool_call, tool: { name: "x".repeat(2000) } };
    assert.equal(standard.describe(vast), vast);
  });

  test("decide judges a described event as it judges the event itself", () => {
    const event: Event = { ...VALID.tool_call, arguments: { path: "/etc/passwd" } };
    const strip = ({ effect, reasons }: Decision) => ({ effect, reasons });
    assert.deepEqual(strip(standard.decide(standard.describe(event))), strip(standard.decide(event)));
  });

  test("decide changes no prototype", () => {
    const poison = JSON.parse(
      `{"__proto__":{"polluted":1,"path":"/etc/passwd"},"constructor":{"prototype":{"polluted":1}}}`,
    );
    const { reasons } = standard.decide({ ...VALID.tool_call, arguments: poison });
    assert.deepEqual(
      reasons.map(({ code, pointer }) => [code, pointer]),
      [["filesystem_access.outside_grant", "/arguments/__proto__/path"]],
    );
    assert.equal(Reflect.get({}, "polluted"), undefined);
    assert.equal(Reflect.get(Object.prototype, "path"), undefined);
  });

  test("createEvaluator reads settings for servers called as members that every object has", async () => {
    const odd = JSON.parse(
      '{"profile":"personal","servers":{"__proto__":{"tools":{"deny":["t"]}},"constructor":{"tools":{"deny":["t"]}}}}',
    );
    const evaluator = await createEvaluator({ bundle: standardBundle, settings: odd });
    for (const name of ["__proto__", "constructor"]) {
      const { reasons } = evaluator.decide({ ...VALID.tool_call, server: { name }, tool: { name: "t" } });
      assert.deepEqual(
        reasons.map(({ code }) => code),
        ["operator/restrict_access.tool_refused", "model_driven_invocation.invoked"],
      );
    }
    assert.equal(Reflect.get({}, "tools"), undefined);
  });

  test("decide repeats no value of an event that is refused", () => {
    const secret = "s3cret-token-value";
    for (const event of [
      { kind: secret },
      { ...VALID.connection, server: { name: [secret] } },
      { ...VALID.connection, time: secret },
      { ...VALID.tool_call, tool: { name: "t", definition: { name: 1, description: secret } } },
      { ...VALID.setting, setting: { name: secret, value: secret } },
    ]) {
      assert.equal(JSON.stringify(allowing.decide(event)).includes(secret), false);
    }
  });
});

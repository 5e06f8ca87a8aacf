// Each measured defect of opa-wasm, shown on opa-wasm as it is, and what becomes of it behind our wrapper.
import assert from "node:assert/strict";
import { after, suite, test } from "node:test";
import { BundleError } from "../../src/bundle/errors.ts";
import { EvaluationError } from "../../src/evaluate/errors.ts";
import { type CompiledPolicy, createPolicy } from "../../src/evaluate/opa_wasm.ts";
import { createEvaluator } from "../../src/evaluator.ts";
import { ALLOW, caught, closeCompiler, encodeJson, encodeText, loadBare, loadPolicy } from "./policy.ts";

after(closeCompiler);

/** Two rules that contradict each other on demand, one that takes all memory, and one that answers. */
const HOSTILE = `decision := "a" if input.conflict == true

decision := "b" if input.conflict == true

decision := found if {
	input.hoard
	found := [[x, y] | some x in numbers.range(1, input.hoard); some y in numbers.range(1, 1000)]
}

decision := {"echo": input.echo}`;

const EMPTY = encodeText("{}");

function trapped(message: string): EvaluationError {
  return new EvaluationError("ERR_EVALUATE_TRAP", message);
}

function assertTrap(policy: CompiledPolicy, input: ArrayBuffer, message: string | RegExp): void {
  const thrown = caught(() => policy.evaluate(input));
  assert.ok(thrown instanceof EvaluationError);
  assert.equal(thrown.code, "ERR_EVALUATE_TRAP");
  if (typeof message === "string") assert.equal(thrown.message, trapped(message).message);
  else assert.match(thrown.message, message);
}

async function refusal(body: string, options: Parameters<typeof loadPolicy>[1]): Promise<unknown> {
  const bundle = await loadPolicy(body, options);
  return caught(() => createPolicy(bundle.module, encodeJson(bundle.data)));
}

suite("defect 1: exceptions wear an instance out", () => {
  test("opa-wasm fails for good after some hundred conflicts", async () => {
    const policy = loadBare(await loadPolicy(HOSTILE));
    const thrown = Array.from({ length: 600 }, () => caught(() => policy.evaluate({ conflict: true })));
    assert.match(String(thrown[0]), /var assignment conflict/);
    assert.equal(String(thrown.at(-1)), "RuntimeError: memory access out of bounds");
    const innocent = caught(() => policy.evaluate({ echo: 1 }));
    assert.equal(String(innocent), "RuntimeError: memory access out of bounds");
  });

  test("createPolicy answers correctly after 10,000 hostile inputs in a row", async () => {
    const { module } = await loadPolicy(HOSTILE);
    const policy = createPolicy(module, EMPTY);
    const deep = encodeText(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
    const hostile: readonly (readonly [ArrayBuffer, RegExp])[] = [
      [encodeJson({ conflict: true }), /^policy trapped: .*var assignment conflict$/],
      [encodeText('{"echo":"\\ud800"}'), /^policy trapped: illegal string escape character$/],
    ];
    for (let round = 0; round < 5000; round += 1) {
      for (const [input, message] of hostile) assertTrap(policy, input, message);
      if (round % 500 !== 0) continue;
      assertTrap(policy, deep, /^policy trapped: /);
      assert.deepEqual(policy.evaluate(encodeJson({ echo: round })), { echo: round });
    }
    assert.deepEqual(policy.evaluate(encodeJson({ echo: "still right" })), { echo: "still right" });
  });

  test("createPolicy survives running out of memory, and does not grow past its maximum", async () => {
    const { module } = await loadPolicy(HOSTILE);
    const policy = createPolicy(module, EMPTY);
    for (let round = 0; round < 3; round += 1) {
      assertTrap(policy, encodeJson({ hoard: 100_000 }), /^policy trapped: /);
      assert.deepEqual(policy.evaluate(encodeJson({ echo: round })), { echo: round });
    }
  });

  test("createPolicy gives memory back after large inputs", async () => {
    const { module } = await loadPolicy(HOSTILE);
    const policy = createPolicy(module, EMPTY);
    const large = encodeJson({ echo: "x".repeat(1024), rest: "y".repeat(40 * 1024 * 1024) });
    assert.deepEqual(policy.evaluate(large), { echo: "x".repeat(1024) });
    const before = process.memoryUsage().arrayBuffers;
    for (let round = 0; round < 12; round += 1) {
      assert.deepEqual(policy.evaluate(large), { echo: "x".repeat(1024) });
    }
    // Twelve kept instances would hold more than a gigabyte.
    assert.ok(process.memoryUsage().arrayBuffers - before < 512 * 1024 * 1024);
  });

  test("createEvaluator denies 10,000 hostile events and then allows a good one", async () => {
    const bundle = await loadPolicy(
      `decision := ${ALLOW} if not input.arguments.conflict

decision := "a" if input.arguments.conflict

decision := "b" if input.arguments.conflict`,
    );
    const evaluator = await createEvaluator({ bundle, settings: { profile: "personal" }, maxEventLength: 100_000 });
    const call = (args: unknown) => ({
      kind: "tool_call",
      server: { name: "s" },
      tool: { name: "t" },
      arguments: args,
    });
    let deep: unknown = {};
    for (let level = 0; level < 100_000; level += 1) deep = { deep };
    const hostile: readonly (readonly [unknown, string])[] = [
      [call({ conflict: true }), "fail_closed.policy_trap"],
      [call({ text: "\ud800" }), "fail_closed.unreadable_event"],
      [call({ text: "x".repeat(100_000) }), "fail_closed.event_too_large"],
      [call(null), "fail_closed.invalid_event"],
      ["tool_call", "fail_closed.invalid_event"],
      [undefined, "fail_closed.unreadable_event"],
      [{ kind: 1n }, "fail_closed.unreadable_event"],
      [{ kind: "nothing" }, "fail_closed.invalid_event"],
    ];
    for (let round = 0; round < 1250; round += 1) {
      for (const [event, code] of hostile) {
        const { effect, reasons } = evaluator.decide(event);
        assert.deepEqual([effect, reasons.map((reason) => reason.code)], ["deny", [code]]);
      }
      if (round % 100 === 0) {
        assert.deepEqual(
          evaluator.decide(call(deep)).reasons.map(({ code }) => code),
          ["fail_closed.event_too_deep"],
        );
      }
    }
    assert.equal(evaluator.decide(call({ path: "x" })).effect, "allow");
  });
});

suite("defect 2: falsy and unusual input", () => {
  const BODY = `decision := {"type": type_name(input), "value": input}`;

  test("opa-wasm takes falsy input for no input, and bytes for an object", async () => {
    const policy = loadBare(await loadPolicy(BODY));
    assert.deepEqual(
      [null, false, 0, ""].map((input) => policy.evaluate(input)),
      [[], [], [], []],
    );
    assert.deepEqual(policy.evaluate(new TextEncoder().encode("{}")), [
      { result: { type: "object", value: { 0: 123, 1: 125 } } },
    ]);
  });

  test("createPolicy evaluates falsy input as what it is", async () => {
    const policy = createPolicy((await loadPolicy(BODY)).module, EMPTY);
    assert.deepEqual(
      [null, false, 0, ""].map((input) => policy.evaluate(encodeJson(input))),
      [
        { type: "null", value: null },
        { type: "boolean", value: false },
        { type: "number", value: 0 },
        { type: "string", value: "" },
      ],
    );
  });
});

suite("defect 3: built-ins of the SDK win over OPA's", () => {
  const BODY = `decision := sprintf("%v", [input.list])`;

  test("opa-wasm formats differently from OPA, and cannot be told otherwise", async () => {
    const policy = loadBare(await loadPolicy(BODY, { everyBuiltin: true }), { sprintf: () => "ours" });
    assert.deepEqual(policy.evaluate({ list: [1, 2] }), [{ result: "1,2" }]);
    assert.ok(caught(() => policy.evaluate({ list: null })) instanceof TypeError);
  });

  for (const [name, body] of [
    ["sprintf", BODY],
    ["yaml.unmarshal", `decision := yaml.unmarshal("a: 1")`],
  ] as const) {
    test(`createPolicy refuses a policy that needs ${name}`, async () => {
      assert.deepEqual(await refusal(body, { everyBuiltin: true }), needsBuiltins(name));
    });
  }
});

function needsBuiltins(names: string): BundleError {
  return new BundleError(
    "ERR_BUNDLE_BUILTIN",
    `policy needs built-ins that WebAssembly does not have: ${names}; ` +
      "build it with `mcp-trust build`, which names the places",
  );
}

suite("defect 4: built-ins that evaluate, or answer later", () => {
  const BODY = `decision := opa.runtime()`;

  test("opa-wasm turns a promise into an empty object", async () => {
    const policy = loadBare(await loadPolicy(BODY, { everyBuiltin: true }), { "opa.runtime": async () => ({ a: 1 }) });
    assert.deepEqual(policy.evaluate({}), [{ result: {} }]);
  });

  test("opa-wasm breaks when a built-in evaluates the same policy", async () => {
    const bundle = await loadPolicy(
      `decision := {"outer": opa.runtime(), "input": input} if input.outer

decision := "inner" if not input.outer`,
      { everyBuiltin: true },
    );
    const policy = loadBare(bundle, { "opa.runtime": () => policy.evaluate({ outer: false }) });
    let outcome: unknown;
    try {
      outcome = policy.evaluate({ outer: true, text: "x".repeat(100) });
    } catch (thrown) {
      outcome = thrown;
    }
    assert.notDeepEqual(outcome, [
      { result: { outer: [{ result: "inner" }], input: { outer: true, text: "x".repeat(100) } } },
    ]);
  });

  test("createPolicy refuses a policy with any such built-in", async () => {
    assert.deepEqual(await refusal(BODY, { everyBuiltin: true }), needsBuiltins("opa.runtime"));
  });

  test("createEvaluator decides an event that asks for another decision while it is read", async () => {
    const bundle = await loadPolicy(`decision := ${ALLOW}`);
    const evaluator = await createEvaluator({ bundle, settings: { profile: "personal" } });
    const inner: string[] = [];
    const event = {
      kind: "fetch",
      get fetch() {
        inner.push(evaluator.decide({ kind: "fetch", fetch: { url: "https://example.com" } }).effect);
        return { url: "https://example.com" };
      },
    };
    assert.equal(evaluator.decide(event).effect, "allow");
    assert.deepEqual(inner, ["allow"]);
  });
});

suite("defect 5: missing built-ins are found late, and what is thrown is no Error", () => {
  const BODY = `decision := time.now_ns() if input.late

decision := 1 if not input.late`;

  test("opa-wasm finds a built-in missing when it is called", async () => {
    const policy = loadBare(await loadPolicy(BODY, { everyBuiltin: true }));
    assert.deepEqual(policy.evaluate({ late: false }), [{ result: 1 }]);
    assert.deepEqual(
      caught(() => policy.evaluate({ late: true })),
      { message: "not implemented: built-in function 0: time.now_ns" },
    );
  });

  test("opa-wasm throws bare strings", async () => {
    const policy = loadBare(await loadPolicy(HOSTILE));
    const thrown = caught(() => policy.evaluate({ conflict: true }));
    assert.equal(typeof thrown, "string");
  });

  test("createPolicy names every missing built-in before the first event", async () => {
    const body = `${BODY}\n\nother := http.send({"url": input.url, "method": "get"})`;
    assert.deepEqual(await refusal(body, { everyBuiltin: true }), needsBuiltins("time.now_ns"));
    const both = `decision := [time.now_ns(), uuid.rfc4122("x")]`;
    assert.deepEqual(await refusal(both, { everyBuiltin: true }), needsBuiltins("time.now_ns, uuid.rfc4122"));
  });

  test("createPolicy throws an EvaluationError where opa-wasm throws a string", async () => {
    const { module } = await loadPolicy(HOSTILE);
    assertTrap(
      createPolicy(module, EMPTY),
      encodeJson({ conflict: true }),
      /^policy trapped: mcp\/main\.rego:\d+:\d+: var assignment conflict$/,
    );
  });
});

suite("defect 6: hash order and large integers", () => {
  test("opa-wasm gives sets and members in hash order, and rounds large integers", async () => {
    const policy = loadBare(await loadPolicy(`decision := [{"m", "b", "z", "a", "k"}, input.large]`));
    const [first] = policy.evaluate(encodeText('{"large":9007199254740993}')) as [{ result: [string[], number] }];
    const [set, large] = first.result;
    assert.deepEqual(set.toSorted(), ["a", "b", "k", "m", "z"]);
    assert.notDeepEqual(set, set.toSorted());
    assert.equal(large, 9007199254740992);
  });

  test("createEvaluator gives reasons and obligations in one order, whatever instance answers", async () => {
    const reason = `{"code": $"test.{code}", "clause": "test", "effect": effect, "severity": severity, "responsible": "operator", "pointer": pointer, "args": {"b": 1, "a": 2}}`;
    const bundle = await loadPolicy(`decision := {
	"effect": "deny",
	"reasons": {r |
		some code in ["b", "a"]
		some effect in ["allow", "deny", "ask"]
		some pointer in ["/b", "/a", ""]
		some severity in ["low", "high"]
		r := ${reason}
	},
	"obligations": {o | some type in ["log", "confirm", "display"]; o := {"type": type}},
	"mode": "enforce",
}`);
    const event = { kind: "report", report: { title: "x" } };
    const orders = await Promise.all(
      [1, 2, 3].map(async () => {
        const evaluator = await createEvaluator({ bundle, settings: { profile: "personal" } });
        const { reasons, obligations } = evaluator.decide(event);
        return JSON.stringify({ reasons, obligations });
      }),
    );
    assert.deepEqual([...new Set(orders)].length, 1);
    const { reasons, obligations } = JSON.parse(orders[0] ?? "") as {
      reasons: { effect: string; code: string; pointer: string; severity: string }[];
      obligations: unknown;
    };
    const expected = ["deny", "ask", "allow"].flatMap((effect) =>
      ["test.a", "test.b"].flatMap((code) =>
        ["", "/a", "/b"].flatMap((pointer) =>
          ["high", "low"].map((severity) => ({
            code,
            clause: "test",
            effect,
            severity,
            responsible: "operator",
            pointer,
            args: { a: 2, b: 1 },
          })),
        ),
      ),
    );
    assert.deepEqual(reasons, expected);
    assert.deepEqual(obligations, [{ type: "confirm" }, { type: "display" }, { type: "log" }]);
  });
});

suite("defect 7: replacing a member of input", () => {
  const BODY = `decision := found if found := seen with input.kind as input

seen := input`;

  test("opa-wasm traps when input is no object", async () => {
    const bundle = await loadPolicy(BODY);
    // With text or a list in its place, the outcome depends on what the memory happens to hold.
    assert.equal(
      String(caught(() => loadBare(bundle).evaluate(encodeText("null")))),
      "RuntimeError: remainder by zero",
    );
  });

  test("createPolicy reports the trap and stays usable", async () => {
    const policy = createPolicy((await loadPolicy(BODY)).module, EMPTY);
    assertTrap(policy, encodeText("null"), "policy trapped: remainder by zero");
    assert.deepEqual(policy.evaluate(encodeJson({ kind: "report" })), { kind: { kind: "report" } });
  });

  test("createEvaluator never shows a policy input that is no object", async () => {
    const evaluator = await createEvaluator({ bundle: await loadPolicy(BODY), settings: { profile: "personal" } });
    const codes = [null, "text", [1], 1, true].map((event) => evaluator.decide(event).reasons.map(({ code }) => code));
    assert.deepEqual(codes, Array(5).fill(["fail_closed.invalid_event"]));
  });
});

suite("defect 8: depth and time", () => {
  test("opa-wasm runs out of stack on deep input", async () => {
    const policy = loadBare(await loadPolicy(HOSTILE));
    const thrown = caught(() => policy.evaluate(encodeText(`${"[".repeat(50_000)}${"]".repeat(50_000)}`)));
    assert.equal(String(thrown), "RangeError: Maximum call stack size exceeded");
  });

  test("createPolicy reports deep input as a trap and stays usable", async () => {
    const { module } = await loadPolicy(HOSTILE);
    const policy = createPolicy(module, EMPTY);
    const deep = encodeText(`${"[".repeat(50_000)}${"]".repeat(50_000)}`);
    assertTrap(policy, deep, "policy trapped: Maximum call stack size exceeded");
    assert.deepEqual(policy.evaluate(encodeJson({ echo: 1 })), { echo: 1 });
  });

  test("createEvaluator never shows a policy input deeper than its limit", async () => {
    const bundle = await loadPolicy(`decision := ${ALLOW}`);
    const evaluator = await createEvaluator({ bundle, settings: { profile: "personal" }, maxEventDepth: 5 });
    const call = (args: object) => ({ kind: "tool_call", server: { name: "s" }, tool: { name: "t" }, arguments: args });
    assert.equal(evaluator.decide(call({ a: { b: { c: 1 } } })).effect, "allow");
    const { effect, reasons } = evaluator.decide(call({ a: { b: { c: { d: {} } } } }));
    assert.equal(effect, "deny");
    assert.deepEqual(
      reasons.map(({ code, args }) => [code, args]),
      [["fail_closed.event_too_deep", { limit: 5 }]],
    );
  });
});

suite("what is refused when a policy is prepared", () => {
  test("createPolicy starts with memory for a policy that has large constants", async () => {
    const { module } = await loadPolicy(`decision := count("${"x".repeat(1 << 20)}")`);
    assert.equal(createPolicy(module, EMPTY).evaluate(EMPTY), 1 << 20);
  });

  test("createPolicy keeps an instance whose data alone takes much memory", async () => {
    const { module } = await loadPolicy(`decision := count(data.tables.names)`);
    const names = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`name${index}`, { index }]));
    const policy = createPolicy(module, encodeJson({ tables: { names } }));
    const before = process.memoryUsage().arrayBuffers;
    for (let round = 0; round < 20; round += 1) assert.equal(policy.evaluate(EMPTY), 50_000);
    assert.ok(process.memoryUsage().arrayBuffers - before < 64 * 1024 * 1024);
  });

  test("createPolicy refuses a policy without the entrypoint", async () => {
    assert.deepEqual(
      await refusal("verdict := 1", { entrypoint: "mcp/main/verdict" }),
      new BundleError("ERR_BUNDLE_ENTRYPOINT", "bundle has no entrypoint `mcp/main/decision`"),
    );
  });

  test("createPolicy is undefined where the policy is", async () => {
    const { module } = await loadPolicy("decision := 1 if input.never");
    assert.equal(createPolicy(module, EMPTY).evaluate(EMPTY), undefined);
  });
});

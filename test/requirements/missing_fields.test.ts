// For every case that denies or asks: removes each field of its event, one at a time. The effect must not get weaker.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { buildBundle, readBundleSources } from "../../src/author/build_bundle.ts";
import { type PolicyCase, readCases } from "../../src/author/cases.ts";
import { loadBundle } from "../../src/bundle/load_bundle.ts";
import { canonicalJson } from "../../src/canonical_json.ts";
import { createCompiler } from "../../src/compile/compiler.ts";
import { readAnswer } from "../../src/decide/answer.ts";
import { type CompiledPolicy, createPolicy } from "../../src/evaluate/opa_wasm.ts";
import { checkEvent } from "../../src/validate/read_event.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

interface Exceptions {
  readonly why: string;
  /** By field, the codes of the reasons that may get weaker without it. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

interface Exception {
  readonly field: string;
  readonly codes: readonly string[];
  readonly why: string;
}

const RANK = { allow: 0, ask: 1, deny: 2 } as const;

const compiler = await createCompiler({ deadlineMs: 600_000 });
after(() => compiler.close());
const bundle = await loadBundle(await buildBundle(compiler, await readBundleSources(), "0.0.0"), {
  verify: "trusted_path",
});
const cases = await readCases(`${root}test/cases`);
const groups: readonly Exceptions[] = parse(await readFile(`${root}requirements/missing_fields.yaml`, "utf8"));
const exceptions = groups.flatMap(({ why, fields }) =>
  Object.entries(fields).map(([field, codes]): Exception => ({ field, codes, why })),
);
const used = new Set<Exception>();

/** Cases of one table share their settings: one policy instance serves them all. */
const policies = new Map<string, CompiledPolicy>();

function policyOf({ settings, lock }: PolicyCase): CompiledPolicy {
  const key = canonicalJson([settings, lock ?? null]);
  const known = policies.get(key);
  if (known !== undefined) return known;
  const data = { ...bundle.data, settings, ...(lock === undefined ? {} : { lock }) };
  const made = createPolicy(bundle.module, new TextEncoder().encode(JSON.stringify(data)).buffer as ArrayBuffer);
  policies.set(key, made);
  return made;
}

function rankOf(policy: CompiledPolicy, event: unknown): number {
  const raw = policy.evaluate(new TextEncoder().encode(JSON.stringify(event)).buffer as ArrayBuffer);
  const answer = raw === undefined ? undefined : readAnswer(raw);
  // What the evaluator cannot read, it denies.
  return answer === undefined ? RANK.deny : RANK[answer.effect];
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Pointers of all members of objects; elements of lists are not fields. */
function listFields(value: unknown, pointer = ""): string[] {
  if (!isContainer(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const place = `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    return [...(Array.isArray(value) ? [] : [place]), ...listFields(member, place)];
  });
}

function without(event: unknown, pointer: string): unknown {
  const copy: unknown = structuredClone(event);
  const names = pointer
    .slice(1)
    .split("/")
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = names.pop() ?? "";
  const parent = names.reduce<unknown>((above, name) => (isContainer(above) ? above[name] : undefined), copy);
  Reflect.deleteProperty(parent as object, last);
  return copy;
}

function fits({ field, codes }: Exception, pointer: string, test: PolicyCase): boolean {
  const pattern = field.split("/").map((part) => (part === "*" ? "[^/]+" : part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")));
  if (!new RegExp(`^${pattern.join("/")}$`).test(pointer)) return false;
  return test.expected.reasons.some(({ code, effect }) => effect !== "allow" && codes.includes(code));
}

function findWeaker(test: PolicyCase): string[] {
  const policy = policyOf(test);
  const whole = RANK[test.expected.effect];
  return listFields(test.event).filter((pointer) => {
    const event = without(test.event, pointer);
    if (rankOf(policy, event) >= whole) return false;
    // What the schema requires, the evaluator asks for before it asks the policy (fail_closed.invalid_event).
    if (test.checked && checkEvent(event) !== undefined) return false;
    const excepted = exceptions.filter((exception) => fits(exception, pointer, test));
    for (const exception of excepted) used.add(exception);
    return excepted.length === 0;
  });
}

describe("without one of its fields", () => {
  for (const test of cases.filter(({ expected }) => expected.effect !== "allow")) {
    it(`${test.id} is decided no weaker`, () => assert.deepEqual(findWeaker(test), []));
  }

  it("exceptions are few, have a reason, and are all needed", () => {
    assert.deepEqual(
      exceptions.filter((exception) => exception.why.trim() === "" || !used.has(exception)).map(({ field }) => field),
      [],
    );
  });
});

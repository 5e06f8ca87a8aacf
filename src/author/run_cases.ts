// Runs cases through the compiler's own evaluator and the compiled policy, and compares both with what is expected.
import { type Bundle, ENTRYPOINT } from "../bundle/load_bundle.ts";
import { canonicalJson } from "../canonical_json.ts";
import type { Compiler, Outcome } from "../compile/types.ts";
import { type Answer, readAnswer } from "../decide/answer.ts";
import { createPolicy } from "../evaluate/opa_wasm.ts";
import { assembleData, type BundleSources } from "./build_bundle.ts";
import type { PolicyCase } from "./cases.ts";

export interface CaseResult {
  readonly id: string;
  readonly file: string;
  /** What went wrong, one line each; empty when the case passed. */
  readonly failures: readonly string[];
}

/** One policy, compiled once, that puts each case's settings and lock in place of the operator's. */
const HARNESS = `package mcp_trust_cases

decision := answer if {
	answer := data.${ENTRYPOINT.replaceAll("/", ".")} with input as input.event
		with data.settings as input.settings
		with data.lock as input.lock
}
`;

function encode(value: unknown): ArrayBuffer {
  return new TextEncoder().encode(JSON.stringify(value)).buffer as ArrayBuffer;
}

function runWasm(bundle: Bundle, { settings, lock, event }: PolicyCase): Answer | undefined {
  const data = { ...bundle.data, settings, ...(lock === undefined ? {} : { lock }) };
  return readAnswer(createPolicy(bundle.module, encode(data)).evaluate(encode(event)));
}

async function runTopdown(
  compiler: Compiler,
  sources: BundleSources,
  cases: readonly PolicyCase[],
): Promise<Outcome[]> {
  const outcomes = await compiler.evaluate({
    modules: [...sources.modules, { path: "mcp_trust_cases.rego", text: HARNESS }],
    data: await assembleData(compiler, sources),
    capabilities: sources.capabilities,
    query: "data.mcp_trust_cases.decision",
    inputs: cases.map(({ event, settings, lock }) => JSON.stringify({ event, settings, lock: lock ?? {} })),
  });
  return [...outcomes];
}

function expectedLines({ expected }: PolicyCase): string[] {
  const reasons = expected.reasons.map(
    ({ effect, code, pointer, args }) => `${effect} ${code} ${pointer ?? ""} ${canonicalJson(args ?? {})}`,
  );
  const obligations = (expected.obligations ?? []).map((obligation) => `oblige ${canonicalJson(obligation)}`);
  return [`effect ${expected.effect}`, ...reasons.sort(), ...obligations.sort()];
}

function actualLines(answer: Answer): string[] {
  const reasons = answer.reasons.map(
    ({ effect, code, pointer, args }) => `${effect} ${code} ${pointer} ${canonicalJson(args)}`,
  );
  const obligations = answer.obligations.map((obligation) => `oblige ${canonicalJson(obligation)}`);
  return [`effect ${answer.effect}`, ...reasons.sort(), ...obligations.sort()];
}

function difference(wanted: readonly string[], found: readonly string[], engine: string): string[] {
  return [
    ...wanted.filter((line) => !found.includes(line)).map((line) => `${engine}: missing: ${line.trimEnd()}`),
    ...found.filter((line) => !wanted.includes(line)).map((line) => `${engine}: unexpected: ${line.trimEnd()}`),
  ];
}

function compare(test: PolicyCase, outcome: Outcome | undefined, answer: Answer | undefined): string[] {
  const topdown = outcome?.kind === "value" ? readAnswer(JSON.parse(outcome.json)) : undefined;
  if (topdown === undefined) return [`compiler's evaluator: no decision (${JSON.stringify(outcome)})`];
  if (answer === undefined) return ["policy.wasm: no decision"];
  const wanted = expectedLines(test);
  const failures = difference(wanted, actualLines(topdown), "compiler's evaluator");
  // What the table does not list, severity and clause of each reason among it, the engines must agree on too.
  if (canonicalJson(topdown) !== canonicalJson(answer)) {
    return [...failures, "the two engines disagree", ...difference(wanted, actualLines(answer), "policy.wasm")];
  }
  return failures;
}

/** Runs all cases through both engines. */
export async function runCases(
  compiler: Compiler,
  sources: BundleSources,
  bundle: Bundle,
  cases: readonly PolicyCase[],
): Promise<CaseResult[]> {
  const outcomes = await runTopdown(compiler, sources, cases);
  return cases.map((test, index) => {
    let answer: Answer | undefined;
    try {
      answer = runWasm(bundle, test);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { id: test.id, file: test.file, failures: [`policy.wasm: ${reason}`] };
    }
    return { id: test.id, file: test.file, failures: compare(test, outcomes[index], answer) };
  });
}

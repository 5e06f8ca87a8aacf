// Times decide() and bare opa-wasm call by call, in turn.
import * as runtime from "@open-policy-agent/opa-wasm";
import { loadStandardBundle } from "../src/bundle/standard_bundle.ts";
import { createEvaluator } from "../src/evaluator.ts";
import { events, settings } from "./events.ts";

interface BarePolicy {
  setData(data: unknown): void;
  evaluate(input: unknown, entrypoint: string): readonly { result: { effect: string } }[];
}

const WARM_UP = 3_000;
const ROUNDS = 20_000;

function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function time(call: () => unknown): number {
  const started = performance.now();
  call();
  return (performance.now() - started) * 1000;
}

interface Summary {
  readonly p50: number;
  readonly p99: number;
}

/** Runs the calls in turn, so that each meets the same state of the machine. */
function measureInTurn(calls: readonly (() => unknown)[]): Summary[] {
  for (let round = 0; round < WARM_UP; round += 1) for (const call of calls) call();
  const times = calls.map(() => new Float64Array(ROUNDS));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, call] of calls.entries()) (times[index] as Float64Array)[round] = time(call);
  }
  return times.map((series) => {
    const sorted = series.sort();
    return { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) };
  });
}

function cell(number: number): string {
  return number.toFixed(1).padStart(9);
}

export async function measureDecide(): Promise<void> {
  const bundle = await loadStandardBundle();
  const evaluator = await createEvaluator({ bundle, settings: structuredClone(settings) as never });
  const { loadPolicySync } = Reflect.get(runtime, "default") as { loadPolicySync(module: unknown): BarePolicy };
  const bare = loadPolicySync(bundle.module);
  bare.setData({ ...bundle.data, settings });

  console.log("decide, microseconds per call");
  console.log("event            effect   mcp-trust p50      p99   bare p50      p99   ratio p50   with facts p50");
  for (const [name, event] of Object.entries(events)) {
    const described = evaluator.describe(event);
    const [ours, theirs, full] = measureInTurn([
      () => evaluator.decide(described),
      () => bare.evaluate(described, "mcp/main/decision"),
      () => evaluator.decide(event),
    ]);
    if (ours === undefined || theirs === undefined || full === undefined) continue;
    const { effect } = evaluator.decide(described);
    const ratio = (ours.p50 / theirs.p50).toFixed(2).padStart(11);
    const times = [ours.p50, ours.p99, theirs.p50, theirs.p99].map(cell).join("");
    console.log(`${name.padEnd(16)} ${effect.padEnd(8)} ${times} ${ratio} ${cell(full.p50).padStart(16)}`);
  }
}

// Evaluators for tests of guards: the standard bundle under small settings, and stand-ins that answer as told.
import { loadStandardBundle } from "../../src/bundle/standard_bundle.ts";
import { createEvaluator, type Evaluator } from "../../src/evaluator.ts";
import type { Decision, Effect, Obligation, Reason } from "../../src/generated/decision.ts";
import type { Event } from "../../src/generated/event.ts";
import type { Settings } from "../../src/generated/settings.ts";
import type { GuardEvaluator } from "../../src/guard/judge.ts";

const bundle = await loadStandardBundle();

/** One server, called demo, of which one tool is refused and one is asked about. */
export const DEMO: NonNullable<Settings["servers"]>[string] = {
  tools: { deny: ["drop_all"], ask: ["send"] },
  grants: { model: { sampling: true } },
};

/** The servers of these tests are started from this clone, which may stand anywhere, below /tmp too. */
const inTemporaryFolder = {
  name: "clone-anywhere",
  code: "local_server_is_software.executable_in_shared_folder",
  reason: "the tests start servers from wherever they stand",
  expires: "9999-12-31",
};

export async function standardEvaluator(
  server: NonNullable<Settings["servers"]>[string] = DEMO,
  rest: Partial<Settings> = {},
): Promise<Evaluator> {
  return await createEvaluator({
    bundle,
    settings: { profile: "personal", servers: { demo: server }, waivers: [inTemporaryFolder], ...rest },
  });
}

export interface Answer {
  readonly effect?: Effect;
  readonly reasons?: readonly Partial<Reason>[];
  readonly obligations?: readonly Obligation[];
  readonly mode?: Decision["mode"];
}

export function reason(code: string, effect: Effect, pointer = ""): Reason {
  const clause = code.split(".")[0] ?? "";
  return { code, clause, effect, severity: "low", responsible: "operator", pointer, args: {} };
}

/** Ids count up, so that whole results can be compared. */
export class FakeEvaluator implements GuardEvaluator {
  readonly bundle = { name: "fake", revision: "0", digest: `sha256:${"0".repeat(64)}` };
  readonly asked: Event[] = [];
  readonly #answer: (event: Event) => Answer;

  constructor(answer: (event: Event) => Answer = () => ({})) {
    this.#answer = answer;
  }

  decide(given: unknown): Decision {
    const event = given as Event;
    this.asked.push(event);
    const { effect = "allow", reasons, obligations = [], mode = "enforce" } = this.#answer(event);
    const listed = (reasons ?? [{}]).map((one) => ({ ...reason("test.rule", effect), ...one }));
    const [first = reason("test.rule", effect), ...others] = listed;
    const id = `decision-${this.asked.length}`;
    return {
      effect,
      reasons: [first, ...others],
      obligations: [...obligations],
      mode,
      bundle: this.bundle,
      id,
      duration_us: 1,
    };
  }

  explain(code: string): { title: string; remedy: string } | undefined {
    return code === "test.rule" ? { title: "A rule of the test", remedy: "Leave it." } : undefined;
  }
}

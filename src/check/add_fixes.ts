// Adds to findings the change that settles them, where their rule names one and it is safe here.
import { homedir } from "node:os";
import type { Prose } from "../bundle/catalogue.ts";
import { proposeFix } from "../fix/propose_fix.ts";
import type { Event } from "../generated/event.ts";
import type { LocatedEvent } from "../normalize/located_event.ts";
import type { UnnamedFinding } from "./finding.ts";

/** @param event the located one as the policy saw it */
export async function addFixes(
  findings: readonly UnnamedFinding[],
  located: LocatedEvent,
  event: Event,
  prose: Prose,
): Promise<UnnamedFinding[]> {
  return await Promise.all(
    findings.map(async (finding) => {
      const way = finding.effect === "allow" ? undefined : prose.get(finding.code)?.fix;
      const pointer = finding.about?.pointer;
      if (way === undefined || pointer === undefined) return finding;
      const fix = await proposeFix(way, { located, event, pointer, home: homedir() });
      return fix === null ? finding : { ...finding, fix };
    }),
  );
}

// Words that reports of all formats share.
import type { Finding } from "../check/finding.ts";
import type { Responsible } from "../generated/decision.ts";
import { describeChanges } from "./changes.ts";

export { printable } from "../printable.ts";

const RESPONSIBLE: Readonly<Record<Responsible, string>> = {
  server_developer: "server developer",
  client_developer: "client developer",
  operator: "operator",
};

export function nameResponsible(responsible: Responsible): string {
  return RESPONSIBLE[responsible];
}

/** What a finding is called where people read it. What is known or waived stays in sight, and asks nothing of anybody. */
export function wordOf({
  effect,
  baseline,
}: Pick<Finding, "effect" | "baseline">): "deny" | "ask" | "waived" | "known" {
  if (effect === "allow") return "waived";
  return baseline === "known" ? "known" : effect;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** `name: value` for each argument that says something. */
export function describeArgs(args: Readonly<Record<string, unknown>>): string {
  const changes = describeChanges(args);
  return Object.entries(args)
    .filter(([name, value]) => value !== "" && value !== null && (name !== "changes" || changes?.length !== 0))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => {
      if (name === "changes" && changes !== undefined) return `${name}: ${changes.join("; ")}`;
      return `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`;
    })
    .join(", ");
}

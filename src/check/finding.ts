// Turns decisions about a configuration file's events into findings with positions.
import type { Prose } from "../bundle/catalogue.ts";
import type { Fix } from "../fix/edit.ts";
import type { Decision, Reason } from "../generated/decision.ts";
import type { Event } from "../generated/event.ts";
import type { LocatedEvent } from "../normalize/located_event.ts";

export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The configured server or setting it is about. */
  readonly subject: string;
  readonly code: string;
  readonly clause: string;
  readonly effect: Reason["effect"];
  readonly severity: Reason["severity"];
  readonly responsible: Reason["responsible"];
  readonly title: string;
  readonly description: string;
  readonly remedy: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** The same for the same finding when lines move: 32 hexadecimal digits. */
  readonly fingerprint: string;
  readonly fix?: Fix;
  /** Beside a baseline: not in it, in it, or in it with a milder effect. Nothing for what is waived. */
  readonly baseline?: "new" | "known" | "worse";
  /** What of which configured server it is about, for reports that draw it. */
  readonly about?: About;
}

export interface About {
  /** Its name in the configuration; undefined when it is about all servers of the client. */
  readonly server: string | undefined;
  /** Into the event. */
  readonly pointer: string;
}

/** Without its fingerprint, which takes all findings of a file to tell equal ones apart. */
export type UnnamedFinding = Omit<Finding, "fingerprint">;

function subjectOf(event: Event): string {
  if (event.setting === undefined) return event.server?.name ?? "";
  const { server, key, name } = event.setting;
  return server === undefined ? (key ?? name) : `${server}.${key ?? name}`;
}

/** A package is found out after the file was read; it stands where the word stands that names it. */
function placeOf(pointer: string, event: Event): string {
  if (!pointer.startsWith("/server/package")) return pointer;
  return event.server?.package?.pointer ?? "/server/command";
}

/** A denial that the operator answers for stays in sight. */
function isWaived({ effect, args }: Reason): boolean {
  return effect === "allow" && Object.hasOwn(args, "waiver");
}

/** One finding for each reason that denies, asks, or is waived. What is allowed as it is, is no finding. */
export function listFindings(
  file: string,
  located: LocatedEvent,
  event: Event,
  decision: Decision,
  prose: Prose,
): UnnamedFinding[] {
  return decision.reasons
    .filter((reason) => reason.effect !== "allow" || isWaived(reason))
    .map(({ code, clause, effect, severity, responsible, pointer, args }) => {
      const { line, column } = located.locate(placeOf(pointer, event));
      const { title = code, description = "", remedy = "" } = prose.get(code) ?? {};
      const subject = subjectOf(event);
      return {
        file,
        line,
        column,
        subject,
        code,
        clause,
        effect,
        severity,
        responsible,
        title,
        description,
        remedy,
        args,
        about: { server: event.setting === undefined ? event.server?.name : event.setting.server, pointer },
      };
    });
}

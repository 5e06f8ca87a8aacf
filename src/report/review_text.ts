// Turns what there is to review about a server into text that leaves nothing out.
import type { Review, StaleApproval } from "../approve/list_reviews.ts";
import type { CheckedServer } from "../check/check_files.ts";
import type { Reason } from "../generated/decision.ts";
import type { Package } from "../generated/event.ts";
import type { Entry } from "../generated/lock.ts";
import type { Grants } from "../generated/settings.ts";
import type { Colors } from "./colors.ts";
import { listReach } from "./html/reach.ts";
import { printable } from "./place.ts";

/** What the policy says, reduced to what is shown beside a server. */
export interface Concern extends Pick<Reason, "code" | "effect" | "severity"> {
  readonly title: string;
}

export interface ReviewContext {
  /** What the policy still says once the server is approved, and about the client's settings for it. */
  readonly concerns: readonly Concern[];
  /** One line for each change; undefined when nothing was approved before. */
  readonly changes: readonly string[] | undefined;
  readonly grants: Grants | undefined;
  /** As in `2 of 5`. */
  readonly position: string;
  readonly colors: Colors;
}

/** The label stands at the first of several lines. */
function row(label: string, values: readonly string[]): string[] {
  return values.map((value, index) => `    ${(index === 0 ? label : "").padEnd(10)} ${value}`);
}

/** In marks, so that spaces at the ends and empty texts can be seen. */
function quoted(text: string): string {
  return `"${printable(text)}"`;
}

function describePlace({ file, line, column, client, event }: CheckedServer): string {
  const source = event.server?.origin?.source;
  const kind = [client, source].filter((word) => word !== null && word !== undefined).join(", ");
  const off = event.server?.enabled === false ? ", switched off" : "";
  return `${printable(file)}:${line}:${column} (${kind}${off})`;
}

function describePackage(found: Package | undefined): string[] {
  if (found === undefined) return [];
  const { registry, name, version, digest, registry_url: from, pinned } = found;
  const which = [version, digest].filter((word) => word !== undefined).join(" ");
  const pin = pinned ? "pinned" : "not pinned: what runs is decided at each start";
  const source = from === undefined ? "" : `, from ${from}`;
  return [printable(`${registry}:${name}${which === "" ? "" : ` ${which}`}, ${pin}${source}`)];
}

/** Every part of an entry, one argument to a line, nothing cut. */
function renderEntry({ transport, command, args = [], env_keys = [], env_file, cwd, url, header_names = [] }: Entry) {
  const list = (value: string | undefined) => (value === undefined ? [] : [quoted(value)]);
  return [
    ...row("transport", transport === undefined ? [] : [transport]),
    ...row("url", list(url)),
    ...row("command", list(command)),
    ...args.flatMap((arg, index) => row(`args[${index}]`, [quoted(arg)])),
    ...row("folder", list(cwd)),
    ...row("variables", env_keys.map(printable)),
    ...row("env file", list(env_file)),
    ...row("headers", header_names.map(printable)),
  ];
}

function renderConcern({ effect, severity, title, code }: Concern, colors: Colors): string {
  const word = effect === "deny" ? colors.red(`${effect} ${severity}`) : colors.yellow(`${effect} ${severity}`);
  return `${word}  ${title} (${code})`;
}

export function renderReview({ name, state, entry, event, places }: Review, context: ReviewContext): string {
  const { concerns, changes, grants, position, colors } = context;
  const reach = listReach(event, grants).map(({ label, note }) => `${printable(label)} (${printable(note)})`);
  const compared =
    changes?.length === 0 ? ["not known: the lock holds the digest of what was approved, not its text"] : changes;
  return [
    `  ${colors.dim(position)}  ${colors.bold(printable(name))}  ${state === "new" ? "new" : colors.yellow("changed since it was approved")}`,
    "",
    ...row("configured", places.map(describePlace)),
    ...renderEntry(entry),
    ...row("package", describePackage(event.server?.package)),
    ...row("reaches", reach),
    ...row(
      "changed",
      (compared ?? []).map((line) => colors.yellow(printable(line))),
    ),
    ...row(
      "policy",
      concerns.length === 0
        ? ["nothing against it by itself; check says what it adds to the others"]
        : concerns.map((one) => renderConcern(one, colors)),
    ),
    "",
    "",
  ].join("\n");
}

/** An approval nobody needs any more, in a line or two. */
export function renderStale({ name, digest, entry }: StaleApproval): string {
  const what = [entry?.command, ...(entry?.args ?? []), entry?.url].filter((part) => part !== undefined);
  return `  ${printable(name)}: ${entry === undefined ? digest : what.map(quoted).join(" ")}\n`;
}

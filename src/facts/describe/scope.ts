// What the makers of facts need beside the event: the operator's side, and what several of them share.
import type { CommandFact, Event, Facts } from "../../generated/event.ts";
import { type ArgumentText, listStrings } from "../arguments/list_strings.ts";
import { describeCommands } from "../commands/describe_commands.ts";
import type { ListedAddresses } from "../http/describe_http.ts";
import { type DescribedLaunch, describeLaunch } from "../launch/describe_launch.ts";
import type { DataLabels } from "../objects/find_objects.ts";
import type { GrantedRoot } from "../paths/describe_paths.ts";
import type { PathContext } from "../paths/resolve_path.ts";
import { splitWords } from "../words.ts";

export interface FactContext extends Omit<PathContext, "cwd"> {
  readonly roots: readonly GrantedRoot[];
  /** Well-known package names by registry, from the bundle. */
  readonly knownPackages: ReadonlyMap<string, readonly string[]>;
  /** Names of the servers that the settings want to be a certain package. */
  readonly matched: ReadonlySet<string>;
  /** Addresses that may connect to a server, by its name. */
  readonly addresses: ListedAddresses;
  /** What the settings say about objects that calls name. */
  readonly labels: DataLabels;
}

/** Attacker-controlled: every word costs time in the policy. MCP asks for names of at most 128 characters. */
const MAX_TOOL_NAME_LENGTH = 1024;

/** One event while its facts are made. What more than one fact is made from is made once, and only when it is needed. */
export class Scope {
  readonly event: Event;
  readonly context: FactContext;
  #texts: readonly ArgumentText[] | undefined;
  #launch: DescribedLaunch | undefined;
  #commands: CommandFact[] | undefined;

  constructor(event: Event, context: FactContext) {
    this.event = event;
    this.context = context;
  }

  get texts(): readonly ArgumentText[] {
    this.#texts ??= listStrings(this.event.arguments ?? {}, "/arguments");
    return this.#texts;
  }

  /** @returns undefined for a server that is not started by a command */
  get launch(): DescribedLaunch | undefined {
    const { command, args = [] } = this.event.server ?? {};
    if (command === undefined) return undefined;
    this.#launch ??= describeLaunch({ command, args });
    return this.#launch;
  }

  get toolWords(): string[] {
    const name = this.event.tool?.name ?? "";
    if (name.length > MAX_TOOL_NAME_LENGTH) throw new RangeError("tool name is too long to be described");
    return splitWords(name);
  }

  get commands(): CommandFact[] {
    this.#commands ??= describeCommands(this.event.arguments ?? {}, "/arguments", this.toolWords);
    return this.#commands;
  }

  get pathContext(): PathContext {
    const { server } = this.event;
    const { platform, home, followLinks } = this.context;
    return { platform, home, cwd: server?.cwd, followLinks: followLinks && (server?.transport ?? "stdio") === "stdio" };
  }
}

/** How the facts of one kind of event are made, by their names. Undefined: the event has nothing to make it from. */
export type Makers = { readonly [Name in keyof Facts]?: (scope: Scope) => Facts[Name] | undefined };

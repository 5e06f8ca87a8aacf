// Remembers by server which tools a host's servers define, so that a list is judged knowing what the others are called.
import type { Event } from "../generated/event.ts";

type OtherTool = NonNullable<NonNullable<Event["facts"]>["other_tools"]>[number];

/** Attacker-controlled: how many tools a server defines, and how long their names are. */
const MAX_TOOLS = 4096;
const MAX_NAME = 256;

/**
 * The tools of all servers of one host: one object, handed to the guards of all of them.
 *
 * Each list that passes is remembered. A list is judged knowing those of the other servers that came before it; what a
 * server says about one that comes later is judged when it lists its tools again.
 */
export interface ToolDirectory {
  /** @param names all tools of the server, in place of what was remembered of it */
  record(server: string, names: readonly string[]): void;
  /** @returns the tools of the other servers, at most 4,096, the first of each server before the second of any */
  listOthers(server: string): OtherTool[];
}

/** Makes an empty directory. */
export function createToolDirectory(): ToolDirectory {
  const servers = new Map<string, readonly string[]>();
  return {
    record(server, names) {
      servers.set(
        server,
        names.slice(0, MAX_TOOLS).map((name) => name.slice(0, MAX_NAME)),
      );
    },
    listOthers(server) {
      const others = [...servers].filter(([name]) => name !== server);
      const longest = Math.max(0, ...others.map(([, names]) => names.length));
      const found: OtherTool[] = [];
      // In turn, so that no server's many tools hide another's.
      for (let at = 0; at < longest && found.length < MAX_TOOLS; at += 1) {
        for (const [name, names] of others) {
          const tool = names[at];
          if (tool !== undefined && found.length < MAX_TOOLS) found.push({ server: name, name: tool });
        }
      }
      return found;
    },
  };
}

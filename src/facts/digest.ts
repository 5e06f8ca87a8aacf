// Digests of what an operator approves: equal content, equal digest, whatever the order of members.
import { canonicalJson } from "../canonical_json.ts";
import { digestText } from "../digest_text.ts";
import type { Server } from "../generated/event.ts";

export function digestValue(value: unknown): string {
  return digestText(canonicalJson(value));
}

/** What an approval of a server holds: everything that decides what is started or connected to. */
type ServerEntry = Pick<
  Server,
  "transport" | "command" | "args" | "env_keys" | "env_file" | "cwd" | "url" | "header_names"
>;

/** No variables and an empty list of them are the same thing. */
function listed(values: readonly string[] | undefined): readonly string[] | null {
  return values === undefined || values.length === 0 ? null : values;
}

/**
 * Digest of a configured server. Values of variables and headers are not part of it, because they are secrets and change
 * without the server changing.
 */
export function digestEntry(server: ServerEntry): string {
  const { transport, command, args, env_keys, env_file, cwd, url, header_names } = server;
  return digestValue({
    transport: transport ?? null,
    command: command ?? null,
    args: listed(args),
    env_keys: listed(env_keys?.toSorted()),
    env_file: env_file ?? null,
    cwd: cwd ?? null,
    url: url ?? null,
    header_names: listed(header_names?.map((name) => name.toLowerCase()).sort()),
  });
}

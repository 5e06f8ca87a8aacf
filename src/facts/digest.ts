// Digests of what an operator approves: equal content, equal digest, whatever the order of members.
import { createHash } from "node:crypto";
import { canonicalJson } from "../canonical_json.ts";
import type { Server } from "../generated/event.ts";

export function digestValue(value: unknown): string {
  return `sha256:${createHash("sha256").update(canonicalJson(value)).digest("hex")}`;
}

/**
 * Digest of a configured server: everything that decides what is started or connected to. Values of variables and
 * headers are not part of it, because they are secrets and change without the server changing.
 */
export function digestEntry(server: Server): string {
  const { transport, command, args, env_keys, env_file, cwd, url, header_names } = server;
  return digestValue({
    transport: transport ?? null,
    command: command ?? null,
    args: args ?? null,
    env_keys: env_keys === undefined ? null : [...env_keys].sort(),
    env_file: env_file ?? null,
    cwd: cwd ?? null,
    url: url ?? null,
    header_names: header_names === undefined ? null : header_names.map((name) => name.toLowerCase()).sort(),
  });
}

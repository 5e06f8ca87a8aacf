// Turns an entry's short names of grants, with its roots and lists, into grants of the settings.
import type { Grants } from "../../src/generated/settings.ts";
import { type Fields, fieldsOf, textsOf, type Unmapped } from "./entry.ts";

const FAMILIES: Readonly<Record<string, string>> = {
  fs: "filesystem",
  filesystem: "filesystem",
  file: "filesystem",
  git: "git",
  db: "database",
  database: "database",
  sql: "database",
  net: "network",
  network: "network",
  http: "network",
  shell: "commands",
  exec: "commands",
  cmd: "commands",
  command: "commands",
};

const RIGHTS: Readonly<Record<string, string>> = {
  read: "read",
  list: "read",
  write: "write",
  push: "write",
  commit: "write",
  insert: "write",
  update: "write",
  delete: "write",
  history_rewrite: "rewrite_history",
  rewrite_history: "rewrite_history",
  force_push: "rewrite_history",
  schema: "schema",
  ddl: "schema",
  admin: "schema",
};

function readRights(context: Fields, unmapped: Unmapped): ReadonlyMap<string, ReadonlySet<string>> {
  const rights = new Map<string, Set<string>>();
  for (const grant of textsOf(context.grants)) {
    const [name = "", ...rest] = grant.split(".");
    const family = FAMILIES[name];
    if (family === undefined) unmapped.names.add(`context.grants ${name}.*`);
    else rights.set(family, (rights.get(family) ?? new Set()).add(RIGHTS[rest.join(".")] ?? rest.join(".")));
  }
  return rights;
}

function readFilesystem(roots: readonly string[], rights: ReadonlySet<string> | undefined, others: boolean): Grants {
  if (rights === undefined && (roots.length === 0 || others)) return {};
  const writes = rights === undefined || rights.has("write");
  return { filesystem: writes ? { write: [...roots] } : { read: [...roots] } };
}

/** One set of grants, for every server of the entry: entries do not say whose they are. */
export function readGrants(context: Fields, unmapped: Unmapped): Grants {
  const rights = readRights(context, unmapped);
  const roots = [...textsOf(context.allowed_roots), ...textsOf(context.roots)];
  const git = rights.get("git");
  const database = rights.get("database");
  const branches = textsOf(context.protected_branches);
  const egress = [...textsOf(context.egress_allow), ...textsOf(context.egress_allowlist)];
  const recipients = textsOf(context.known_recipients);
  const commands = [...textsOf(context.allowed_commands), ...textsOf(context.command_allow)];
  const model = fieldsOf(context.model_limits);
  const flags = (of: ReadonlySet<string>, names: readonly string[]) =>
    Object.fromEntries(names.filter((name) => of.has(name)).map((name) => [name, true]));
  return {
    ...readFilesystem(roots, rights.get("filesystem"), git !== undefined),
    ...(git === undefined
      ? {}
      : {
          git: {
            ...flags(git, ["read", "write", "rewrite_history"]),
            ...(roots.length > 0 ? { repositories: roots } : {}),
            ...(branches.length > 0 ? { protected_branches: branches } : {}),
          },
        }),
    ...(database === undefined ? {} : { database: flags(database, ["read", "write", "schema"]) }),
    ...(egress.length > 0 || recipients.length > 0
      ? {
          network: {
            ...(egress.length > 0 ? { allow: egress } : {}),
            ...(recipients.length > 0 ? { recipients } : {}),
          },
        }
      : {}),
    ...(commands.length > 0 ? { commands: { allow: commands } } : {}),
    ...(Object.keys(model).length > 0 ? { model } : {}),
  };
}

// The parts of a server entry under the names that clients give them.
import type { Server } from "../generated/event.ts";

/** What a field of an entry says, whatever it is called. */
export type FieldRole =
  | "command"
  /** The program and its arguments in one array. */
  | "commandLine"
  | "args"
  /** A map of variables and values. */
  | "env"
  /** A list of variables whose values are kept elsewhere. */
  | "envNames"
  | "cwd"
  | "envFile"
  | "url"
  /** A map of headers and values. */
  | "headers"
  /** A map of headers and the variables that their values are read from. */
  | "headerVariables"
  | "type"
  /** An object that holds fields of the entry. */
  | "nested";

/**
 * A client's own names, for the roles in which they differ from the usual ones; `fields: { command: ["cmd"] }` in the
 * options of `readServerMaps` makes `cmd` the command and `command` an unknown field. Of several names for a role the
 * first that the entry has counts, but maps and lists of names are gathered from all of them. `[]`: the client has no
 * such field. Problems name the key that stands in the file.
 */
export type FieldNames = Partial<Record<FieldRole, readonly string[]>>;

export const usualNames: Readonly<Record<FieldRole, readonly string[]>> = {
  command: ["command"],
  commandLine: [],
  args: ["args"],
  env: ["env"],
  envNames: [],
  cwd: ["cwd"],
  envFile: ["envFile"],
  url: ["url"],
  headers: ["headers"],
  headerVariables: [],
  type: ["type"],
  nested: [],
};

type Transport = NonNullable<Server["transport"]>;

/** What a client's own words for ways to talk to a server mean. */
export interface TransportNames {
  /** Beside the usual ones, for example `local`. */
  words?: ReadonlyMap<string, Transport>;
  /** Of a URL without a word. Default http. */
  remote?: Transport;
}

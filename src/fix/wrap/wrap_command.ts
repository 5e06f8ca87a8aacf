// Turns a server that is started by a command into edits that start it through mcp-trust wrap.
import { listCommandWords } from "../../normalize/see_through.ts";
import { createEdit } from "../edit.ts";
import { allOf, type Change, composed, type EntryText } from "./request.ts";
import { addInFront, quote, readWritten } from "./written_list.ts";
import { addMember } from "./written_member.ts";

export interface Wrapping {
  /** What starts mcp-trust: a program and its arguments. */
  readonly launcher: readonly [string, ...string[]];
  /** Options of wrap that stand in every entry. */
  readonly options: readonly string[];
}

/** As bare a word as what stood there. */
export function writeProgram(raw: string, program: string): string {
  return !/^["']/.test(raw) && /^[A-Za-z][\w./-]*$/.test(program) ? program : quote(program);
}

/** @param former what `--unwrap` needs to write the entry as it was, where that is not the usual way */
export function listWrapWords({ name }: EntryText, { options }: Wrapping, former: readonly string[]): string[] {
  const was = former.length === 0 ? [] : ["--was", former.join(",")];
  return ["wrap", "--name", name, ...options, ...was];
}

/** The wrapper does not see what the entry says beside its words; named, it is what an approval of the entry is about. */
function nameSurroundings({ located }: EntryText): string[] {
  const { env_keys = [], cwd, env_file } = located.event.server ?? {};
  return [
    ...env_keys.flatMap((name) => ["--env", name]),
    ...(cwd === undefined ? [] : ["--cwd", cwd]),
    ...(env_file === undefined ? [] : ["--variables-file", env_file]),
  ];
}

export function wrapCommand(entry: EntryText, wrapping: Wrapping): Change {
  const { document, fields, names, find } = entry;
  const { launcher } = wrapping;
  const line = listCommandWords(fields);
  const command = line && find(line.command);
  const [program] = line?.words ?? [];
  if (!line || !command || !program) return composed;
  const { value } = command.member;
  const args = fields.find("args");
  if (value.type === "array") {
    if (args) return composed;
    const words = [...launcher, ...listWrapWords(entry, wrapping, []), ...nameSurroundings(entry), "--"];
    return allOf(addInFront(document, value, words.map(quote)));
  }
  const list = args && find(args)?.member.value;
  const raw = readWritten(document, program);
  if (raw === null || (args && list?.type !== "array")) return composed;
  const former = list?.type === "array" && list.items.length === 0 ? ["args=[]"] : [];
  const own = [...listWrapWords(entry, wrapping, former), ...nameSurroundings(entry)];
  const words = [...[...launcher.slice(1), ...own, "--"].map(quote), raw];
  const start = createEdit(document, value.offset, value.end, writeProgram(raw, launcher[0]));
  if (list?.type === "array") return allOf(start, addInFront(document, list, words));
  const [argsName] = names("args");
  return allOf(start, argsName ? addMember(document, command, argsName, `[${words.join(", ")}]`) : null);
}

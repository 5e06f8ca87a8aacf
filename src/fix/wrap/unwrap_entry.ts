// Turns a server entry that starts mcp-trust wrap into edits that start or reach the server itself.

import type { TreeMember } from "../../normalize/formats/tree.ts";
import { listCommandWords, listHeaders, readFormer } from "../../normalize/see_through.ts";
import type { WrapperUse } from "../../normalize/wrapper.ts";
import { createEdit, type Edit } from "../edit.ts";
import { readAnyWrapper } from "./launcher.ts";
import { allOf, type Change, composed, type EntryText } from "./request.ts";
import { startedWords } from "./wrap_url.ts";
import { quote, readWritten, removeFront } from "./written_list.ts";
import { removeMember, renameMember, type WrittenMember } from "./written_member.ts";

type Line = NonNullable<ReturnType<typeof listCommandWords>>;

interface Wrapped {
  readonly entry: EntryText;
  readonly line: Line;
  readonly use: WrapperUse;
  readonly command: WrittenMember;
}

/** The arguments leave with what was their reason, but an empty list that stood there before stays. */
function emptyArguments({ entry, command }: Wrapped, args: TreeMember): Edit | null {
  const written = entry.find(args);
  if (!written) return null;
  const removed = removeMember(entry.document, command, written);
  return removed ?? createEdit(entry.document, args.value.offset, args.value.end, "[]");
}

function unwrapCommand(wrapped: Wrapped, inner: number): Change {
  const { entry, line, use, command } = wrapped;
  const { document, fields } = entry;
  const { value } = command.member;
  const program = line.words[inner];
  if (!program) return composed;
  if (value.type === "array") return allOf(removeFront(document, value, inner));
  const args = fields.find("args");
  const raw = readWritten(document, program) ?? quote(program.text);
  const start = createEdit(document, value.offset, value.end, raw);
  if (args?.value.type !== "array") return composed;
  const rest = line.words.length - inner - 1;
  const keeps = rest > 0 || readFormer(use).get("args") === "[]";
  // The program itself is no argument.
  return allOf(start, keeps ? removeFront(document, args.value, inner) : emptyArguments(wrapped, args));
}

function restoreType({ entry, use }: Wrapped): Edit | null | undefined {
  const type = entry.fields.find("type");
  const node = type && entry.find(type)?.member.value;
  if (!type || type.value.end === type.value.offset) return undefined;
  if (node?.type !== "string") return null;
  const [usual = "http"] = [...startedWords].flatMap(([reached, started]) => (started === node.text ? [reached] : []));
  const word = readFormer(use).get("type") ?? usual;
  const raw = readWritten(entry.document, node);
  return raw?.includes(node.text)
    ? createEdit(
        entry.document,
        node.offset,
        node.end,
        raw.replace(node.text, () => word),
      )
    : null;
}

/** Variables become headers again where they stand. Null: some of them are no headers, or the other way round. */
function restoreHeaders({ entry, line, use }: Wrapped): (Edit | null)[] | null {
  const { document, members, names, find } = entry;
  const former = readFormer(use).get("headers");
  const headers = listHeaders(use, line.words).map(({ name, text }) => ({
    name,
    variable: /^\$\{(\w+)\}$/.exec(text)?.[1],
  }));
  if (headers.length === 0 && former === undefined) return [];
  const [env, another] = members.filter(({ name }) => names("env").includes(name));
  const written = env && find(env)?.member;
  if (!written || another || written.value.type !== "object") return null;
  if (written.value.members.length !== headers.length) return null;
  const renamed = written.value.members.map((member) => {
    const header = headers.find(({ variable }) => variable === member.name);
    return header ? renameMember(document, member, header.name) : null;
  });
  const name = former ?? names("headers")[0];
  return [name === undefined ? null : renameMember(document, written, name), ...renamed];
}

function unwrapUrl(wrapped: Wrapped): Change {
  const { entry, line, use, command } = wrapped;
  const { document, fields, names } = entry;
  const option = use.options.find(({ name }) => name === "url");
  const word = line.words[option?.index ?? -1];
  const name = readFormer(use).get("url") ?? names("url")[0];
  if (!option || !word || name === undefined) return composed;
  const raw = word.text === option.value ? readWritten(document, word) : null;
  const headers = restoreHeaders(wrapped);
  if (!headers) {
    return { left: "its headers and the variables of its `env` are not the same; write its `headers` by hand" };
  }
  const { value } = command.member;
  const args = value.type === "array" ? undefined : fields.find("args");
  const type = restoreType(wrapped);
  return allOf(
    renameMember(document, command.member, name),
    createEdit(document, value.offset, value.end, raw ?? quote(option.value)),
    ...(args ? [emptyArguments(wrapped, args)] : []),
    ...(type === undefined ? [] : [type]),
    ...headers,
  );
}

/** Whether the entry starts mcp-trust wrap, in whatever way. */
export function isWrapped({ fields }: EntryText): boolean {
  const line = listCommandWords(fields);
  return line !== null && readAnyWrapper(line.words.map(({ text }) => text)) !== null;
}

export function unwrapEntry(entry: EntryText): Change {
  const line = listCommandWords(entry.fields);
  const use = line && readAnyWrapper(line.words.map(({ text }) => text));
  const command = line && entry.find(line.command);
  if (!use || !command) return composed;
  const wrapped = { entry, line, use, command };
  return use.inner === null ? unwrapUrl(wrapped) : unwrapCommand(wrapped, use.inner);
}

// Turns a server that is reached by a URL into edits that reach it through mcp-trust wrap.
import { findSecrets } from "../../facts/secrets/detect_secrets.ts";
import type { TreeMember } from "../../normalize/formats/tree.ts";
import { createEdit, type Edit } from "../edit.ts";
import { nameVariable } from "../variable.ts";
import { allOf, type Change, composed, type EntryText, type Left } from "./request.ts";
import { listWrapWords, type Wrapping, writeProgram } from "./wrap_command.ts";
import { quote, readWritten } from "./written_list.ts";
import { addMember, renameMember, type WrittenMember } from "./written_member.ts";

/** What the client is to call the way to talk to a server that it starts, beside its word for one that it reaches. */
export const startedWords: ReadonlyMap<string, string> = new Map([["remote", "local"]]);

interface MovedHeaders {
  /** `Name=VARIABLE`, in order. */
  readonly variables: readonly string[];
  readonly edits: readonly (Edit | null)[];
  readonly former: readonly string[];
}

const headerName = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/;

/**
 * The values stay where they are, under the names of variables. INVARIANT: none of them gets into the arguments, which
 * every program on the machine can read.
 */
function moveHeaders(entry: EntryText, headers: TreeMember): MovedHeaders | Left {
  const { document, names, members, find } = entry;
  const written = find(headers);
  const url = entry.fields.find("url");
  const [envName = "env"] = names("env");
  const [usual] = names("headers");
  if (written?.member.value.type !== "object") return composed;
  if (url && find(url)?.parent !== written.parent) {
    return { left: `its \`${headers.name}\` stand deeper in the entry than its URL; wrap it by hand` };
  }
  if (members.some(({ name }) => names("env").includes(name))) {
    return { left: `it has \`${envName}\` beside a URL, where it means nothing; remove that` };
  }
  const taken = new Set<string>();
  const variables: string[] = [];
  const edits: (Edit | null)[] = [renameMember(document, written.member, envName)];
  for (const member of written.member.value.members) {
    if (!headerName.test(member.name) || member.value.type !== "string") return composed;
    const variable = nameVariable("mcp_header", member.name);
    if (taken.has(variable)) return { left: "two of its headers have the same name; remove one" };
    taken.add(variable);
    variables.push(`${member.name}=${variable}`);
    edits.push(renameMember(document, member, variable));
  }
  const former = headers.name === usual && variables.length > 0 ? [] : [`headers=${headers.name}`];
  return { variables, edits, former };
}

const noMove: MovedHeaders = { variables: [], edits: [], former: [] };

/** @param named whether the operator named this server */
function findObstacle(entry: EntryText, url: TreeMember, named: boolean): string | null {
  const { located, fields } = entry;
  const { transport = "http", references = [] } = located.event.server ?? {};
  if (transport !== "http") {
    return `it speaks ${transport}, and mcp-trust wrap reaches servers by Streamable HTTP only; use the address the server has for that`;
  }
  if (fields.all("url").length > 1) return "it has several URLs, and clients differ in which one they take; remove one";
  if (fields.all("headerVariables").length > 0) {
    return "its headers come from variables of the client; write them with the client's references, or wrap it by hand";
  }
  if (fields.all("envNames").length > 0) return composed.left;
  if (references.some(({ pointer }) => pointer === "/server/url")) {
    return `its \`${url.name}\` holds a reference, which would show in the arguments; write the address, and what is secret of it into a header`;
  }
  const oauth = entry.has(/^(?:oauth|auth|authProviderType|headersHelper)$/i);
  if (oauth || (!fields.find("headers") && !named)) {
    return `the client logs in to it by itself, which it cannot do through mcp-trust wrap; put a token into \`headers\`, or name it with --server ${JSON.stringify(entry.name)} if it asks for no login`;
  }
  return null;
}

function renameType(entry: EntryText): { edits: readonly (Edit | null)[]; former: readonly string[] } {
  const type = entry.fields.find("type");
  if (!type) return { edits: [], former: [] };
  const node = entry.find(type)?.member.value;
  // One that the client's reader only understood from another field stands nowhere.
  if (type.value.end === type.value.offset) return { edits: [], former: [] };
  const raw = node?.type === "string" ? readWritten(entry.document, node) : null;
  if (node?.type !== "string" || !raw?.includes(node.text)) return { edits: [null], former: [] };
  const word = startedWords.get(node.text) ?? "stdio";
  const edit = createEdit(entry.document, node.offset, node.end, raw.replace(node.text, word));
  return { edits: [edit], former: node.text === "http" || startedWords.has(node.text) ? [] : [`type=${node.text}`] };
}

interface Start {
  readonly entry: EntryText;
  readonly wrapping: Wrapping;
  readonly url: WrittenMember;
  readonly raw: string;
  /** Of wrap, as they are to be written. */
  readonly words: readonly string[];
}

/** A command and its arguments in the place of the URL; in one list where the client wants that. */
function writeStart({ entry, wrapping, url, raw, words }: Start): (Edit | null)[] {
  const { document, names } = entry;
  const { value } = url.member;
  const [program, ...rest] = wrapping.launcher;
  const [command] = names("command");
  const [line] = names("commandLine");
  const [args] = names("args");
  if (!command || !args) {
    const list = `[${[program, ...rest].map(quote).concat(words).join(", ")}]`;
    return [
      line ? renameMember(document, url.member, line) : null,
      createEdit(document, value.offset, value.end, list),
    ];
  }
  return [
    renameMember(document, url.member, command),
    createEdit(document, value.offset, value.end, writeProgram(raw, program)),
    addMember(document, url, args, `[${[...rest.map(quote), ...words].join(", ")}]`),
  ];
}

export async function wrapUrl(entry: EntryText, wrapping: Wrapping, named: boolean): Promise<Change> {
  const { document, fields, names, find, located } = entry;
  const found = fields.find("url");
  const url = found && find(found);
  if (!found || !url) return composed;
  const obstacle = findObstacle(entry, found, named);
  if (obstacle !== null) return { left: obstacle };
  const secrets = await findSecrets(located.values.filter(({ pointer }) => pointer === "/server/url"));
  if (secrets.length > 0) {
    return { left: `its \`${found.name}\` holds a secret, which would show in the arguments; put it into a header` };
  }
  const raw =
    readWritten(document, url.member.value) ?? (found.value.type === "string" ? quote(found.value.text) : null);
  const headers = fields.find("headers");
  const moved = headers ? moveHeaders(entry, headers) : noMove;
  if ("left" in moved) return moved;
  const type = renameType(entry);
  const former = [...type.former, ...(found.name === names("url")[0] ? [] : [`url=${found.name}`]), ...moved.former];
  if (raw === null) return composed;
  const options = moved.variables.flatMap((variable) => ["--header-env", variable]);
  const words = [...[...listWrapWords(entry, wrapping, former), ...options, "--url"].map(quote), raw];
  const start = writeStart({ entry, wrapping, url, raw, words });
  return allOf(...start, ...type.edits, ...moved.edits);
}

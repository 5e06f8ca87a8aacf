// Turns YAML text into a tree.
import { Composer, type CST, type Document, type ErrorCode, Lexer, Parser, type YAMLError } from "yaml";
import { isProblem, type Problem } from "../problem.ts";
import type { FormatReader } from "./format.ts";
import {
  maximumTokens,
  type Place,
  refuseDepth,
  refuseDocuments,
  refuseEmpty,
  refuseLength,
  refuseSyntax,
  refuseTag,
} from "./refusal.ts";
import { maximumDepth } from "./scan_structure.ts";
import { Refusal, YamlTree } from "./yaml_tree.ts";

// Tags beyond the core are told about and not obeyed. YAML 1.2, as both clients read it: `yes` and `off` are strings.
const options = { schema: "core", resolveKnownTags: false, uniqueKeys: false, prettyErrors: false } as const;

/**
 * Attacker-controlled: the composer calls itself for each level, and its time and memory grow with every token, so
 * both are bounded while the text is cut into tokens, which needs no recursion.
 */
function readTokens(text: string, placeOf: (offset: number) => Place): CST.Token[] | Problem {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const offset = Math.min(parser.offset, text.length);
    tokens.push(...parser.next(lexeme));
    count += 1;
    // One more for the document.
    if (parser.stack.length > maximumDepth + 1) return refuseDepth(placeOf(offset));
    if (count > maximumTokens) return refuseLength(placeOf(offset));
  }
  tokens.push(...parser.end());
  return tokens;
}

const expectations: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: "an alias without an anchor or a tag",
  BAD_ALIAS: "the name of an anchor",
  BAD_COLLECTION_TYPE: "a tag that fits its list or map",
  BAD_DIRECTIVE: "a directive that YAML has",
  BAD_DQ_ESCAPE: "one of the escapes that YAML has after a backslash",
  BAD_INDENT: "the indentation of the list or map around it",
  BAD_PROP_ORDER: "anchors and tags behind the sign that begins an item",
  BAD_SCALAR_START: "quotes around a text that begins with a reserved character",
  BLOCK_AS_IMPLICIT_KEY: "a list or map on a line of its own",
  BLOCK_IN_FLOW: "commas and brackets only inside brackets",
  DUPLICATE_KEY: "each name once",
  IMPOSSIBLE: "YAML",
  KEY_OVER_1024_CHARS: "a name of at most 1024 characters",
  MISSING_CHAR: "a space, a comma, a colon or a closing quote or bracket",
  MULTILINE_IMPLICIT_KEY: "a name on one line",
  MULTIPLE_ANCHORS: "one anchor",
  MULTIPLE_DOCS: "one document",
  MULTIPLE_TAGS: "one tag",
  NON_STRING_KEY: "a string as name",
  RESOURCE_EXHAUSTION: "fewer levels of nesting",
  TAB_AS_INDENT: "spaces for indentation",
  TAG_RESOLVE_FAILED: "a tag that fits its value",
  UNEXPECTED_TOKEN: "YAML",
};

const isAboutTag = ({ code }: YAMLError): boolean => code === "TAG_RESOLVE_FAILED";

function findFault(document: Document.Parsed): YAMLError | undefined {
  const fatal = document.errors.filter((error) => !isAboutTag(error));
  return fatal.sort((one, other) => one.pos[0] - other.pos[0]).at(0);
}

export const readYaml: FormatReader = (text, file, positionAt) => {
  const placeOf = (offset: number): Place => ({ file, position: positionAt(Math.min(offset, text.length)) });
  const tokens = readTokens(text, placeOf);
  if (isProblem(tokens)) return tokens;
  const [document] = new Composer(options).compose(tokens);
  const fault = document && findFault(document);
  if (fault) {
    const [offset] = fault.pos;
    const atEnd = text.slice(offset).trim() === "";
    const expected = atEnd && fault.code === "BAD_INDENT" ? "a closing bracket" : expectations[fault.code];
    return refuseSyntax(placeOf(offset), expected, atEnd);
  }
  if (!document?.contents) return refuseEmpty(file, "YAML");
  const [start, end] = document.contents.range;
  if (start === end) return refuseEmpty(file, "YAML");
  const second = tokens.filter(({ type }) => type === "document").at(1);
  const tags = [...document.errors, ...document.warnings].filter(isAboutTag);
  const tree = new YamlTree(placeOf);
  try {
    const { node } = tree.convert(document.contents);
    const problems = [
      ...tags.map(({ pos: [offset] }) => refuseTag(placeOf(offset))),
      ...tree.problems,
      ...(second ? [refuseDocuments(placeOf(second.offset))] : []),
    ];
    return { root: node, problems, extension: null };
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    throw error;
  }
};

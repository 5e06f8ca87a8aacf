// Turns arguments that are SQL into facts: what each statement in them does, and whether that is all of it.
//
// Two readers, and the worse of what they say. PostgreSQL's own parser (libpg-query, MIT, 1.9 MB installed; see README.md
// for the others that were tried) names the statements where it takes the text. It knows one dialect, and the fact is
// needed for every one: where dialects read a text differently, that is the finding, and no parser of one says so. So
// under it lies a lexer that knows where dialects part, and a classification that only ever says too much. PostgreSQL may
// add to what they find, never take from it; a text of another dialect is theirs alone.
//
// Cost: the first SQL of a process takes 30 to 50 ms more (it is then that the parser is loaded), a further query 0.02 to
// 0.1 ms more, 8 KiB made to be slow some 25 ms (`npx tsx bench/sql.ts`; Node 20, a virtual machine with two cores).
//
// Limits: what a called function does is not known, unless it is one of those that databases bring along. Text that a
// database puts together and runs (EXECUTE, stored procedures) is `program`, not what the text says. Statements are not
// checked to be valid. PostgreSQL is asked about texts of at most 8 KiB, 64 KiB in one call.
import type { SqlFact } from "../../generated/event.ts";
import type { ArgumentText } from "../arguments/list_strings.ts";
import { classifyStatement, type SqlStatement } from "./classify_statement.ts";
import { classifyTree } from "./classify_tree.ts";
import { isSql } from "./is_sql.ts";
import type { LexedSql, SqlToken } from "./lex_sql.ts";
import { type PostgresNode, readPostgres } from "./postgres.ts";

/** Attacker-controlled: a script of many statements is described by the first, and by every other kind in the rest. */
const MAX_STATEMENTS = 64;
/** Attacker-controlled: one call may bring thousands of texts. */
const MAX_ASKED = 64 * 1024;

function splitStatements(tokens: readonly SqlToken[]): SqlToken[][] {
  const statements: SqlToken[][] = [[]];
  for (const token of tokens) {
    if (token.type === "mark" && token.text === ";") statements.push([]);
    else statements.at(-1)?.push(token);
  }
  return statements.filter((statement) => statement.length > 0);
}

function isBalanced(tokens: readonly SqlToken[]): boolean {
  let depth = 0;
  for (const { type, text } of tokens) {
    if (type !== "mark") continue;
    if (text === "(") depth += 1;
    if (text === ")") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Attacker-controlled: the first statements are listed, of the rest each kind once, and every class however many there are. */
class Statements {
  readonly list: SqlStatement[] = [];
  readonly classes = new Set<SqlStatement["class"]>();
  private readonly kinds = new Set<string>();

  add(found: SqlStatement): void {
    const key = `${found.class} ${found.kind}`;
    const isNewKind = !this.kinds.has(key) && this.kinds.size < MAX_STATEMENTS * 4;
    if (this.list.length < MAX_STATEMENTS || isNewKind || !this.classes.has(found.class)) this.list.push(found);
    if (isNewKind) this.kinds.add(key);
    this.classes.add(found.class);
  }
}

/** What any dialect may find in it. */
function classifyTokens(tokens: readonly SqlToken[]): { statements: SqlStatement[]; balanced: boolean } {
  const parts = splitStatements(tokens);
  return { statements: parts.flatMap(classifyStatement), balanced: parts.every(isBalanced) };
}

function describe({ tokens, certain, hasCommand }: LexedSql, tree: readonly PostgresNode[], pointer: string): SqlFact {
  const floor = classifyTokens(tokens);
  const named = new Statements();
  // INVARIANT: no class that the floor finds is lost. Reading is what is left when nothing more is found, by either.
  const isRead = floor.statements.length === 0 || floor.statements.some((found) => found.class === "read");
  for (const found of tree.flatMap(classifyTree)) if (isRead || found.class !== "read") named.add(found);
  const known = new Set(named.classes);
  for (const found of floor.statements)
    if (known.size === 0 || (found.class !== "read" && !known.has(found.class))) named.add(found);
  if (hasCommand && !named.classes.has("program")) named.add({ class: "program", kind: "client_command" });
  const parsed = certain && floor.balanced && !named.classes.has("unknown");
  if (!parsed && !named.classes.has("unknown")) named.add({ class: "unknown", kind: "unknown" });
  return { pointer, parsed, statements: named.list };
}

/** @throws {RangeError} when an argument is too long to be read */
export function describeSql(texts: readonly ArgumentText[]): SqlFact[] {
  let left = MAX_ASKED;
  return texts.flatMap((text) => {
    const lexed = text.isName ? undefined : isSql(text);
    if (lexed === undefined) return [];
    left -= text.value.length;
    return [describe(lexed, left < 0 ? [] : (readPostgres(text.value) ?? []), text.pointer)];
  });
}

// Turns arguments that are SQL into facts: what each statement in them does, and whether that is all of it.
//
// Why no SQL parser of others: the fact is needed for every dialect, and where dialects read a text differently, that is
// the finding. Tried were node-sql-parser (89 MB, and an open parenthesis takes its PostgreSQL grammar exponential time),
// libpg-query (one dialect, 1.8 MB, loads asynchronously), pgsql-ast-parser (one dialect) and sql-query-identifier, which
// calls `SELECT 1 DROP TABLE t`, `WITH x AS (DELETE ...)` and `/*!...*/` reads. So: a lexer that knows where dialects
// part, and a classification of statements that only ever says too much.
//
// Limits: what a called function does is not known, unless it is one of those that databases bring along. Text that a
// database puts together and runs (EXECUTE, stored procedures) is `program`, not what the text says. Statements are not
// checked to be valid.
import type { SqlFact } from "../../generated/event.ts";
import type { ArgumentText } from "../arguments/list_strings.ts";
import { classifyStatement, type SqlStatement } from "./classify_statement.ts";
import { isSql } from "./is_sql.ts";
import type { LexedSql, SqlToken } from "./lex_sql.ts";

/** Attacker-controlled: a script of many statements is described by the first, and by every other kind in the rest. */
const MAX_STATEMENTS = 64;

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

function describe({ tokens, certain }: LexedSql, pointer: string): SqlFact {
  const statements: SqlStatement[] = [];
  const seen = new Set<string>();
  let parsed = certain;
  for (const statement of splitStatements(tokens)) {
    if (!isBalanced(statement)) parsed = false;
    for (const found of classifyStatement(statement)) {
      const key = `${found.class} ${found.kind}`;
      if (found.class === "unknown") parsed = false;
      if (statements.length < MAX_STATEMENTS || (!seen.has(key) && seen.size < MAX_STATEMENTS * 4))
        statements.push(found);
      seen.add(key);
    }
  }
  if (!parsed && !statements.some((found) => found.class === "unknown"))
    statements.push({ class: "unknown", kind: "unknown" });
  return { pointer, parsed, statements };
}

/** @throws {RangeError} when an argument is too long to be read */
export function describeSql(texts: readonly ArgumentText[]): SqlFact[] {
  return texts.flatMap((text) => {
    const lexed = text.isName ? undefined : isSql(text);
    return lexed === undefined ? [] : [describe(lexed, text.pointer)];
  });
}

// Turns the tokens of one statement into the classes of everything it does.
//
// INVARIANT: what is found is an upper bound. SQL Server takes several statements without anything between them
// (`SELECT 1 DROP TABLE t`), PostgreSQL takes them inside others (`WITH x AS (DELETE ...)`), so the words that begin a
// statement count wherever they stand, unless what stands beside them makes them something else in every dialect.
import type { SqlFact } from "../../generated/event.ts";
import { classifyFirst } from "./first_words.ts";
import { classifyFunction, type SqlClass } from "./functions.ts";
import type { SqlToken } from "./lex_sql.ts";

export type SqlStatement = SqlFact["statements"][number];

function listWords(words: string): ReadonlySet<string> {
  return new Set(words.split(" "));
}

/** Behind a word that is the name of a column or a table; behind one that begins a statement, none of these can stand. */
const AFTER_NAMES = listWords(
  "FROM AS IS IN NOT LIKE ILIKE RLIKE REGEXP BETWEEN AND OR XOR ASC DESC NULLS THEN ELSE END WHEN WHERE GROUP ORDER HAVING LIMIT " +
    "OFFSET UNION EXCEPT INTERSECT ON USING JOIN INNER LEFT RIGHT FULL CROSS COLLATE ESCAPE FOR WINDOW OVER DIV MOD",
);
/** In front of the name of a column. */
const BEFORE_NAMES = new Set([".", ",", "=", "<", ">", "+", "*", "/", "%", "|", ":", "@"]);

interface Place {
  readonly previous: SqlToken | undefined;
  readonly next: SqlToken | undefined;
  /** The innermost open parenthesis is a function's. */
  readonly inFunction: boolean;
}

function isMark(token: SqlToken | undefined, text: string): boolean {
  return token?.type === "mark" && token.text === text;
}

function isWord(token: SqlToken | undefined, words: ReadonlySet<string>): boolean {
  return token?.type === "word" && words.has(token.text);
}

/** A statement's object follows: a word or a name, not an operator, a comma or the end. */
function hasObject({ previous, next }: Place): boolean {
  if (previous?.type === "mark" && BEFORE_NAMES.has(previous.text)) return false;
  if (next === undefined || next.type === "mark") return isMark(next, "@") || isMark(next, "#") || isMark(next, "[");
  return !isWord(next, AFTER_NAMES);
}

const FILES = listWords("OUTFILE DUMPFILE");
const NOT_UPDATED = listWords("FOR KEY ON");
const ON = listWords("ON");
const FROM = listWords("FROM");
const FROM_WORDS = listWords("FROM JOIN");
const SHOW = listWords("SHOW");
/** In front of a relation that is named with its columns in parentheses. */
const WITH_COLUMNS = listWords("TABLE INTO EXISTS REFERENCES VIEW WITH RECURSIVE");
const DISTINCT = listWords("DISTINCT");
const CHARACTER = listWords("CHARACTER");
const REPLACED = listWords("INTO");
const HINTED = listWords("JOIN UNION");
const INDEX_HINT = listWords("INDEX KEY");
/** In front of a parenthesis that is no function's. */
const NO_FUNCTION = listWords("EXISTS ALL ANY SOME VALUES SELECT LATERAL WITH");

const INTO_OWNERS = listWords(
  "INSERT MERGE REPLACE IGNORE DELAYED LOW_PRIORITY HIGH_PRIORITY OVERWRITE ALL FIRST ABORT FAIL ROLLBACK VACUUM",
);

function classifyInto({ previous, next }: Place): SqlClass | undefined {
  if (isWord(previous, INTO_OWNERS)) return undefined;
  if (isWord(next, FILES)) return "program";
  return isMark(next, "@") || isMark(next, ":") ? "session" : "schema";
}

/** `FROM '/etc/passwd'` is a file to DuckDB and Drill; `EXTRACT(DAY FROM '...')` and `DISTINCT FROM 'x'` are not. */
function readsFile({ previous, next, inFunction }: Place): boolean {
  return next?.type === "string" && !inFunction && !isWord(previous, DISTINCT);
}

/** A path or an address, where a relation's name is expected. */
export const FILE_NAME = /[/\\]/;
/** Attacker-controlled: quotes that are never closed would be followed to the end of the text, each of them. */
const MAX_QUOTED = 64;
const RELATION_WORDS = listWords("FROM JOIN INTO TABLE UPDATE USING DESCRIBE DESC ONLY");
const CLAUSE_WORDS = listWords("SELECT WHERE ON GROUP ORDER HAVING LIMIT SET VALUES");

/** The text that is quoted at the token, also where it is quoted as no dialect's name is sure to be. */
function readQuoted(tokens: readonly SqlToken[], index: number): string {
  const token = tokens[index];
  if (token === undefined || token.type === "word" || token.type === "number") return "";
  if (token.type !== "mark") return token.text;
  const close = token.text === "`" ? "`" : token.text === "[" ? "]" : undefined;
  if (close === undefined) return "";
  const inner = tokens.slice(index + 1, index + 1 + MAX_QUOTED);
  const end = inner.findIndex((other) => isMark(other, close));
  return inner
    .slice(0, end < 0 ? inner.length : end)
    .flatMap(({ type, text }) => (type === "mark" ? [text] : []))
    .join("");
}

/** Follows a statement from its start, and tells where a relation's name stands, that is a file: ``FROM a, csv.`/x` ``. */
class Relations {
  private readonly outer: boolean[] = [];
  private expected = false;
  private readonly tokens: readonly SqlToken[];

  constructor(tokens: readonly SqlToken[]) {
    this.tokens = tokens;
  }

  isFile(index: number): boolean {
    const token = this.tokens[index];
    const previous = this.tokens[index - 1];
    if (isMark(token, "(")) {
      this.outer.push(this.expected);
      this.expected &&= isWord(previous, FROM_WORDS) || isMark(previous, "(") || isMark(previous, ",");
    } else if (isMark(token, ")")) this.expected = this.outer.pop() ?? false;
    else if (isWord(token, RELATION_WORDS)) this.expected = true;
    else if (isWord(token, CLAUSE_WORDS)) this.expected = false;
    else if (this.expected && token?.type !== "word") {
      const begins = isWord(previous, RELATION_WORDS) || /^[.,(]$/.test(previous?.type === "mark" ? previous.text : "");
      return begins && FILE_NAME.test(readQuoted(this.tokens, index));
    }
    return false;
  }
}

function classifyWord(word: string, place: Place): SqlClass | undefined {
  const { previous, next } = place;
  switch (word) {
    case "INSERT":
    case "TRUNCATE":
      return hasObject(place) ? "write" : undefined;
    case "UPDATE":
      return isWord(previous, NOT_UPDATED) || isMark(previous, ".") || !(hasObject(place) || isMark(next, "("))
        ? undefined
        : "write";
    case "DELETE":
      if (isWord(previous, ON) || isMark(previous, ".")) return undefined;
      return hasObject(place) || isWord(next, FROM) ? "write" : undefined;
    case "MERGE":
      return hasObject(place) && !isWord(next, HINTED) ? "write" : undefined;
    case "REPLACE":
      return isWord(next, REPLACED) ? "write" : undefined;
    case "DROP":
    case "ALTER":
    case "CREATE":
      return hasObject(place) ? "schema" : undefined;
    case "GRANT":
    case "REVOKE":
    case "DENY":
    case "RECONFIGURE":
      return hasObject(place) || word === "RECONFIGURE" ? "access" : undefined;
    case "EXEC":
    case "EXECUTE":
      return hasObject(place) || isMark(next, "(") ? "program" : undefined;
    case "BACKUP":
    case "RESTORE":
    case "DBCC":
    case "KILL":
    case "BULK":
    case "COPY":
    case "CALL":
      return hasObject(place) ? "program" : undefined;
    case "SHUTDOWN":
      return previous?.type === "mark" && !isMark(previous, ")") ? undefined : "program";
    case "INTO":
      return classifyInto(place);
    case "FROM":
    case "JOIN":
      return readsFile(place) ? "program" : undefined;
    case "USE":
      return hasObject(place) && !isWord(next, INDEX_HINT) ? "session" : undefined;
    case "DECLARE":
      return isMark(next, "@") ? "session" : undefined;
    case "BEGIN":
    case "COMMIT":
    case "ROLLBACK":
      return isMark(previous, ".") || isMark(previous, ",") ? undefined : "transaction";
    default:
      break;
  }
  return /^XP_/.test(word) ? "program" : undefined;
}

/** `SET` is a clause of what writes and a statement of its own behind what reads. */
function isSet(word: string, { previous, next }: Place, first: SqlClass): boolean {
  return (
    word === "SET" && first === "read" && (next?.type === "word" || isMark(next, "@")) && !isWord(previous, CHARACTER)
  );
}

function listClasses(tokens: readonly SqlToken[], first: SqlClass, asCode: boolean): Map<SqlClass, string> {
  const found = new Map<SqlClass, string>();
  const functions: boolean[] = [];
  const relations = new Relations(tokens);
  tokens.forEach((token, index) => {
    const previous = tokens[index - 1];
    if (isMark(token, "("))
      functions.push(previous?.type === "word" && !isWord(previous, AFTER_NAMES) && !isWord(previous, NO_FUNCTION));
    if (isMark(token, ")")) functions.pop();
    if (isMark(token, ":") && isMark(tokens[index + 1], "=")) found.set("session", ":=");
    const isFile = relations.isFile(index) && functions.at(-1) !== true;
    const readsFirst = index === 0 && isWord(token, FROM) && tokens[1]?.type === "string";
    if (asCode && (isFile || readsFirst)) found.set("program", "from");
    if (index === 0 || (token.type !== "word" && token.type !== "name")) return;
    const word = token.text.toUpperCase();
    const place = {
      previous,
      next: tokens[index + 1],

      inFunction: functions.at(-1) ?? false,
    };
    const owner = isMark(previous, ".") ? tokens[index - 2]?.text.toUpperCase() : undefined;
    const called = isMark(place.next, "(") ? classifyFunction(word, owner) : undefined;
    const isRelation = called === "write" && isWord(previous, WITH_COLUMNS);
    if (called !== undefined && !isRelation) found.set(called, word.toLowerCase());
    if (!asCode || token.type === "name") return;
    // `SHOW CREATE TABLE t` tells how the table was made.
    if (index === 1 && word === "CREATE" && isWord(tokens[0], SHOW)) return;
    const kind = !found.has("write") && isSet(word, place, first) ? "session" : classifyWord(word, place);
    if (kind !== undefined) found.set(kind, word.toLowerCase());
  });
  return found;
}

const EXPLAINS = listWords("EXPLAIN DESCRIBE DESC");
const ANALYZE = listWords("ANALYZE ANALYSE PROFILE");

/** Everything that one statement does: mostly one class, and more where statements stand inside it. */
export function classifyStatement(given: readonly SqlToken[]): SqlStatement[] {
  const start = given.findIndex((token) => !isMark(token, "("));
  const tokens = start < 0 ? [] : given.slice(start);
  const first = classifyFirst(tokens);
  const kind = tokens[0]?.type === "word" ? tokens[0].text.toLowerCase() : "unknown";
  // EXPLAIN runs what it explains only with ANALYZE, but may call functions to plan it.
  const explains = isWord(tokens[0], EXPLAINS);
  const runs = tokens.slice(1, 16).some((token) => isWord(token, ANALYZE));
  const found = listClasses(tokens, first, !explains || runs);
  found.delete(first);
  const own: SqlStatement[] = first === "read" && found.size > 0 ? [] : [{ class: first, kind: kind.slice(0, 64) }];
  return [...own, ...[...found].map(([name, word]) => ({ class: name, kind: word.slice(0, 64) }))];
}

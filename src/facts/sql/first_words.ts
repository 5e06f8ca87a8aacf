// Tells by the words that a statement begins with what class of statement it is.
import type { SqlClass } from "./functions.ts";
import type { SqlToken } from "./lex_sql.ts";

const CLASSES: Readonly<Record<Exclude<SqlClass, "unknown">, string>> = {
  read: "SELECT VALUES TABLE SHOW DESCRIBE DESC EXPLAIN WITH FROM FETCH HELP",
  write: "INSERT UPDATE DELETE MERGE REPLACE UPSERT TRUNCATE",
  schema: "CREATE ALTER DROP UNDROP RENAME COMMENT ANALYZE ANALYSE VACUUM REINDEX CLUSTER OPTIMIZE REPAIR REFRESH",
  access: "GRANT REVOKE DENY REASSIGN SECURITY RECONFIGURE CHANGE PURGE FLUSH STOP",
  transaction: "BEGIN START COMMIT END ROLLBACK SAVEPOINT RELEASE ABORT SAVE LOCK UNLOCK XA",
  session:
    "SET UNSET USE RESET PREPARE PRAGMA DISCARD DEALLOCATE DECLARE LISTEN UNLISTEN NOTIFY ATTACH DETACH CLOSE CHECKPOINT",
  program:
    "CALL EXEC EXECUTE DO COPY LOAD IMPORT EXPORT UNLOAD BACKUP RESTORE KILL SHUTDOWN RESTART DBCC BULK INSTALL UNINSTALL PUT GET",
};

const FIRST: ReadonlyMap<string, SqlClass> = new Map(
  Object.entries(CLASSES).flatMap(([name, words]) => words.split(" ").map((word) => [word, name as SqlClass])),
);

export function isStatementWord(word: string): boolean {
  return FIRST.has(word);
}

const ACCESS_OBJECTS = new Set("USER ROLE LOGIN GROUP CREDENTIAL POLICY MASKING DEFAULT".split(" "));
/** What brings code or places outside the database into it. */
const PROGRAM_OBJECTS = new Set(
  "EXTENSION LANGUAGE ASSEMBLY SERVER LIBRARY FOREIGN EXTERNAL SUBSCRIPTION EVENT SYSTEM SONAME SECRET STAGE MODULE CONNECTION".split(
    " ",
  ),
);
/** Between CREATE and the kind of object. */
const MODIFIERS = new Set(
  "OR REPLACE ALTER TEMP TEMPORARY GLOBAL LOCAL UNLOGGED UNIQUE AGGREGATE TRUSTED PROCEDURAL DEFINER IF NOT EXISTS EVENT".split(
    " ",
  ),
);
const BEGIN_MORE = new Set(
  "TRANSACTION TRAN WORK DEFERRED IMMEDIATE EXCLUSIVE CONCURRENT ISOLATION READ NOT DISTRIBUTED".split(" "),
);
/** What SQLite's PRAGMA only tells, however it is asked. */
const PRAGMA_READS = new Set(
  (
    "TABLE_INFO TABLE_XINFO TABLE_LIST INDEX_LIST INDEX_INFO INDEX_XINFO FOREIGN_KEY_LIST DATABASE_LIST COLLATION_LIST FUNCTION_LIST " +
    "MODULE_LIST PRAGMA_LIST COMPILE_OPTIONS INTEGRITY_CHECK QUICK_CHECK FOREIGN_KEY_CHECK"
  ).split(" "),
);
/** Those that act when they are named alone. */
const PRAGMA_ACTS = new Set("WAL_CHECKPOINT OPTIMIZE INCREMENTAL_VACUUM SHRINK_MEMORY".split(" "));

function classifyObject(words: readonly string[]): SqlClass {
  const object = words.slice(1).find((word) => !MODIFIERS.has(word)) ?? "";
  if (words.slice(1, 8).some((word) => PROGRAM_OBJECTS.has(word))) return "program";
  return ACCESS_OBJECTS.has(object) || ACCESS_OBJECTS.has(words[1] ?? "") ? "access" : "schema";
}

function classifySet(words: readonly string[]): SqlClass {
  const what = (/^(?:SESSION|LOCAL)$/.test(words[1] ?? "") ? words[2] : words[1]) ?? "";
  // Variables of the whole server name its log files and plugins.
  if (words.some((word) => /^(?:GLOBAL|PERSIST|PERSIST_ONLY)$/.test(word))) return "program";
  if (/^(?:ROLE|AUTHORIZATION|PASSWORD|DEFAULT)$/.test(what)) return "access";
  return /^(?:TRANSACTION|CONSTRAINTS|CHARACTERISTICS)$/.test(what) ? "transaction" : "session";
}

/** By what stands behind the last FROM or TO outside parentheses: the connection itself, or a file or program. */
function classifyCopy(tokens: readonly SqlToken[]): SqlClass {
  let depth = 0;
  let target = "";
  tokens.forEach(({ type, text }, index) => {
    if (type === "mark" && text === "(") depth += 1;
    if (type === "mark" && text === ")") depth -= 1;
    if (depth > 0 || type !== "word" || (text !== "FROM" && text !== "TO")) return;
    const next = tokens[index + 1];
    target = next?.type === "word" ? next.text : "";
  });
  return target === "STDIN" ? "write" : target === "STDOUT" ? "read" : "program";
}

function classifyPragma(tokens: readonly SqlToken[]): SqlClass {
  const texts = tokens.slice(1).map(({ text }) => text.toUpperCase());
  const [name = "", ...rest] = texts[1] === "." ? texts.slice(2) : texts;
  if (rest.includes("=")) return "session";
  return PRAGMA_READS.has(name) || (rest.length === 0 && !PRAGMA_ACTS.has(name)) ? "read" : "session";
}

/** The class of a statement by its first words; what follows may add to it. */
export function classifyFirst(tokens: readonly SqlToken[]): SqlClass {
  const words = tokens.slice(0, 16).map(({ type, text }) => (type === "word" ? text : ""));
  const [first = "", second = "", third = ""] = words;
  switch (first) {
    case "CREATE":
    case "ALTER":
    case "DROP":
      return classifyObject(words);
    case "SET":
      return classifySet(words);
    case "COPY":
      return classifyCopy(tokens);
    case "PRAGMA":
      return classifyPragma(tokens);
    case "BEGIN":
      // A block of statements otherwise, with logic between them.
      return tokens.length === 1 || BEGIN_MORE.has(second) ? "transaction" : "unknown";
    case "START":
      return second === "TRANSACTION" ? "transaction" : "access";
    case "RESET":
      return /^(?:MASTER|REPLICA|SLAVE|PERSIST|ROLE)$/.test(second) ? "access" : "session";
    case "PREPARE":
      // `PREPARE s FROM @text` runs a text that stands elsewhere; `PREPARE s AS DELETE ...` is told by what follows.
      if (second === "TRANSACTION") return "transaction";
      return third === "FROM" ? "program" : "session";
    case "VACUUM":
      return words.includes("INTO") ? "program" : "schema";
    default:
      return FIRST.get(first) ?? "unknown";
  }
}

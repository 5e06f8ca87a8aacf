// Tells whether an argument is SQL: its name says so, or its name may mean it and its text has the form of a statement.
//
// Limits: under a name such as query, two or three plain words that are a statement in one dialect and a search
// everywhere else (`load httpfs`, `install python`) are taken for the search.
import type { ArgumentText } from "../arguments/list_strings.ts";
import { isStatementWord } from "./first_words.ts";
import { type LexedSql, lexSql } from "./lex_sql.ts";

/** Names under which servers take SQL, and also searches in words: `query: "show me flights to Rome"`. */
const MAYBE_WORDS = new Set("query queries statement statements stmt stmts ddl dml".split(" "));

/** What is not seen, and what a server may cut off before it sends the rest. */
const INVISIBLE = /^(?:[\s\p{Cf}\p{Cc}\u115f\u1160\u2800\u3164\uffa0]|\p{M})+/u;
/** ODBC's way to call, and commands to the clients of databases; not every `.net` and `\\b` is one. */
const COMMAND =
  /^(?:\{\s*(?:\?\s*=\s*)?call\b|\\!|\\(?:copy|o|out|i|ir|include|w|write|g|gx|gexec|gset|e|edit|setenv|c|connect|cd|lo_\w+|system|source|T|P)(?=\s|$)|\.(?:shell|system|read|import|output|once|open|load|save|backup|restore|dump|excel|log|archive|ar|cd|clone)\b|!(?:sh|run|script|connect|record|set)\s)/i;
/** Blanks, comments, parentheses and line ends; comments that MySQL runs count as code. */
const LEADING = /(?:[\s;(\p{Cf}\p{Cc}]|--[^\n]*|#[^\n]*|\/\*M?!\d*|\/\*(?!!)(?:[^*]|\*(?!\/))*(?:\*\/|$))*/uy;
const FIRST_WORD = /[A-Za-z_]+/y;

/**
 * What must stand behind the first word, else it is a sentence: no database would take it.
 * Words that no sentence begins with need nothing.
 */
const FORMS: Readonly<Record<string, RegExp>> = {
  SELECT: /[*(),'"`@=\d[]|\b(?:from|into|union|as)\b|^\s*[\p{L}_]\w*\s*(?:;|$)/iu,
  WITH: /\bas\b[^(]*\(|\b(?:select|insert|update|delete|merge)\b/i,
  SHOW: /^\s+[\w.@$]+(?:\s*$|\s*;)|^\s+(?:full\s+|extended\s+|global\s+|session\s+)?(?:tables?|databases?|schemas?|columns?|fields|index(?:es)?|keys|create|grants|variables|status|processlist|warnings|errors|engines?|triggers|views)\b/i,
  FROM: /\bselect\b|^\s*['"]/i,
  VALUES: /^\s*\(/,
  TABLE: /^\s+[\w."]+\s*(?:;|$)/,
  UPDATE: /\bset\b/i,
  DELETE: /^\s+(?:from|top|low_priority|quick|ignore|only)\b|\bwhere\b|^\s+[\w.[\]"`]+\s*(?:;|$)/i,
  INSERT: /\binto\b|\bvalues\b|\bselect\b|\bset\b|\bdefault\b/i,
  REPLACE: /\binto\b|\bvalues\b/i,
  MERGE: /\busing\b/i,
  GET: /^\s+@|diagnostics/i,
  PUT: /^\s+'?file:/i,
  GRANT: /\b(?:to|on)\b/i,
  DENY: /\b(?:to|on)\b/i,
  COPY: /\b(?:from|to)\b/i,
  DECLARE: /@|\b(?:cursor|begin)\b/i,
  SET: /^\s+(?:role|session|local|global|transaction|password|default|names|character|persist|identity_insert|constraints|\S+\s+(?:to|on|off)\b)|[=@]/i,
};

/** Verbs of everyday language that need one of SQL's objects behind them. */
const OBJECT_VERBS = new Set(
  "CREATE ALTER DROP RENAME COMMENT BACKUP RESTORE LOAD IMPORT EXPORT INSTALL START STOP CLOSE FETCH LOCK RESTART CHANGE REFRESH REPAIR OPTIMIZE SAVE RELEASE".split(
    " ",
  ),
);
const OBJECTS =
  /\b(?:table|tables|view|views|index|indexes|database|schema|user|role|login|function|procedure|proc|trigger|sequence|type|domain|extension|server|column|constraint|policy|event|assembly|credential|certificate|tablespace|partition|transaction|tran|replica|slave|data|local|foreign|system|materialized|aggregate|language|publication|subscription|statistics|synonym|package|keyspace|stage|warehouse|secret|macro|operator|collation|cast|savepoint|isolation|session|plugin|component|temp|temporary|unique|external|global|virtual)\b/i;

/** Words that open sentences as well. With one or two words behind them they are statements. */
const PROSE_WORDS = new Set(
  "HELP END DO CALL USE NOTIFY ANALYZE ANALYSE DESCRIBE EXPLAIN DESC LISTEN SECURITY FLUSH PURGE RESET ABORT DISCARD CLUSTER KILL EXECUTE STOP".split(
    " ",
  ),
);
/** A sentence of everyday words: no mark that a database would need, and no statement inside. */
const PROSE = /^(?:[\p{L}\p{M}\d\s,.?!-]|(?<=\p{L})['’](?=\p{L}))*$/u;
const INNER = /\b(?:select|insert|update|delete|merge|with|table|replace|create|drop|immediate|privileges)\b/i;
const FEW_WORDS = /^\s*(?:\S+(?:\s+\S+)?)?\s*$/;

/** No sentence goes on like this: no blank behind its first word, a comment, the end of a statement. */
const MARKED = /^[^\s,.:!?'’-]|\/\*|--|;|#[^\n]*\n/;

/** @param strict what stands at a place where words are more likely: one-word statements and half sentences are left */
function hasStatementForm(text: string, strict: boolean): boolean {
  if (COMMAND.test(text)) return true;
  LEADING.lastIndex = 0;
  LEADING.exec(text);
  FIRST_WORD.lastIndex = LEADING.lastIndex;
  const word = FIRST_WORD.exec(text)?.[0].toUpperCase();
  if (word === undefined || !isStatementWord(word)) return false;
  const rest = text.slice(FIRST_WORD.lastIndex);
  if (MARKED.test(rest)) return true;
  const form = FORMS[word];
  if (form !== undefined) return form.test(rest);
  if (OBJECT_VERBS.has(word)) return OBJECTS.test(rest) || /['"`]/.test(rest);
  if (strict) return !PROSE.test(rest) || INNER.test(rest);
  return !PROSE_WORDS.has(word) || !PROSE.test(rest) || INNER.test(rest) || FEW_WORDS.test(rest);
}

/** `sql`, `rawSql`, `sqlquery`. */
const SQL_WORD = /^(?:raw|t|pl|my|pg)?sql(?:query|queries|statements?|text|code|string|command)?$/;
/** `sql_dialect: "mysql"`, `sql_file: "x.sql"`. */
const OTHER_WORDS = new Set(
  "dialect mode type file filename path id name version server database db engine flavor driver timeout format user host instance".split(
    " ",
  ),
);

/** Names of the text itself, inside a member that says what it is: `query: {text: "drop table t"}`. */
const TEXT_WORDS = new Set("text value string raw body content code command input q expr batch".split(" "));

function saysMaybe(words: readonly string[]): boolean {
  return words.some((word) => SQL_WORD.test(word) || MAYBE_WORDS.has(word));
}

/** @returns the tokens when it is SQL */
export function isSql({ words, outer, value }: ArgumentText): LexedSql | undefined {
  const text = value.replace(INVISIBLE, "");
  const saysSql = words.some((word) => SQL_WORD.test(word)) && !words.some((word) => OTHER_WORDS.has(word));
  if (saysSql) return value.trim() === "" ? undefined : lexVisible(value, text);
  const isNamed = saysMaybe(words);
  if (!isNamed && !saysMaybe(outer)) return undefined;
  const strict = !isNamed && !words.some((word) => TEXT_WORDS.has(word));
  return hasStatementForm(text, strict) ? lexVisible(value, text) : undefined;
}

/** Nothing is certain of a text that begins with what is not seen; what follows is told as if it began there. */
function lexVisible(value: string, text: string): LexedSql {
  if (value.trim().length === text.trim().length) return lexSql(value);
  return { ...lexSql(text), certain: false };
}

// Measures what the facts about SQL take: the first text of a process, further ones, and the worst that is asked.
import { listStrings } from "../src/facts/arguments/list_strings.ts";
import { describeSql } from "../src/facts/sql/describe_sql.ts";
import { MAX_READ_LENGTH, readPostgres } from "../src/facts/sql/postgres.ts";

function time(run: () => void, times = 1): string {
  const started = performance.now();
  for (let count = 0; count < times; count += 1) run();
  return `${((performance.now() - started) / times).toFixed(3)} ms`;
}

function fill(start: string, piece: string, end = "", closing = ""): string {
  const count = Math.floor((MAX_READ_LENGTH - start.length - end.length) / (piece.length + closing.length));
  return start + piece.repeat(count) + end + closing.repeat(count);
}

const QUERY =
  "WITH x AS (SELECT a, b, count(*) FROM t JOIN u USING (id) WHERE a = 'it' AND b > 5 GROUP BY 1, 2) SELECT * FROM x ORDER BY 1 LIMIT 10";
const HOSTILE: Readonly<Record<string, string>> = {
  "1+1+...": fill("SELECT ", "1+", "1"),
  "((...))": fill("SELECT ", "(", "1", ")"),
  "((((...": fill("SELECT ", "("),
  "NOT NOT ...": fill("SELECT ", "NOT ", "true"),
  "(SELECT (SELECT ...": fill("SELECT ", "(SELECT ", "1", ")"),
  "ARRAY[ARRAY[...": fill("SELECT ", "ARRAY[", "1", "]"),
  "CASE WHEN ...": fill("SELECT ", "CASE WHEN a THEN ", "1", " END"),
  "f(f(...": fill("SELECT ", "f(", "1", ")"),
  "a,a,...": fill("SELECT ", "a,", "a"),
  "a.a....": fill("SELECT ", "a.", "a"),
  "SELECT 1;...": fill("", "SELECT 1;"),
  "/**/ /**/ ...": fill("SELECT 1 ", `${"/**/".repeat(15)} `),
  "/*/* .../*/*": fill("SELECT 1 ", `${"/*".repeat(31)} `),
  "+++ +++": fill("SELECT ", `${"+".repeat(63)} `, "1"),
  "'''''": fill("SELECT '", "''", "'"),
  "JOIN ...": fill("SELECT * FROM a", " JOIN a ON b"),
  "VALUES (1),...": fill("VALUES ", "(1),", "(1)"),
  "unclosed '": fill("SELECT '", "x"),
  "$$...": fill("SELECT $a$", "$b$"),
};

function describe(sql: string): void {
  describeSql(listStrings({ sql }, "/arguments"));
}

console.log(`first text of the process      ${time(() => describe("SELECT 1"))}`);
describe(QUERY);
for (const sql of ["SELECT 1", QUERY])
  console.log(
    `${sql.slice(0, 24).padEnd(30)} ${time(() => describe(sql), 1000)} (parser ${time(() => readPostgres(sql), 1000)})`,
  );
for (const [name, sql] of Object.entries(HOSTILE)) {
  const outcome = readPostgres(sql) === undefined ? "not read" : "read";
  console.log(`${name.padEnd(30)} ${time(() => describe(sql), 3)} ${outcome}`);
}

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { listStrings } from "../../../src/facts/arguments/list_strings.ts";
import { classifyTree } from "../../../src/facts/sql/classify_tree.ts";
import { describeSql } from "../../../src/facts/sql/describe_sql.ts";
import { MAX_READ_LENGTH, readPostgres } from "../../../src/facts/sql/postgres.ts";
import type { SqlFact } from "../../../src/generated/event.ts";

function describe(sql: string): SqlFact {
  const [fact] = describeSql(listStrings({ sql }, "/arguments"));
  assert.ok(fact);
  return fact;
}

/** What is found where PostgreSQL is not asked: blanks make the text too long for it, and nothing else. */
function describeFloor(sql: string): SqlFact {
  return describe(sql + " ".repeat(MAX_READ_LENGTH));
}

function summarize({ statements, parsed }: SqlFact): string {
  return `${statements.map((found) => `${found.class}:${found.kind}`).join(" ")}${parsed ? "" : " unparsed"}`;
}

/** The text, the floor alone, both. */
const MORE: readonly (readonly [string, string, string])[] = [
  [
    "CREATE FUNCTION f(a int, b int) RETURNS int LANGUAGE c AS '/x.so'",
    "schema:create",
    "program:create_function schema:create",
  ],
  [
    "CREATE FUNCTION f(a int, b int) RETURNS int AS '/x.so', 'f'",
    "schema:create",
    "program:create_function schema:create",
  ],
  ["CREATE FUNCTION f(a int, b int) RETURNS int LANGUAGE sql AS 'x'", "schema:create", "schema:create_function"],
  ["CREATE TABLESPACE s LOCATION '/x'", "schema:create", "program:create_table_space schema:create"],
  ["ALTER TABLE t OWNER TO bob", "schema:alter", "schema:alter_table access:change_owner"],
  ["ALTER TABLE t DISABLE ROW LEVEL SECURITY", "schema:alter", "schema:alter_table access:disable_row_security"],
  ["ALTER TABLE t ADD COLUMN a int", "schema:alter", "schema:alter_table"],
  ["DROP OWNED BY bob", "schema:drop", "access:drop_owned schema:drop"],
  ["ALTER VIEW v OWNER TO bob", "schema:alter", "schema:alter_table access:change_owner"],
  ["ALTER SCHEMA s OWNER TO bob", "schema:alter", "access:alter_owner schema:alter"],
  ['SET "role" = postgres', "session:set", "access:variable_set session:set"],
  ['SET "ROLE" = postgres', "session:set", "access:variable_set session:set"],
  ["RESET SESSION AUTHORIZATION", "session:reset", "access:variable_reset session:reset"],
  ["REVOKE ALL ON t FROM bob", "access:revoke", "access:revoke"],
  ["REVOKE a FROM bob", "access:revoke", "access:revoke_role"],
  ["COPY t FROM PROGRAM 'sh'", "program:copy", "program:copy"],
  ["COPY (DELETE FROM t RETURNING *) TO STDOUT", "write:delete", "write:delete"],
  ["EXPLAIN (ANALYZE false) DELETE FROM t", "write:delete", "write:delete"],
  ["EXPLAIN (COSTS false) DELETE FROM t", "read:explain", "read:explain"],
  ["SELECT 1 EXCEPT (SELECT 2 FROM t WHERE a = 'x')", "read:select", "read:select"],
  [
    "DECLARE c CURSOR FOR SELECT pg_read_file('/x')",
    "session:declare program:pg_read_file",
    "session:declare_cursor program:pg_read_file",
  ],
  // PostgreSQL takes the second word for the column's name, SQL Server runs it.
  ["SELECT 1 SHUTDOWN", "program:shutdown", "program:shutdown"],
  // Certain for PostgreSQL, not for all.
  [
    "SELECT U&\"pg!005fread_file\" UESCAPE '!' ('/x')",
    "read:select unknown:unknown unparsed",
    "program:pg_read_file unknown:unknown unparsed",
  ],
  [
    "DO $$ BEGIN END $$",
    "program:do transaction:begin unknown:unknown unparsed",
    "program:do transaction:begin unknown:unknown unparsed",
  ],
  [
    "SELECT 'a\\'; DROP TABLE x; -- '",
    "read:select schema:drop unknown:unknown unparsed",
    "read:select schema:drop unknown:unknown unparsed",
  ],
  // Of other dialects.
  ["SELECT TOP 5 * FROM t", "read:select", "read:select"],
  ["REPLACE INTO t VALUES (1)", "write:replace", "write:replace"],
  ["SHOW FULL COLUMNS FROM t", "read:show", "read:show"],
];

suite("PostgreSQL's parser", () => {
  for (const [sql, floor, both] of MORE)
    test(`describeSql calls ${JSON.stringify(sql)} ${both}, where the floor says ${floor}`, () => {
      assert.equal(summarize(describeFloor(sql)), floor);
      assert.equal(summarize(describe(sql)), both);
    });

  for (const [name, sql] of [
    ["another dialect", "SELECT TOP 5 * FROM t"],
    ["a syntax error", "SELECT ("],
    ["a zero byte, which ends the text for it", "SELECT 1\0; DROP TABLE t"],
    ["a text that is too long", `SELECT '${"x".repeat(MAX_READ_LENGTH)}'`],
    ["many operators", `SELECT 1 ${"+".repeat(64)} 1`],
  ] as const)
    test(`readPostgres does not read ${name}`, () => {
      assert.equal(readPostgres(sql), undefined);
    });

  test("readPostgres reads a text of nothing as no statement", () => {
    assert.deepEqual(readPostgres("-- nothing"), []);
    assert.deepEqual(readPostgres(";"), []);
  });

  test("classifyTree calls a node that it does not know unknown", () => {
    assert.deepEqual(classifyTree({ NewStmt: {} }), [{ class: "unknown", kind: "new" }]);
    assert.deepEqual(classifyTree({ ReturnStmt: { selectStmt: { FuncCall: {} } } }), [
      { class: "read", kind: "return" },
    ]);
  });

  test("readPostgres reads on behind a text that was too deep for the stack", () => {
    const deep = `SELECT ${"1+".repeat(2000)}1`;
    let failed = false;
    function descend(): void {
      try {
        descend();
      } catch (thrown) {
        if (failed || !(thrown instanceof RangeError)) throw thrown;
      }
      if (!failed) failed = readPostgres(deep) === undefined;
    }
    descend();
    assert.ok(failed);
    assert.equal(summarize(describe("DROP TABLE t")), "schema:drop");
    assert.equal(readPostgres(deep)?.length, 1);
  });

  test("describeSql loses no class behind as many kinds as are listed", () => {
    const many = Array.from({ length: 300 }, (_, count) => `SELECT xp_${count}()`).join(";");
    for (const given of [describe, describeFloor])
      assert.match(summarize(given(`${many}; DROP TABLE t`)), / schema:drop$/);
  });

  test("describeSql asks about so much of one event, and no more", () => {
    const sql = `SET "role" = a -- ${"x".repeat(MAX_READ_LENGTH - 64)}`;
    const facts = describeSql(listStrings({ statements: Array.from({ length: 20 }, () => sql) }, ""));
    assert.match(summarize(facts[0] as SqlFact), /access/);
    assert.equal(summarize(facts[19] as SqlFact), "session:set");
  });
});

const STATEMENTS = [
  "SELECT a FROM t",
  "WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x",
  "SELECT a INTO b FROM t",
  "SELECT * FROM t FOR UPDATE",
  "EXPLAIN ANALYZE UPDATE t SET a = 1",
  "EXPLAIN DELETE FROM t",
  "COPY t TO PROGRAM 'x'",
  "DO 'x'",
  "CALL p()",
  "SET a = 1",
  "BEGIN",
  "DROP TABLE t",
  "GRANT a TO b",
  "SELECT nextval('s'), lo_import('/x')",
  "SELECT 1 DELETE",
  "SELECT 1 SHUTDOWN",
  "PREPARE p AS INSERT INTO t VALUES (1)",
  "SELECT 1 /* x */",
];
const PIECES = [
  ..."( ) [ ] ' \" ` ; , . * $$ $a$ -- /* */ /*! # E' U&' U&\" \\ 1 a x'".split(" "),
  ..."SELECT FROM INTO WHERE AS WITH UPDATE DELETE INSERT DROP TABLE SET EXEC COPY EXPLAIN ANALYZE DO CALL GRANT TO".split(
    " ",
  ),
  "\n",
];

suite("hostile SQL for both readers", () => {
  const text = fc.oneof(
    fc.array(fc.constantFrom(...STATEMENTS), { minLength: 1, maxLength: 6 }).map((parts) => parts.join("; ")),
    fc
      .array(fc.oneof(fc.constantFrom(...STATEMENTS), fc.constantFrom(...PIECES)), { maxLength: 10 })
      .map((parts) => parts.join(" ")),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((parts) => `SELECT 1 ${parts.join(" ")}`),
  );

  test("describeSql never says less than the floor", () => {
    fc.assert(
      fc.property(text, (sql) => {
        if (sql.trim() === "") return;
        const floor = describeFloor(sql);
        const both = describe(sql);
        const classes = new Set(both.statements.map((found) => found.class));
        for (const found of floor.statements)
          if (found.class !== "read") assert.ok(classes.has(found.class), `${found.class} of ${sql}`);
        assert.ok(floor.parsed || !both.parsed, sql);
        assert.ok(classes.size > 0 || floor.statements.length === 0, sql);
        assert.equal(both.parsed, !classes.has("unknown"));
      }),
      { numRuns: 2000 },
    );
  });

  test("readPostgres never throws, whatever it is given", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), text), (given) => {
        readPostgres(given);
      }),
      { numRuns: 1000 },
    );
    for (const piece of [
      "(",
      "[",
      "'",
      "NOT ",
      "1+",
      "f(",
      "ARRAY[",
      "CASE WHEN a THEN ",
      "(SELECT ",
      "a.",
      "::int",
      "- ",
      "$a",
      ";",
    ])
      readPostgres(`SELECT ${piece.repeat(Math.floor((MAX_READ_LENGTH - 7) / piece.length))}`);
    assert.equal(summarize(describe("TRUNCATE t")), "write:truncate");
  });
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { listStrings } from "../../../src/facts/arguments/list_strings.ts";
import { describeSql } from "../../../src/facts/sql/describe_sql.ts";

function summarize(sql: string, name = "sql"): string {
  const [fact] = describeSql(listStrings({ [name]: sql }, "/arguments"));
  if (fact === undefined) return "none";
  return `${fact.statements.map((found) => `${found.class}:${found.kind}`).join(" ")}${fact.parsed ? "" : " unparsed"}`.trim();
}

/** What each dialect takes, and what it does. */
const READ: readonly (readonly [string, string])[] = [
  ["SELECT 1", "read:select"],
  ["select a, b from t where a = 'it''s' limit 5, 10;", "read:select"],
  ["SELECT `a` FROM `db`.`t` WHERE x LIKE '%\\_y'", "read:select"],
  ['SELECT "a" FROM "t" -- all of it', "read:select"],
  ["SELECT [order id], [Update Date] FROM [dbo].[t]", "read:select"],
  ["SELECT ARRAY['a', 'b'], arr[1] FROM t", "read:select"],
  ["/* why */ SELECT * FROM t", "read:select"],
  ["(SELECT 1) UNION (SELECT 2)", "read:select"],
  ["WITH x AS (SELECT 1) SELECT * FROM x", "read:select"],
  ["SELECT replace(a, 'x', 'y'), insert('a', 1, 1, 'b'), truncate(1.5, 1) FROM t", "read:select"],
  ['SELECT comment, call, "drop", created, updated_at, deleted FROM posts', "read:select"],
  ["SELECT t.update, t.delete FROM t", "read:select"],
  ["SELECT * FROM t FOR UPDATE", "read:select"],
  ["SELECT * FROM t FOR NO KEY UPDATE SKIP LOCKED", "read:select"],
  ["SELECT my_function(1)", "read:select"],
  ["SELECT EXTRACT(DAY FROM '2020-01-01'), TRIM(' ' FROM ' x ')", "read:select"],
  ["SELECT * FROM a WHERE x IS DISTINCT FROM 'y'", "read:select"],
  ["SELECT CASE WHEN a THEN 1 ELSE 2 END FROM t", "read:select"],
  ["SELECT * FROM t WHERE a = $1 AND b = :b AND c = ? AND d = @d", "read:select"],
  ["SELECT data->>'a' FROM t WHERE data @> '{\"a\": 1}'", "read:select"],
  ["SELECT * FROM t USE INDEX (i)", "read:select"],
  ["SHOW TABLES", "read:variable_show"],
  ["DESCRIBE t", "read:describe"],
  ["VALUES (1), (2)", "read:select"],
  ["EXPLAIN DELETE FROM t", "read:explain"],
  ["EXPLAIN ANALYZE SELECT 1", "read:explain"],
  ["PRAGMA table_info('t')", "read:pragma"],
  ["PRAGMA user_version", "read:pragma"],
  ["COPY t TO STDOUT WITH (DELIMITER ',')", "read:copy"],
  ["SELECT 1; SELECT 2", "read:select read:select"],
  ["SHOW CREATE TABLE t", "read:show"],
  ["SHOW CREATE VIEW v", "read:show"],
  ["SELECT date_add(a, INTERVAL 1 DAY), add_months(a, 1), array_remove(b, 1), array_insert(b, 1, 2)", "read:select"],
  ["SELECT DATEADD(day, 1, a), TIMESTAMP_ADD(a, INTERVAL 1 DAY), hll_add_agg(b), created_at(c) FROM t", "read:select"],
  ['SELECT "km/h", t."a/b" FROM t, u WHERE x = \'/etc/passwd\'', "read:select"],
  ['SELECT EXTRACT(DAY FROM "a/b"), b / c FROM t JOIN u USING ("km/h")', "read:select"],
  ["SELECT '\n.shell\n!x' FROM t\n WHERE a\n  != 1 AND b > .5", "read:select"],
];

const ACTS: readonly (readonly [string, string])[] = [
  ["INSERT INTO t (a) VALUES (1)", "write:insert"],
  ["INSERT INTO t SELECT * FROM u ON CONFLICT DO UPDATE SET a = 1", "write:insert"],
  ["UPDATE t SET a = 1 WHERE b", "write:update"],
  ["DELETE FROM t", "write:delete"],
  ["MERGE INTO t USING u ON a WHEN MATCHED THEN DELETE", "write:merge"],
  ["REPLACE INTO t VALUES (1)", "write:replace"],
  ["TRUNCATE t", "write:truncate"],
  ["COPY t FROM STDIN", "write:copy"],
  ["WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x", "write:delete"],
  ["WITH x AS (SELECT 1) UPDATE t SET a = 1", "write:update"],
  ["EXPLAIN ANALYZE DELETE FROM t", "write:delete"],
  ["EXPLAIN (ANALYZE, BUFFERS) UPDATE t SET a = 1", "write:update"],
  ["SELECT nextval('s')", "write:nextval"],
  ["PREPARE p AS DELETE FROM t", "session:prepare write:delete"],
  ["CREATE TABLE t (a int)", "schema:create"],
  ["CREATE OR REPLACE VIEW v AS SELECT 1", "schema:view"],
  ["ALTER TABLE t DROP COLUMN a", "schema:alter_table"],
  ["DROP TABLE t", "schema:drop"],
  ["SELECT * INTO newtable FROM t", "schema:into"],
  ["SELECT * INTO TEMP x FROM t", "schema:into"],
  ["GRANT ALL ON t TO bob", "access:grant"],
  ["CREATE USER bob IDENTIFIED BY 'x'", "access:create"],
  ["ALTER ROLE bob SUPERUSER", "access:alter_role"],
  ["SET ROLE postgres", "access:variable_set"],
  ["SET PASSWORD FOR bob = 'x'", "access:set"],
  ["BEGIN", "transaction:begin"],
  ["START TRANSACTION READ ONLY", "transaction:start"],
  ["COMMIT; DROP SCHEMA public CASCADE", "transaction:commit schema:drop"],
  ["ROLLBACK TO SAVEPOINT a", "transaction:rollback_to"],
  ["SET search_path = x", "session:variable_set"],
  ["PRAGMA writable_schema = 1", "session:pragma"],
  ["ATTACH DATABASE '/etc/x.db' AS x", "session:attach"],
  ["USE master", "session:use"],
  ["SELECT @a := 1", "session::="],
  ["SELECT set_config('a', 'b', false)", "session:set_config"],
  ["SELECT * INTO OUTFILE '/tmp/x' FROM t", "program:into"],
  ["SELECT 1 UNION SELECT 2 INTO DUMPFILE '/x.php'", "program:into"],
  ["COPY t TO PROGRAM 'sh'", "program:copy"],
  ["COPY (SELECT 1) TO '/tmp/x'", "program:copy"],
  ["LOAD DATA INFILE '/etc/passwd' INTO TABLE t", "program:load schema:into"],
  ["SELECT load_extension('x')", "program:load_extension"],
  ["SELECT pg_read_file('/etc/passwd')", "program:pg_read_file"],
  ["SELECT \"pg_read_file\"('/etc/passwd')", "program:pg_read_file"],
  ["SELECT pg_catalog.pg_ls_dir('/')", "program:pg_ls_dir"],
  ["SELECT lo_import('/etc/passwd')", "program:lo_import"],
  ["SELECT load_file('/etc/passwd')", "program:load_file"],
  ["SELECT dblink_exec('c', 'DROP TABLE x')", "program:dblink_exec"],
  ["SELECT query_to_xml('DELETE FROM t', true, true, '')", "program:query_to_xml"],
  ["SELECT UTL_HTTP.REQUEST('http://x') FROM dual", "program:request"],
  ["EXEC xp_cmdshell 'dir'", "program:exec"],
  ["EXEC('DROP TABLE x')", "program:exec"],
  ["CALL p()", "program:call"],
  ["CREATE EXTENSION plpython3u", "program:create_extension"],
  ["VACUUM INTO '/tmp/x'", "program:vacuum"],
  ["SET GLOBAL general_log_file = '/x.php'", "program:set"],
  ["SELECT * FROM '/etc/passwd'", "program:from"],
  ["SELECT * FROM read_csv('/etc/passwd')", "program:read_csv"],
  ["SELECT * FROM crosstab('DELETE FROM t RETURNING 1')", "program:crosstab"],
  ["SELECT * FROM fileCluster('c', '/x')", "program:filecluster"],
  ["SELECT * FROM sys.dm_os_file_exists('/x')", "program:dm_os_file_exists"],
  ["SELECT drop_chunks('t')", "write:drop_chunks"],
  ["SELECT pgmq.send_batch('q', a)", "write:send_batch"],
  ["SELECT AddGeometryColumn('t', 'g', 1, 'POINT', 2)", "write:addgeometrycolumn"],
  ['SELECT "cron_delete_job"(1)', "write:cron_delete_job"],
  ["SELECT pg_stat_statements_reset()", "write:pg_stat_statements_reset"],
  ["SELECT pg_wal_replay_pause()", "write:pg_wal_replay_pause"],
  ["SELECT pg_switch_wal()", "write:pg_switch_wal"],
  ["CREATE TABLE email_send_log (a int)", "schema:create"],
  ['SELECT * FROM "/etc/passwd"', "program:from"],
  ['SELECT * FROM a, b."s3://x/y.csv"', "program:from"],
  ["SELECT * FROM a JOIN `c:\\\\x`", "program:from unknown:unknown unparsed"],
  ["SELECT * FROM csv.`/etc/passwd`", "program:from unknown:unknown unparsed"],
  ["SELECT * FROM [/etc/passwd]", "program:from unknown:unknown unparsed"],
  ["SELECT * FROM a, '/etc/passwd'", "program:from"],
  ["SELECT * FROM ('/etc/passwd')", "program:from"],
  ["from '/etc/passwd' select *", "program:from"],
  ["SHOW CREATE TABLE t DROP TABLE u", "schema:drop"],
  ["SELECT 1;\n.shell rm x", "read:select unknown:unknown program:client_command unparsed"],
  ["SELECT 1\n\\! rm x", "read:select program:client_command unknown:unknown unparsed"],
  ["SELECT 1;\n  !sh rm x", "read:select unknown:unknown program:client_command unparsed"],
  ["ALTER SYSTEM SET archive_command = 'x'", "program:alter_system"],
];

/** SQL Server needs nothing between statements, other databases nest them. */
const HIDDEN: readonly (readonly [string, string])[] = [
  ["SELECT 1 DROP TABLE x", "schema:drop"],
  ["SELECT 1 DELETE FROM t", "write:delete"],
  ["SELECT 1 DELETE t", "write:delete"],
  ["SELECT 1 UPDATE t SET a = 1", "write:update"],
  ["SELECT 1 EXEC sp_who", "program:exec"],
  ["SELECT 1 EXEC('x')", "program:exec"],
  ["SELECT 1 INSERT t VALUES (1)", "write:insert"],
  ["SELECT 1 TRUNCATE TABLE t", "write:truncate"],
  ["SELECT 1 GRANT ALL TO bob", "access:grant"],
  ["SELECT 1 SHUTDOWN", "program:shutdown"],
  ["SELECT 1 USE master", "session:use"],
  ["SELECT 1\nGO\nDROP TABLE t", "schema:drop"],
  ["SELECT 1 FROM OPENROWSET('x', 'y', 'z')", "program:openrowset"],
];

/** Dialects do not agree where things end, or nobody knows the statement. */
const UNCERTAIN: readonly (readonly [string, string])[] = [
  ["SELECT /*!50000 1 INTO OUTFILE '/x' */", "program:into unknown:unknown"],
  ["SELECT 1 /*M! DROP TABLE x */", "unknown:unknown"],
  ["SELECT 'a\\'; DROP TABLE x; -- '", "read:select schema:drop unknown:unknown"],
  ["SELECT 'a\\\\'", "read:select"],
  ["SELECT '''a'", "read:select unknown:unknown"],
  // A name that is never closed is read to its last character: dialects that end it there find a file.
  ['SELECT 1 FROM "a/', "program:from unknown:unknown"],
  ["SELECT 1 # '\n; DROP TABLE t", "read:select unknown:unknown"],
  ["SELECT 1 --1", "read:select unknown:unknown"],
  ["SELECT 1 -- a\r; DROP TABLE t", "read:select unknown:unknown"],
  ["SELECT 1 /* /* */ DROP TABLE t -- */", "schema:drop unknown:unknown"],
  ["SELECT $$ ; $$", "read:select unknown:unknown"],
  ["SELECT $a$ ' $a$", "unknown"],
  ["SELECT `a'; DROP TABLE t; '`", "unknown"],
  ["SELECT [a'; DROP TABLE t; ']", "unknown"],
  ["SELECT q'[it's]'", "unknown"],
  ["SELECT U&\"pg!005fread\" UESCAPE '!'", "unknown"],
  ["SELECT 0xDROP", "unknown"],
  ["SELECT 1eDROP TABLE t", "unknown"],
  ["SELECT 1 // '\n", "unknown"],
  ["SELECT 'a", "unknown"],
  ["SELECT 1 /* a", "unknown"],
  ["SELECT (1", "unknown"],
  ["SELECT {{ x }}", "unknown"],
  ["SELECT '{{ x }}'", "unknown"],
  ["SELECT\u00a01", "unknown"],
  ["SELECT 1\0", "unknown"],
  ["\\! id", "unknown"],
  [".shell id", "unknown"],
  ["IF 1 = 1 DROP TABLE x", "unknown"],
  ["BEGIN DELETE FROM t; END", "unknown"],
  ["sp_configure 'x'", "unknown"],
];

suite("describeSql", () => {
  for (const [sql, expected] of [...READ, ...ACTS]) {
    test(`describeSql calls ${JSON.stringify(sql)} ${expected}`, () => {
      assert.equal(summarize(sql), expected);
    });
  }
  for (const [sql, expected] of HIDDEN) {
    test(`describeSql sees ${expected} in ${JSON.stringify(sql)}`, () => {
      assert.equal(summarize(sql).replace(/ ?read:select/, ""), expected);
    });
  }
  for (const [sql, expected] of UNCERTAIN) {
    test(`describeSql is not certain of ${JSON.stringify(sql)}`, () => {
      if (expected === "read:select") assert.equal(summarize(sql), expected);
      else assert.match(summarize(sql), /unknown:.* unparsed$/);
    });
  }
});

suite("what is SQL", () => {
  for (const [name, value, is] of [
    ["sql", "anything", true],
    ["rawSql", "x", true],
    ["sqlquery", "x", true],
    ["sql", " ", false],
    ["sql_dialect", "mysql", false],
    ["sql_file", "DROP TABLE x", true],
    ["query", "SELECT 1", true],
    ["query", "-- a\n/* b */ (select a from b)", true],
    ["query", "/*!50000 DROP*/ TABLE x", true],
    ["query", "DELETE/**/FROM/**/t", true],
    ["query", "DELETE#\nFROM t", true],
    ["query", "EXPLAIN ANALYZE DELETE FROM t", true],
    ["query", "GRANT ALL ON t TO bob", true],
    ["query", "EXECUTE IMMEDIATE 'DROP TABLE x'", true],
    ["query", "SET ROLE postgres", true],
    ["query", "LOAD '/tmp/x.so'", true],
    ["query", "CREATE /* a long comment, of course */ TABLE x (a int)", true],
    ["statement", "update t set a = 1", true],
    ["ddl", "drop table t", true],
    ["query", "flights to Rome", false],
    ["query", "show me flights to Rome", false],
    ["query", "Create a plan for my week", false],
    ["query", "drop shipping companies in Ohio", false],
    ["query", "update on the Mars mission", false],
    ["query", "explain how the heart works, please", false],
    ["query", "call of duty release date", false],
    ["query", "with or without you lyrics", false],
    ["query", "query { user { id } }", false],
    ["query", "MATCH (n) RETURN n", false],
    ["message", "DROP TABLE t", false],
    ["stmt", "DROP TABLE t", true],
    ["query", "\u200b\u3164drop table t", true],
    ["query", "/* a */\u200bdrop table t", true],
    ["query", "{call x()}", true],
    ["query", "{ ? = call x()}", true],
    ["query", ".shell rm x", true],
    ["query", "\\! rm x", true],
    ["query", ".net framework", false],
    ["query", "\\bword\\b", false],
    ["query", "!important in css", false],
    ["SELECT 1", "x", false],
  ] as const) {
    test(`describeSql ${is ? "reads" : "leaves"} ${name}: ${JSON.stringify(value)}`, () => {
      assert.equal(summarize(value, name) !== "none", is);
    });
  }

  test("describeSql reads what stands inside a member that is named for it", () => {
    const summary = (value: object) =>
      describeSql(listStrings(value, "")).map(({ parsed, statements }) => `${statements[0]?.class} ${parsed}`);
    assert.deepEqual(summary({ query: { text: "drop table t" } }), ["schema true"]);
    assert.deepEqual(summary({ sql: { any: ["delete from t where a"] } }), ["write true"]);
    assert.deepEqual(summary({ query: { match: { title: "commit", status: "call me" } } }), []);
    assert.deepEqual(summary({ body: { text: "drop table t" } }), []);
  });

  test("describeSql calls what a client or a driver runs a program, and is not certain", () => {
    for (const text of ["{call x()}", ".shell rm x", "\\! rm x", "\u200b.shell rm x"]) {
      const [fact] = describeSql(listStrings({ query: text }, ""));
      assert.equal(fact?.parsed, false, text);
      assert.ok(
        fact?.statements.some((found) => found.class === "program"),
        text,
      );
    }
    const [hidden] = describeSql(listStrings({ query: "\u3164drop table t" }, ""));
    assert.deepEqual([hidden?.parsed, hidden?.statements[0]?.class], [false, "schema"]);
  });

  test("describeSql reads each text of a list, and points at it", () => {
    const facts = describeSql(listStrings({ options: { statements: ["SELECT 1", "DROP TABLE t"] } }, "/arguments"));
    assert.deepEqual(facts, [
      { pointer: "/arguments/options/statements/0", parsed: true, statements: [{ class: "read", kind: "select" }] },
      { pointer: "/arguments/options/statements/1", parsed: true, statements: [{ class: "schema", kind: "drop" }] },
    ]);
  });
});

suite("hostile SQL", () => {
  test("describeSql never throws on a short text, and says unknown where it has not read it", () => {
    const piece = fc.constantFrom(
      ..."' \" ` [ ] ( ) ; -- /* */ # \\ $$ $a$ \n \r // /*! SELECT DROP FROM INTO a 1 0x {{ E'".split(" "),
      "\n",
      " ",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 }))), (pieces) => {
        const [fact] = describeSql(listStrings({ sql: `x${pieces.join(" ")}` }, ""));
        assert.equal(fact?.parsed, !fact?.statements.some((found) => found.class === "unknown"));
      }),
    );
  });

  test("describeSql never loses a statement that stands behind certain text", () => {
    const safe = fc.constantFrom(
      "SELECT 1",
      "SELECT 'it''s'",
      'SELECT "a"',
      "/* x */ SELECT 1",
      "SELECT `a`",
      "SELECT [a b]",
    );
    fc.assert(
      fc.property(fc.array(safe, { minLength: 1 }), (parts) => {
        assert.match(summarize([...parts, "DROP TABLE t"].join("; ")), /schema:drop$/);
      }),
    );
  });

  test("describeSql bounds what it is given and what it gives", () => {
    assert.throws(() => summarize("x".repeat(1024 * 1024 + 1)), RangeError);
    const many = describeSql(listStrings({ sql: `${"SELECT 1;".repeat(10_000)}DROP TABLE t` }, ""));
    assert.equal(many[0]?.statements.length, 65);
    for (const text of [
      "[",
      "`",
      "'",
      '"',
      "/*",
      "--",
      "(",
      "\\",
      "['[",
      "/*!",
      "$",
      "$a",
      "1e",
      "{{",
      "[1,",
      "DROP ",
      "\n.",
      "\n!",
      ";\n ",
      "from,[",
      "from `,",
      "from a.",
      "a_",
      "\u200b",
    ])
      describeSql(listStrings({ sql: text.repeat(100_000), query: `select${text.repeat(100_000)}` }, ""));
  });
});

// Turns PostgreSQL's syntax tree of one statement into the classes of everything it does, wherever it stands inside.
import { FILE_NAME, type SqlStatement } from "./classify_statement.ts";
import { classifyFunction, type SqlClass } from "./functions.ts";
import type { PostgresNode } from "./postgres.ts";
import { classifyNode, nameNode, runsWhatItExplains } from "./postgres_classes.ts";

function isObject(value: unknown): value is PostgresNode {
  return typeof value === "object" && value !== null;
}

/** The members of `{ funcname: [{ String: { sval: "pg_catalog" } }, ...] }`, in upper case. */
function readName(body: PostgresNode): (string | undefined)[] {
  const parts = (body.funcname ?? []) as readonly { readonly String?: { readonly sval?: string } }[];
  return parts.map((part) => part.String?.sval?.toUpperCase());
}

/** `FROM "/etc/passwd"`: the relation is a file to other databases. */
function namesFile(name: unknown): boolean {
  return typeof name === "string" && FILE_NAME.test(name);
}

interface Found {
  readonly class: SqlClass;
  readonly kind: string;
}

function classify(name: string, body: PostgresNode, runs: boolean): Found | undefined {
  if (name === "FuncCall") {
    const [called = "", owner] = readName(body).reverse();
    const found = classifyFunction(called, owner);
    return found === undefined ? undefined : { class: found, kind: called.toLowerCase() };
  }
  if ([body.relname, body.schemaname, body.catalogname].some(namesFile)) return { class: "program", kind: "from" };
  // `SELECT ... INTO t` makes a table; the tree says so in a member of the query.
  if (name === "intoClause") return { class: "schema", kind: "into" };
  const found = runs ? classifyNode(name, body) : undefined;
  return found === undefined ? undefined : { class: found, kind: nameNode(name, body) };
}

/** Everything that one statement does: mostly one class, and more where statements stand inside it. */
export function classifyTree(statement: PostgresNode): SqlStatement[] {
  const found = new Map<SqlClass, string>();
  // Attacker-controlled: as deep as the text, so no call inside a call.
  const open: { value: PostgresNode; runs: boolean }[] = [{ value: statement, runs: true }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { value, runs } = place;
    const inside: typeof open = [];
    for (const [name, body] of Object.entries(value)) {
      if (!isObject(body)) continue;
      const own = Array.isArray(value) ? undefined : classify(name, body, runs);
      if (own !== undefined && !found.has(own.class)) found.set(own.class, own.kind.slice(0, 64));
      // EXPLAIN runs what it explains only with ANALYZE, but may call functions to plan it.
      inside.push({ value: body, runs: runs && (name !== "ExplainStmt" || runsWhatItExplains(body)) });
    }
    open.push(...inside.reverse());
  }
  if (found.size > 1) found.delete("read");
  return [...found].map(([name, kind]) => ({ class: name, kind }));
}

// Tells by the node of PostgreSQL's syntax tree what class of statement it is; a statement not named here is unknown.
import type { SqlClass } from "./functions.ts";
import type { PostgresNode } from "./postgres.ts";

/** Names as in PostgreSQL's nodes/parsenodes.h, without `Stmt`. */
const CLASSES: Readonly<Record<Exclude<SqlClass, "unknown">, string>> = {
  read: "Select VariableShow Explain Fetch Return",
  write: "Insert Update Delete Merge Truncate",
  schema:
    "AlterCollation AlterDatabaseRefreshColl AlterDatabaseSet AlterDatabase AlterDomain AlterEnum AlterFunction AlterObjectDepends " +
    "AlterObjectSchema AlterOpFamily AlterOperator AlterPublication AlterSeq AlterStats AlterTSConfiguration AlterTSDictionary " +
    "AlterTableMoveAll AlterTableSpaceOptions AlterTable AlterType Cluster Comment CompositeType CreateCast CreateConversion " +
    "CreateDomain CreateEnum CreateFunction CreateOpClass CreateOpFamily CreatePublication CreateRange CreateSchema CreateSeq " +
    "CreateStats Create CreateTableAs CreateTransform CreateTrig Createdb Define Drop DropTableSpace Dropdb Index RefreshMatView " +
    "Reindex Rename ReplicaIdentity Rule Vacuum View",
  access:
    "AlterDefaultPrivileges AlterOwner AlterPolicy AlterRoleSet AlterRole AlterUserMapping CreatePolicy CreateRole " +
    "CreateUserMapping DropOwned DropRole DropUserMapping GrantRole Grant ReassignOwned SecLabel",
  transaction: "Transaction ConstraintsSet Lock",
  session: "CheckPoint ClosePortal Deallocate DeclareCursor Discard Listen Notify Prepare Unlisten VariableSet",
  program:
    "AlterEventTrig AlterExtensionContents AlterExtension AlterFdw AlterForeignServer AlterSubscription AlterSystem Call Copy CreateAm " +
    "CreateEventTrig CreateExtension CreateFdw CreateForeignServer CreateForeignTable CreatePLang CreateSubscription " +
    "CreateTableSpace Do DropSubscription Execute ImportForeignSchema Load",
};

const BY_NODE: ReadonlyMap<string, SqlClass> = new Map(
  Object.entries(CLASSES).flatMap(([name, nodes]) => nodes.split(" ").map((node) => [`${node}Stmt`, name as SqlClass])),
);

/** Who owns a table decides who reads it, and so does row security. */
const ACCESS_CHANGES = /^AT_(?:ChangeOwner|(?:Enable|Disable|Force|NoForce)RowSecurity)$/;
/** In which a function can do no more than a statement; all others run code outside the database. */
const DATABASE_LANGUAGES = new Set(["sql", "plpgsql"]);

interface DefElem {
  readonly defname?: string;
  readonly arg?: {
    readonly String?: { readonly sval?: string };
    readonly List?: { readonly items?: readonly unknown[] };
  };
}

function listOptions(body: PostgresNode): DefElem[] {
  const options = (body.options ?? []) as readonly { readonly DefElem?: DefElem }[];
  return options.flatMap(({ DefElem: option }) => (option === undefined ? [] : [option]));
}

export function runsWhatItExplains(body: PostgresNode): boolean {
  return listOptions(body).some(({ defname }) => defname === "analyze");
}

/** `LANGUAGE c`, or `AS 'library', 'symbol'`. */
function isForeignCode(body: PostgresNode): boolean {
  return listOptions(body).some(({ defname, arg }) => {
    if (defname === "language") return !DATABASE_LANGUAGES.has((arg?.String?.sval ?? "").toLowerCase());
    return defname === "as" && (arg?.List?.items?.length ?? 0) > 1;
  });
}

function classifySetting(body: PostgresNode): SqlClass {
  const name = String(body.name ?? "").toLowerCase();
  if (name === "role" || name === "session_authorization") return "access";
  return name.startsWith("transaction") || name === "session characteristics" ? "transaction" : "session";
}

function classifyCopy(body: PostgresNode): SqlClass {
  if (body.is_program === true || body.filename !== undefined) return "program";
  return body.is_from === true ? "write" : "read";
}

/** @returns undefined for a node that is no statement and does nothing */
export function classifyNode(node: string, body: PostgresNode): SqlClass | undefined {
  switch (node) {
    case "CopyStmt":
      return classifyCopy(body);
    case "VariableSetStmt":
      return classifySetting(body);
    case "CreateFunctionStmt":
      return isForeignCode(body) ? "program" : "schema";
    case "AlterTableCmd":
      return ACCESS_CHANGES.test(String(body.subtype)) ? "access" : undefined;
    default:
      // Members of nodes begin with a small letter: `selectStmt` holds `{ SelectStmt: ... }`.
      return /^[A-Z]\w*Stmt$/.test(node) ? (BY_NODE.get(node) ?? "unknown") : undefined;
  }
}

/** `select`, `create_role`: the node's name; where one node is for several statements, the one that it says. */
export function nameNode(node: string, body: PostgresNode): string {
  if (/^Grant(?:Role)?Stmt$/.test(node) && body.is_grant !== true)
    return node === "GrantStmt" ? "revoke" : "revoke_role";
  const kind = String(body.kind);
  if (node === "TransactionStmt") return kind.replace("TRANS_STMT_", "").toLowerCase();
  if (node === "VariableSetStmt" && kind.startsWith("VAR_RESET")) return "variable_reset";
  if (node === "AlterTableCmd") return nameNode(String(body.subtype).replace("AT_", ""), {});
  return node
    .replace(/Stmt$/, "")
    .replace(/(?<=[a-z])(?=[A-Z])/g, "_")
    .toLowerCase();
}

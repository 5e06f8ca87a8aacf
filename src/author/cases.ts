// Reads case tables: events and the whole decisions expected of them.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import type { Case, CaseTable } from "../generated/case.ts";
import { validate } from "../generated/validate_case.js";
import { AuthorError } from "./errors.ts";

export interface PolicyCase {
  /** `<clause>/<id>` */
  readonly id: string;
  readonly file: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly lock: Readonly<Record<string, unknown>> | undefined;
  readonly event: Readonly<Record<string, unknown>>;
  /** Whether the event must fit its schema; false shows what the policy does without that protection. */
  readonly checked: boolean;
  readonly expected: Pick<Case, "effect" | "reasons" | "obligations">;
}

type Members = Readonly<Record<string, unknown>>;

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Objects are merged member by member; everything else, arrays too, is replaced. */
function merge(base: Members, over: Members): Members {
  const merged = Object.entries(over).map(([name, value]) => {
    const below = Object.hasOwn(base, name) ? base[name] : undefined;
    return [name, isMembers(below) && isMembers(value) ? merge(below, value) : value] as const;
  });
  return { ...base, ...Object.fromEntries(merged) };
}

async function listTables(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const tables = entries.filter((entry) => entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name));
    return tables.map((entry) => join(entry.parentPath, entry.name)).sort();
  } catch (cause) {
    throw new AuthorError("ERR_AUTHOR_CASES", `cannot read the case folder \`${folder}\``, [], { cause });
  }
}

async function readTable(file: string): Promise<CaseTable> {
  let table: unknown;
  try {
    table = parse(await readFile(file, "utf8"));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : "";
    throw new AuthorError("ERR_AUTHOR_CASES", `${file}: not readable as YAML: ${reason}`, [], { cause });
  }
  if (validate(table)) return table as CaseTable;
  const [error] = validate.errors ?? [];
  const detail = error?.params.additionalProperty ?? error?.params.missingProperty ?? "";
  const place = `${error?.instancePath ?? ""}`;
  throw new AuthorError(
    "ERR_AUTHOR_CASES",
    `${file}: ${place} ${error?.message ?? "is no case table"} ${detail}`.trim(),
  );
}

/**
 * Reads every case table below a folder.
 *
 * @throws {AuthorError} when a table is not as schemas/case.json has it, or an id occurs twice
 */
export async function readCases(folder: string): Promise<PolicyCase[]> {
  const cases: PolicyCase[] = [];
  const seen = new Set<string>();
  for (const file of await listTables(folder)) {
    const table = await readTable(file);
    for (const row of table.cases) {
      const id = `${table.clause}/${row.id}`;
      if (seen.has(id)) throw new AuthorError("ERR_AUTHOR_CASES", `${file}: case \`${id}\` occurs twice`);
      seen.add(id);
      cases.push({
        id,
        file,
        settings: row.settings ?? table.settings ?? { profile: "personal" },
        lock: row.lock ?? table.lock,
        event: merge(table.event ?? {}, row.event),
        checked: row.unchecked !== true,
        expected: row,
      });
    }
  }
  return cases;
}

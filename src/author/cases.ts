// Reads case tables: events and the whole decisions expected of them.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { DocumentError } from "../documents/errors.ts";
import { type Kind, type LoadedDocument, loadDocument } from "../documents/load_document.ts";
import type { Case, CaseTable } from "../generated/case.ts";
import { assertSettings } from "../settings/assert_settings.ts";
import { checkEvent } from "../validate/read_event.ts";
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

async function readKind(): Promise<Kind> {
  const schema = JSON.parse(await readFile(new URL("../../schemas/case.json", import.meta.url), "utf8"));
  return { name: "the case table", published: "schemas/case.json", schema };
}

async function readTable(file: string, kind: Kind): Promise<LoadedDocument> {
  try {
    return await loadDocument(file, kind);
  } catch (cause) {
    if (!(cause instanceof DocumentError)) throw cause;
    throw new AuthorError("ERR_AUTHOR_CASES", cause.message, [], { cause });
  }
}

/** What is wrong with the merged event or the settings of a row, and in which member of the row; undefined when nothing. */
function findMisfit({ checked, event, settings }: PolicyCase): readonly [string[], string] | undefined {
  if (!checked) return undefined;
  const refused = checkEvent(event);
  if (refused !== undefined) {
    const { problem, field = "", expected = "" } = refused.args ?? {};
    const wanted = expected === "" ? "" : `, expected ${expected}`;
    const pointer = (refused.pointer ?? "").split("/").slice(1);
    return [["event", ...pointer], `the event does not fit schemas/event.json: ${problem} ${field}`.trim() + wanted];
  }
  try {
    assertSettings(settings);
    return undefined;
  } catch (error) {
    return [["settings"], error instanceof Error ? error.message : String(error)];
  }
}

function refuseMisfit(file: string, table: LoadedDocument, index: number, test: PolicyCase): void {
  const misfit = findMisfit(test);
  if (misfit === undefined) return;
  const [member, message] = misfit;
  const path = ["cases", String(index), ...member];
  const { line, column } = table.placeOf(["cases", index, ...member]);
  const advice = "write `unchecked: true` if that is the point of the case";
  throw new AuthorError("ERR_AUTHOR_CASES", `${file}:${line}:${column}: ${path.join(".")}: ${message}; ${advice}`);
}

/**
 * Reads every case table below a folder.
 *
 * @throws {AuthorError} when a table is not as schemas/case.json has it, or an id occurs twice
 */
export async function readCases(folder: string): Promise<PolicyCase[]> {
  const cases: PolicyCase[] = [];
  const seen = new Set<string>();
  const kind = await readKind();
  for (const file of await listTables(folder)) {
    const document = await readTable(file, kind);
    const table = document.value as CaseTable;
    for (const [index, row] of table.cases.entries()) {
      const id = `${table.clause}/${row.id}`;
      if (seen.has(id)) throw new AuthorError("ERR_AUTHOR_CASES", `${file}: case \`${id}\` occurs twice`);
      seen.add(id);
      const test: PolicyCase = {
        id,
        file,
        settings: row.settings ?? table.settings ?? { profile: "personal" },
        lock: row.lock ?? table.lock,
        event: merge(table.event ?? {}, row.event),
        checked: row.unchecked !== true,
        expected: row,
      };
      refuseMisfit(file, document, index, test);
      cases.push(test);
    }
  }
  return cases;
}

// Reads and writes the file in which a project keeps the findings it knows of.
import { readFile } from "node:fs/promises";
import { listGone, markKnown, toBaseline } from "../check/baseline.ts";
import type { CheckResult } from "../check/check_files.ts";
import type { Kind } from "../documents/load_document.ts";
import type { Baseline } from "../generated/baseline.ts";
import type { CheckContext } from "../report/formats.ts";
import { renderJson } from "../report/json_text.ts";
import { exists } from "./exists.ts";
import { UsageError } from "./exit_code.ts";
import { writeWhole } from "./write_file.ts";

export interface BaselineOptions {
  readonly baseline?: string;
  readonly writeBaseline?: string;
}

interface Compared extends Pick<CheckContext, "baseline"> {
  readonly result: CheckResult;
}

/** Loaded when there is something to parse, as settings are. */
async function loadBaseline(path: string): Promise<Baseline> {
  const { loadDocument } = await import("../documents/load_document.ts");
  const schema = JSON.parse(await readFile(new URL("../../schemas/baseline.json", import.meta.url), "utf8"));
  const kind: Kind = { name: "the baseline", published: "schemas/baseline.json", schema };
  return (await loadDocument(path, kind)).value as Baseline;
}

/** `--write-baseline .mcp.json` is easily typed, and must not cost anybody a configuration. */
async function refuseOther(path: string): Promise<void> {
  try {
    await loadBaseline(path);
  } catch (cause) {
    const { DocumentError } = await import("../documents/errors.ts");
    if (!(cause instanceof DocumentError)) throw cause;
    if (cause.code === "ERR_DOCUMENT_UNREADABLE" && !(await exists(path))) return;
    throw new UsageError(
      `${path}: expected a baseline or nothing, found another file; remove it or name another place`,
    );
  }
}

async function writeBaseline(path: string, baseline: Baseline): Promise<void> {
  await refuseOther(path);
  const { MAX_BYTES } = await import("../documents/load_document.ts");
  const text = renderJson(baseline);
  if (Buffer.byteLength(text) > MAX_BYTES) {
    const { length } = baseline.findings;
    throw new UsageError(`${path}: ${length} findings are more than a baseline holds; check fewer files at once`);
  }
  await writeWhole(path, text, "the baseline");
}

/** What says which findings are known: read before anything is checked, so that a broken baseline is said first. */
export async function readBaseline({ baseline }: BaselineOptions): Promise<Baseline | undefined> {
  return baseline === undefined ? undefined : await loadBaseline(baseline);
}

/**
 * Tells what is known from what is new. A baseline that is written is in force at once.
 *
 * @param read what `readBaseline` gave
 * @param whole whether all of the project was checked
 */
export async function applyBaseline(
  result: CheckResult,
  options: BaselineOptions,
  read: Baseline | undefined,
  whole: boolean,
): Promise<Compared> {
  const file = options.writeBaseline ?? options.baseline;
  if (file === undefined) return { result };
  const baseline = read ?? toBaseline(result.findings);
  if (read === undefined) await writeBaseline(file, baseline);
  const findings = markKnown(result.findings, baseline);
  return { result: { ...result, findings }, baseline: { file, gone: listGone(result, baseline, whole) } };
}

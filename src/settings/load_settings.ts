// Turns an operator's mcp-trust.yaml into Settings, or into errors with lines and columns.
import { readFile } from "node:fs/promises";
import { DocumentError } from "../documents/errors.ts";
import { type Kind, type LoadedDocument, loadDocument, refuseDocument } from "../documents/load_document.ts";
import type { Settings } from "../generated/settings.ts";
import { findContradictions } from "./contradictions.ts";
import { SettingsError } from "./errors.ts";

async function readKind(): Promise<Kind> {
  const schema = JSON.parse(await readFile(new URL("../../schemas/settings.json", import.meta.url), "utf8"));
  return { name: "the settings file", published: "schemas/settings.json", schema };
}

function refuseContradictions(path: string, { value, placeOf }: LoadedDocument): void {
  const found = findContradictions(value as Settings);
  if (found.length === 0) return;
  const problems = found.map((one) => ({ ...placeOf(one.path), path: one.path.join("."), message: one.message }));
  problems.sort((one, other) => one.line - other.line || one.column - other.column);
  throw refuseDocument(path, "the settings contradict themselves", problems);
}

/**
 * Loads settings.
 *
 * @throws {SettingsError} naming every place that is not as schemas/settings.json has it, or that contradicts another
 */
export async function loadSettings(path: string): Promise<Settings> {
  try {
    const loaded = await loadDocument(path, await readKind());
    refuseContradictions(path, loaded);
    return loaded.value as Settings;
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    const code = error.code === "ERR_DOCUMENT_INVALID" ? "ERR_SETTINGS_INVALID" : "ERR_SETTINGS_UNREADABLE";
    throw new SettingsError(code, error.message, error.problems, { cause: error });
  }
}

// Turns a folder of Rego and data files into the sources of a bundle.
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import type { RegoModule } from "../compile/types.ts";
import { AuthorError } from "./errors.ts";

export interface PolicySources {
  /** Policies, without tests. */
  readonly modules: readonly RegoModule[];
  readonly tests: readonly RegoModule[];
  /** The contents of data.json and data.yaml files, each under the path of its folder. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** The policies this package ships, as source. */
export const standardFolder = fileURLToPath(new URL("../../policies", import.meta.url));

async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return files.map((file) => relative(folder, file).split(sep).join("/")).sort();
  } catch (cause) {
    throw new AuthorError("ERR_AUTHOR_FOLDER", `cannot read the policy folder \`${folder}\``, [], { cause });
  }
}

function parseData(text: string, file: string): unknown {
  try {
    return file.endsWith(".json") ? JSON.parse(text) : parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : "";
    throw new AuthorError("ERR_AUTHOR_DATA", `\`${file}\` is not readable: ${reason}`, [], { cause });
  }
}

/** Puts a document at a path of the data tree, as OPA does with data files in bundles. */
function place(tree: Record<string, unknown>, path: readonly string[], document: unknown): Record<string, unknown> {
  const [first, ...rest] = path;
  if (first === undefined) return { ...tree, ...(document as Record<string, unknown>) };
  const child = Object.hasOwn(tree, first) ? (tree[first] as Record<string, unknown>) : {};
  return { ...tree, [first]: place(child, rest, document) };
}

/**
 * Reads a policy folder: `*.rego`, and `data.json` or `data.yaml` in any folder.
 *
 * @throws {AuthorError} when the folder or a data file cannot be read
 */
export async function readPolicies(folder: string): Promise<PolicySources> {
  const files = await listFiles(folder);
  const rego: RegoModule[] = [];
  let data: Record<string, unknown> = {};
  for (const file of files) {
    const isData = /(?:^|\/)data\.(?:json|ya?ml)$/.test(file);
    if (!isData && !file.endsWith(".rego")) continue;
    const text = await readFile(join(folder, file), "utf8");
    if (isData) data = place(data, file.split("/").slice(0, -1), parseData(text, join(folder, file)));
    else rego.push({ path: file, text });
  }
  return {
    modules: rego.filter(({ path }) => !path.endsWith("_test.rego")),
    tests: rego.filter(({ path }) => path.endsWith("_test.rego")),
    data,
  };
}

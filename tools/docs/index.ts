// Writes docs/, or checks that it is as the policies and their cases have it. `--write` writes.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../root.ts";
import { renderPages } from "./pages.ts";

const folder = join(root, "docs");

async function listPages(): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

async function write(pages: ReadonlyMap<string, string>): Promise<void> {
  const stale = (await listPages()).filter((path) => !pages.has(path));
  await Promise.all(stale.map((path) => rm(join(folder, path))));
  for (const [path, text] of pages) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

async function findStale(pages: ReadonlyMap<string, string>): Promise<string[]> {
  const present = await listPages();
  const surplus = present.filter((path) => !pages.has(path));
  const changed = await Promise.all(
    [...pages].map(async ([path, text]) =>
      present.includes(path) && (await readFile(join(folder, path), "utf8")) === text ? [] : [path],
    ),
  );
  return [...surplus, ...changed.flat()].sort();
}

/** @throws when a page is not as it would be written now */
export async function checkDocs(): Promise<void> {
  const stale = await findStale(await renderPages());
  if (stale.length === 0) return;
  throw new Error(stale.map((path) => `docs/${path} is stale; run \`npm run docs\``).join("\n"));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  if (process.argv.includes("--write")) await write(await renderPages());
  else await checkDocs();
}

// Formats the standard policies, or checks that they are formatted, typed and described. `--write` formats.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkSources, readBundleSources } from "../src/author/build_bundle.ts";
import { createCompiler } from "../src/compile/compiler.ts";
import type { CompileIssue, Compiler } from "../src/compile/types.ts";
import { root } from "./root.ts";
import { indexPath, writeIndex } from "./rule_index.ts";

const folder = join(root, "policies");

function refuse(issues: readonly CompileIssue[]): Error {
  const lines = issues.map(({ file, line, column, message }) => `policies/${file}:${line}:${column}: ${message}`);
  return new Error(lines.join("\n"));
}

/** Generated, so its test is the rules' own: it lists them all, and is formatted like the rest. */
async function indexRules(compiler: Compiler, write: boolean): Promise<CompileIssue[]> {
  const { modules } = await readBundleSources();
  const [formatted] = await compiler.format({ modules: [await writeIndex(modules)] });
  const current = modules.find(({ path }) => path === indexPath);
  if (formatted === undefined || current?.text === formatted.text) return [];
  if (write) await writeFile(join(folder, indexPath), formatted.text);
  const message = "does not list the rules as they are; run `npm run format`";
  return write ? [] : [{ code: "index", message, file: indexPath, line: 1, column: 1 }];
}

async function formatRego(compiler: Compiler, write: boolean): Promise<CompileIssue[]> {
  const { modules, tests } = await readBundleSources();
  const formatted = (await compiler.format({ modules: [...modules, ...tests] })).filter(({ changed }) => changed);
  if (!write) {
    const message = "is not formatted; run `npm run format`";
    return formatted.map(({ path }) => ({ code: "format", message, file: path, line: 1, column: 1 }));
  }
  await Promise.all(formatted.map(({ path, text }) => writeFile(join(folder, path), text)));
  return [];
}

export async function checkRego(write = false): Promise<void> {
  const compiler = await createCompiler();
  try {
    const issues = [
      ...(await formatRego(compiler, write)),
      ...(await indexRules(compiler, write)),
      ...(await checkSources(compiler, await readBundleSources())),
    ];
    if (issues.length > 0) throw refuse(issues);
  } finally {
    await compiler.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await checkRego(process.argv.includes("--write")).catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}

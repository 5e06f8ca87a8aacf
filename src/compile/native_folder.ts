// Turns a request into the temporary folder of files that an `opa` executable reads, and removes it afterwards.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CompileError } from "./errors.ts";
import { jsonText, schemaTexts } from "./schemas.ts";
import type { BuildRequest, CapableRequest, CheckRequest, CompileRequest } from "./types.ts";

export interface RequestFolder {
  /** Where modules and data lie; the working directory of `opa`, so that its messages name our paths. */
  readonly sources: string;
  readonly capabilities: string;
  /** The schema file or folder for `--schema`, if any. */
  readonly schemas?: string;
  readonly output: string;
}

type AnyRequest = CompileRequest & Partial<CapableRequest & CheckRequest & BuildRequest>;

export async function withFolder<T>(request: AnyRequest, use: (folder: RequestFolder) => Promise<T>): Promise<T> {
  const top = await mkdtemp(join(tmpdir(), "mcp-trust-opa-"));
  try {
    return await use(await writeFolder(top, request));
  } finally {
    await rm(top, { recursive: true, force: true });
  }
}

async function writeFolder(top: string, request: AnyRequest): Promise<RequestFolder> {
  const sources = join(top, "sources");
  await mkdir(sources);
  for (const { path, text } of request.modules) {
    // Attacker-controlled: a module path from a package must not reach outside the folder.
    if (!isModulePath(path)) {
      const message = `module path \`${path}\`: expected a relative path that ends in .rego`;
      throw new CompileError("ERR_COMPILE_REQUEST", message);
    }
    await mkdir(dirname(join(sources, path)), { recursive: true });
    await writeFile(join(sources, path), text);
  }
  if (request.data !== undefined) await writeFile(join(sources, "data.json"), jsonText(request.data));
  if (request.revision !== undefined) await writeManifest(sources, request, request.revision);
  const capabilities = join(top, "capabilities.json");
  if (request.capabilities !== undefined) await writeFile(capabilities, jsonText(request.capabilities));
  const schemas = await writeSchemas(top, request);
  return { sources, capabilities, output: join(top, "bundle.tar.gz"), ...(schemas === undefined ? {} : { schemas }) };
}

async function writeManifest(sources: string, { roots, metadata }: AnyRequest, revision: string): Promise<void> {
  const manifest = {
    revision,
    rego_version: 1,
    ...(roots && roots.length > 0 ? { roots } : {}),
    ...(metadata === undefined ? {} : { metadata: JSON.parse(jsonText(metadata)) as unknown }),
  };
  await writeFile(join(sources, ".manifest"), JSON.stringify(manifest));
}

/** `opa` takes one file, which types `input`, or one folder, whose files annotations may name; never both. */
async function writeSchemas(top: string, request: AnyRequest): Promise<string | undefined> {
  const texts = Object.entries(schemaTexts(request));
  if (texts.length === 0) return undefined;
  const folder = join(top, "schemas");
  await mkdir(folder);
  for (const [name, text] of texts) {
    if (!/^[\w-]+$/.test(name))
      throw new CompileError("ERR_COMPILE_REQUEST", `schema name \`${name}\`: expected a word`);
    await writeFile(join(folder, `${name}.json`), text);
  }
  if (request.inputSchema === undefined) return folder;
  if (texts.some(([name]) => name === request.inputSchema)) return join(folder, `${request.inputSchema}.json`);
  const message = `input schema \`${request.inputSchema}\`: not among the schemas given`;
  throw new CompileError("ERR_COMPILE_REQUEST", message);
}

function isModulePath(path: string): boolean {
  const segments = path.split("/");
  return (
    path.endsWith(".rego") &&
    segments.every((part) => part !== "" && part !== "." && part !== ".." && !/[\\:]/.test(part))
  );
}

// Turns policy sources into a checked bundle.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { ENTRYPOINT } from "../bundle/load_bundle.ts";
import { canonicalJson } from "../canonical_json.ts";
import type { CompileIssue, Compiler, RegoModule } from "../compile/types.ts";
import { buildCatalogue, checkCodes } from "./catalogue.ts";
import { AuthorError } from "./errors.ts";
import { type PolicySources, readPolicies, standardFolder } from "./read_policies.ts";

/** What the bundle owns of the data document. Settings and lock are the operator's and come beside it. */
const ROOTS = ["mcp", "tables", "catalogue", "custom"];

export interface BundleSources extends PolicySources {
  /** Paths of the policies and tests an author added; all others are the standard ones. */
  readonly added: readonly string[];
  readonly capabilities: string;
  /** By the name that `schemas` annotations use; `event` types `input`. */
  readonly schemas: Readonly<Record<string, string>>;
}

async function readSchema(name: string): Promise<string> {
  return await readFile(new URL(`../../schemas/${name}.json`, import.meta.url), "utf8");
}

function checkData(custom: PolicySources): CompileIssue[] {
  const foreign = Object.keys(custom.data).filter((root) => root !== "custom");
  return foreign.map((root) => ({
    code: "data_error",
    message: `data of added policies must be under \`custom\`, found \`${root}\``,
    file: root,
    line: 1,
    column: 1,
  }));
}

/**
 * Added policies tighten; they must not get into the packages of the standard ones. Attacker-controlled: the text is read
 * as the compiler writes it, in which the package clause is the first line that is no comment.
 */
async function checkPackages(compiler: Compiler, sources: BundleSources): Promise<CompileIssue[]> {
  const added = new Set(sources.added);
  const modules = [...sources.modules, ...sources.tests].filter(({ path }) => added.has(path));
  const formatted = await compiler.format({ modules });
  return formatted.flatMap(({ path, text, issues }) => {
    if (issues.length > 0) return issues;
    const clause = text.split("\n").find((line) => line !== "" && !line.startsWith("#")) ?? "";
    if (/^package custom\.[a-z_]\w*$/i.test(clause)) return [];
    const message = "added policies must be in a package `custom.<name>`, no deeper; they tighten, never replace";
    return [{ code: "package_error", message, file: path, line: 1, column: 1 }];
  });
}

/** Under the name of their folder, so that no path is that of a standard policy and errors lead to the file. */
async function readCustom(folder: string): Promise<PolicySources> {
  const { modules, tests, data } = await readPolicies(folder);
  const name = basename(resolve(folder));
  const place = (module: RegoModule) => ({ ...module, path: `${name}/${module.path}` });
  return { modules: modules.map(place), tests: tests.map(place), data };
}

/**
 * Reads the standard policies and, with `folder`, those an author adds to them.
 *
 * @throws {AuthorError} when a folder cannot be read, or added policies reach into the standard ones
 */
export async function readBundleSources(folder?: string): Promise<BundleSources> {
  const standard = await readPolicies(standardFolder);
  const custom = folder === undefined ? { modules: [], tests: [], data: {} } : await readCustom(folder);
  const issues = checkData(custom);
  if (issues.length > 0) throw new AuthorError("ERR_AUTHOR_POLICY", "added policies are out of place", issues);
  return {
    added: [...custom.modules, ...custom.tests].map(({ path }) => path),
    modules: [...standard.modules, ...custom.modules],
    // The standard policies' own tests ran when they were released.
    tests: folder === undefined ? standard.tests : custom.tests,
    data: { ...standard.data, ...custom.data },
    capabilities: await readFile(new URL("../../policies/capabilities.json", import.meta.url), "utf8"),
    schemas: { event: await readSchema("event"), settings: await readSchema("settings") },
  };
}

/** Everything wrong with the sources: Rego, types, metadata. */
export async function checkSources(compiler: Compiler, sources: BundleSources): Promise<readonly CompileIssue[]> {
  const { modules, tests, data, capabilities, schemas } = sources;
  const misplaced = await checkPackages(compiler, sources);
  if (misplaced.length > 0) return misplaced;
  const all = [...modules, ...tests];
  const issues = await compiler.check({ modules: all, data, capabilities, schemas, inputSchema: "event" });
  if (issues.length > 0) return issues;
  const { catalogue, issues: metadata } = buildCatalogue(await compiler.inspect({ modules }), modules);
  return [...metadata, ...checkCodes(modules, catalogue)];
}

/** The bundle's data document: tables, and the catalogue made from the rules' metadata. */
export async function assembleData(compiler: Compiler, sources: BundleSources): Promise<Record<string, unknown>> {
  const { modules } = sources;
  const { catalogue } = buildCatalogue(await compiler.inspect({ modules }), modules);
  return { ...sources.data, catalogue };
}

function revisionOf(version: string, sources: BundleSources, data: unknown): string {
  const content = canonicalJson({ modules: sources.modules, data });
  return `${version}+${createHash("sha256").update(content).digest("hex").slice(0, 12)}`;
}

/**
 * Checks and builds a bundle. The same sources give the same bytes.
 *
 * @param version of the policies; the revision is this and a digest of their content
 * @throws {AuthorError} with all issues, when the sources are not right
 */
export async function buildBundle(compiler: Compiler, sources: BundleSources, version: string): Promise<Uint8Array> {
  const issues = await checkSources(compiler, sources);
  if (issues.length > 0) throw new AuthorError("ERR_AUTHOR_POLICY", "policies do not pass their checks", issues);
  const data = await assembleData(compiler, sources);
  return await compiler.build({
    modules: sources.modules,
    data,
    capabilities: sources.capabilities,
    entrypoints: [ENTRYPOINT],
    revision: revisionOf(version, sources, data),
    roots: ROOTS,
    metadata: { name: "mcp-trust" },
  });
}

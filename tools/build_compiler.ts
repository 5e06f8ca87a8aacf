// Turns compiler/ into dist/compiler/: the policy compiler as one compressed WebAssembly file, and its manifest.
import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { artifactFiles, artifactFolder, type CompilerManifest, readArtifact } from "../src/compile/artifact.ts";
import { limitMemory } from "./compiler_memory.ts";
import { compilerFolder, GoError, go, installedGo } from "./go.ts";
import { root } from "./root.ts";

export interface BuildCompilerOptions {
  readonly log: (line: string) => void;
  /** Compress for publication: a minute longer, 0.9 MB smaller. Default: false. */
  readonly release?: boolean;
  /** Default: `dist/compiler/`. */
  readonly folder?: URL;
  /** Where builds are kept, so that deleting `dist/` costs none. Default: under `node_modules/.cache/`. */
  readonly cache?: URL;
}

interface BuiltManifest extends CompilerManifest {
  /** Of the compression. */
  readonly quality: number;
}

export interface BuiltCompiler {
  readonly folder: URL;
  readonly manifest: CompilerManifest;
  /** False when an earlier build was taken. */
  readonly built: boolean;
}

const defaultCache = pathToFileURL(join(root, "node_modules", ".cache", "mcp-trust", "/"));
const flags = ["-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid="];
/** 1 GiB. Compiling all policies takes about 60 MB. */
const maximumPages = 16_384;

/**
 * Measured on two shared cores, for 41.1 MB of module: quality 5 takes 0.9 s and gives 6.7 MB, 9 takes 3.5 s (6.5 MB),
 * 10 takes 35 s (5.9 MB), 11 takes 80 s (5.6 MB). All inflate in 0.12 s. A clone gets 9, the registry 11.
 */
const cloneQuality = 9;
const releaseQuality = 11;

export async function buildCompiler(options: BuildCompilerOptions): Promise<BuiltCompiler> {
  const { log, release = false, folder = artifactFolder, cache = defaultCache } = options;
  const quality = release ? releaseQuality : cloneQuality;
  const sources = await hashSources();
  // What is built already serves without Go too.
  const goVersion = await installedGo().catch((error: unknown) =>
    error instanceof GoError ? error : Promise.reject(error),
  );
  const read = async (place: URL): Promise<BuiltManifest | undefined> => {
    const manifest = await readBuilt(place);
    const fits = manifest?.sources === sources && manifest.quality >= quality;
    return fits && (goVersion instanceof GoError || goVersion === manifest.go) ? manifest : undefined;
  };
  const current = await read(folder);
  if (current !== undefined) {
    log("policy compiler: up to date");
    return { folder, manifest: current, built: false };
  }
  const cached = new URL(`compiler-${sources.slice(0, 16)}-${quality}/`, cache);
  const earlier = await read(cached);
  if (earlier !== undefined) log("policy compiler: taken from the cache in node_modules/.cache/mcp-trust");
  else if (goVersion instanceof GoError) throw goVersion;
  else await build(cached, { sources, quality, go: goVersion }, log);
  await mkdir(folder, { recursive: true });
  for (const file of Object.values(artifactFiles)) await copyFile(new URL(file, cached), new URL(file, folder));
  const manifest = await read(folder);
  if (manifest === undefined) throw new Error("the policy compiler was built, but cannot be read back");
  return { folder, manifest, built: earlier === undefined };
}

async function build(
  folder: URL,
  known: Pick<BuiltManifest, "sources" | "quality" | "go">,
  log: BuildCompilerOptions["log"],
): Promise<void> {
  log("policy compiler: building OPA for WebAssembly (half a minute, the first time up to five with downloads)");
  await mkdir(folder, { recursive: true });
  const linked = new URL("compiler.wasm", folder);
  const env = { CGO_ENABLED: "0", GOOS: "wasip1", GOARCH: "wasm" };
  await go(["build", "-buildmode=c-shared", ...flags, "-o", fileURLToPath(linked), "."], env);
  const wasm = limitMemory(await readFile(linked), maximumPages);
  await rm(linked);
  const patience = known.quality === releaseQuality ? "over a minute" : "a few seconds";
  log(`policy compiler: compressing ${megabytes(wasm)} (${patience})`);
  const compressed = await promisify(brotliCompress)(wasm, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: known.quality,
      [constants.BROTLI_PARAM_LGWIN]: known.quality === releaseQuality ? 24 : 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: wasm.length,
    },
  });
  const manifest: BuiltManifest = {
    sha256: createHash("sha256").update(wasm).digest("hex"),
    bytes: wasm.length,
    opa: await moduleVersion("github.com/open-policy-agent/opa"),
    ...known,
  };
  await writeFile(new URL(artifactFiles.wasm, folder), compressed);
  // Last, so that a build cut short leaves nothing that looks complete.
  await writeFile(new URL(artifactFiles.manifest, folder), `${JSON.stringify(manifest, null, 2)}\n`);
  log(`policy compiler: ready, ${megabytes(compressed)}`);
}

/** The same program for this machine, for tests to compare with. Returns the path of the executable. */
export async function buildNativeCompiler(): Promise<string> {
  const id = createHash("sha256")
    .update(`${await hashSources()}\0${await installedGo()}`)
    .digest("hex")
    .slice(0, 16);
  const file = fileURLToPath(new URL(`native-${id}${process.platform === "win32" ? ".exe" : ""}`, defaultCache));
  if (
    await stat(file).then(
      () => true,
      () => false,
    )
  )
    return file;
  await mkdir(defaultCache, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  await go(["build", ...flags, "-o", unfinished, "."], { CGO_ENABLED: "0" });
  await rename(unfinished, file);
  return file;
}

async function readBuilt(folder: URL): Promise<BuiltManifest | undefined> {
  try {
    await readArtifact(folder);
    return JSON.parse(await readFile(new URL(artifactFiles.manifest, folder), "utf8")) as BuiltManifest;
  } catch {
    return undefined;
  }
}

async function hashSources(): Promise<string> {
  const names = (await readdir(compilerFolder)).filter((name) => /\.(go|mod|sum)$/.test(name)).sort();
  const hash = createHash("sha256").update([maximumPages, ...flags].join("\0"));
  for (const name of names) hash.update(`\0${name}\0`).update(await readFile(join(compilerFolder, name)));
  return hash.digest("hex");
}

async function moduleVersion(module: string): Promise<string> {
  return (await go(["list", "-m", "-f", "{{.Version}}", module])).trim().replace(/^v/, "");
}

function megabytes(bytes: Uint8Array): string {
  return `${(bytes.length / 1e6).toFixed(1)} MB`;
}

// Works out what a launch needs to read of this machine to start at all: its programs, their libraries, its own code.
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { describeLaunch } from "../facts/launch/describe_launch.ts";
import type { Mounted } from "./mounts.ts";
import { exists, findProgram, followPath, isBelow } from "./places.ts";

export interface RuntimeRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Value of PATH. */
  readonly search: string;
  /** The user's home, by every name it has. */
  readonly homes: readonly string[];
}

/** Attacker-controlled: a script may name an interpreter that is a script, and so on. */
const MOST_INTERPRETERS = 4;

/** Linux reads no more of the first line. */
const LONGEST_SHEBANG = 256;

async function readInterpreter(path: string): Promise<string | undefined> {
  // Attacker-controlled: a pipe without a writer would hold up whoever opens it.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(LONGEST_SHEBANG), position: 0 });
    const [line = ""] = buffer.subarray(0, bytesRead).toString("utf8").split("\n");
    if (!line.startsWith("#!")) return undefined;
    const [program = "", ...words] = line.slice(2).trim().split(/\s+/);
    if (basename(program) !== "env") return program;
    return words.find((word) => !word.startsWith("-") && !word.includes("="));
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}

/** The outermost folder of installed packages that holds it: packages that it depends on lie beside it. */
function findInstalled(path: string): string | undefined {
  const parts = path.split("/");
  const index = parts.indexOf("node_modules");
  return index === -1 ? undefined : parts.slice(0, index + 1).join("/");
}

/** The nearest folder above that is a package of its own, by the file that says so. */
async function findProject(path: string): Promise<string | undefined> {
  for (let folder = dirname(path); folder !== "/"; folder = dirname(folder)) {
    for (const name of ["package.json", "pyproject.toml", "deno.json", "pyvenv.cfg"]) {
      if (await exists(join(folder, name))) return folder;
    }
  }
  return undefined;
}

class Runtime {
  readonly #read = new Set<string>();
  readonly #links = new Map<string, string>();
  readonly #request: RuntimeRequest;

  constructor(request: RuntimeRequest) {
    this.#request = request;
  }

  /** INVARIANT: a whole home folder is never what a program needs, whatever lies in it. */
  #addFolder(folder: string | undefined): void {
    if (folder === undefined || this.#request.homes.some((home) => isBelow(home, folder))) return;
    this.#read.add(folder);
  }

  async #addLinked(path: string): Promise<string | undefined> {
    const real = await followPath(path);
    if (real === undefined) return undefined;
    if (real !== path) this.#links.set(path, real);
    this.#read.add(real);
    return real;
  }

  /** Node, Python and the like keep their libraries in `lib` beside the `bin` that they are in. */
  async #addPrefix(program: string): Promise<void> {
    const folder = dirname(program);
    if (basename(folder) !== "bin") return;
    for (const name of ["bin", "lib", "lib64", "pyvenv.cfg"]) {
      this.#addFolder(await followPath(join(dirname(folder), name)));
    }
  }

  get mounted(): Mounted {
    return { mounts: [...this.#read].map((path) => ({ path, writable: false })), links: this.#links };
  }

  async addCode(path: string): Promise<void> {
    const real = await this.#addLinked(path);
    if (real === undefined) return;
    this.#addFolder(findInstalled(real));
    this.#addFolder(await findProject(real));
  }

  async addProgram(name: string, depth = 0): Promise<void> {
    const { cwd, search } = this.#request;
    const path = await findProgram(name, cwd, search);
    if (path === undefined) return;
    await this.#addPrefix(path);
    const real = await this.#addLinked(path);
    if (real === undefined) return;
    await this.#addPrefix(real);
    const interpreter = await readInterpreter(real);
    if (interpreter === undefined) return;
    await this.addCode(real);
    if (depth < MOST_INTERPRETERS) await this.addProgram(interpreter, depth + 1);
  }
}

/**
 * What a launch needs beside the system's own folders. Only what its command line names, never what its arguments hand to
 * the server: those are for the grants.
 */
export async function findRuntime(request: RuntimeRequest): Promise<Mounted> {
  const { command, args, cwd } = request;
  const runtime = new Runtime(request);
  const { launch, package: installed } = describeLaunch({ command, args });
  await runtime.addProgram(command);
  await runtime.addProgram(launch.program);
  const scripts = [launch.script, ...(launch.preloads ?? [])].flatMap((one) => (one === undefined ? [] : [one.path]));
  if (installed?.registry === "path") scripts.push(installed.name);
  for (const script of scripts) await runtime.addCode(resolve(cwd, script));
  return runtime.mounted;
}

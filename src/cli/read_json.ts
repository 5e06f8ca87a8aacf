// Reads JSON that a person wrote, with errors that never repeat what stands in it.
import { readFile, stat } from "node:fs/promises";
import { visit } from "jsonc-parser";
import { UsageError } from "./exit_code.ts";

/** Larger than any event or lock; a device that never ends is cut off by its missing size. */
const MAX_BYTES = 16 * 1024 * 1024;

export async function readText(path: string, what: string): Promise<string> {
  try {
    const stats = await stat(path);
    if (!stats.isFile()) throw new UsageError(`${path}: expected ${what}, found something that is no file`);
    if (stats.size > MAX_BYTES) throw new UsageError(`${path}: expected ${what}, found more than ${MAX_BYTES} bytes`);
    return await readFile(path, "utf8");
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    const reason = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
    throw new UsageError(`${path}: cannot read ${what}${reason}`);
  }
}

/** The engine's message quotes the text, which may be a secret that landed in the wrong file; only the place is kept. */
export function parseJson(text: string, path: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const offset = Number(/position (\d+)/.exec(cause instanceof Error ? cause.message : "")?.[1] ?? text.length);
    const before = text.slice(0, offset).split("\n");
    const column = (before.at(-1)?.length ?? 0) + 1;
    throw new UsageError(`${path}:${before.length}:${column}: expected ${what} as JSON`);
  }
}

/**
 * Attacker-controlled: of a member that stands there twice, whoever reads the text sees one and the program the other.
 *
 * @param text JSON without faults
 */
export function refuseRepeated(text: string, path: string, what: string): void {
  const objects: Set<string>[] = [];
  visit(text, {
    onObjectBegin: () => void objects.push(new Set()),
    onObjectEnd: () => void objects.pop(),
    onObjectProperty: (name, _offset, _length, line, column) => {
      const names = objects.at(-1);
      if (names?.has(name)) {
        throw new UsageError(
          `${path}:${line + 1}:${column + 1}: expected ${what} with each member once, found one again`,
        );
      }
      names?.add(name);
    },
  });
}

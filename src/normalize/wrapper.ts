// Turns the words of a command line that starts mcp-trust wrap into its options and the place of what it guards.

export interface WrapperOption {
  /** Without dashes. */
  readonly name: string;
  readonly value: string;
  /** Of the word that holds the value. */
  readonly index: number;
}

export interface WrapperUse {
  readonly options: readonly WrapperOption[];
  /** Of the first word of the server's own command line; null when the server is reached by a URL. */
  readonly inner: number | null;
}

/** Followed by a value. INVARIANT: those of src/cli/commands/wrap.ts and no others: what is unknown hides what follows. */
const valued: ReadonlySet<string> = new Set([
  "name",
  "env",
  "cwd",
  "variables-file",
  "url",
  "header",
  "header-env",
  "was",
  "log",
  "max-message",
  "listen",
  "allowed-host",
  "allowed-origin",
  "settings",
  "lock",
  "profile",
  "bundle",
]);

const switches: ReadonlySet<string> = new Set(["no-prompt"]);

/**
 * @param words of the whole command line
 * @param start where `wrap` has to stand
 * @returns null when it does not, when an option is unknown, or when nothing says what is guarded
 */
export function readWrapper(words: readonly string[], start: number): WrapperUse | null {
  if (words[start] !== "wrap") return null;
  const options: WrapperOption[] = [];
  let index = start + 1;
  for (; index < words.length && words[index] !== "--"; index += 1) {
    const [, name = "", joined] = /^--([a-z][a-z-]{0,62})(?:=(.*))?$/s.exec(words[index] ?? "") ?? [];
    if (switches.has(name) && joined === undefined) options.push({ name, value: "", index });
    else if (!valued.has(name)) return null;
    else if (joined !== undefined) options.push({ name, value: joined, index });
    else {
      index += 1;
      const value = words[index];
      if (value === undefined) return null;
      options.push({ name, value, index });
    }
  }
  const urls = options.filter(({ name }) => name === "url").length;
  const inner = index + 1 < words.length ? index + 1 : null;
  return urls + (inner === null ? 0 : 1) === 1 ? { options, inner } : null;
}

const exactVersion = /^mcp-trust@\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[0-9A-Za-z.-]{1,64})?$/;

/**
 * Where `wrap` stands behind what can be nothing but this program: found by its own name, or fetched in one exact version.
 * Attacker-controlled: a script or a path of the same name is whatever the file's author put there.
 */
export function findExactWrap([program, ...rest]: readonly string[]): number | null {
  if (program === "mcp-trust") return 1;
  if (program !== "npx") return null;
  const at = rest.findIndex((word) => word !== "-y" && word !== "--yes");
  return exactVersion.test(rest[at] ?? "") ? at + 2 : null;
}

// Turns `--header 'Name: value'` into headers, with what stands for an environment variable replaced by its value.
import { validateHeaderName, validateHeaderValue } from "node:http";
import { UsageError } from "./exit_code.ts";
import type { Io } from "./io.ts";

const REFERENCE = /\$\{([A-Za-z_]\w{0,127})\}/g;

/** Of one hop, or said by whoever writes the request. */
const OWN = new Set([
  "host",
  "content-length",
  "connection",
  "transfer-encoding",
  "accept-encoding",
  "expect",
  "upgrade",
]);

interface WrapHeaders {
  /** To be sent. */
  readonly sent: Readonly<Record<string, string>>;
  /** As they were written: what stands in the environment is no secret of the command line. */
  readonly written: Readonly<Record<string, string>>;
}

function readHeader(text: string): [name: string, value: string] {
  const colon = text.indexOf(":");
  const name = text.slice(0, Math.max(colon, 0)).trim().toLowerCase();
  try {
    validateHeaderName(name);
  } catch {
    // INVARIANT: the text may be a secret that was given in the wrong place, so it is not repeated.
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what the user writes
    throw new UsageError("--header: expected 'Name: value', for example 'Authorization: Bearer ${API_TOKEN}'");
  }
  if (OWN.has(name)) throw new UsageError(`--header: expected a header of the server's, found \`${name}\``);
  return [name, text.slice(colon + 1).trim()];
}

function expand(name: string, value: string, env: Io["env"]): string {
  const expanded = value.replace(REFERENCE, (_, variable: string) => {
    const found = env[variable];
    if (found !== undefined && found !== "") return found;
    throw new UsageError(`--header: expected the environment variable ${variable} to be set, for the header ${name}`);
  });
  try {
    validateHeaderValue(name, expanded);
  } catch {
    throw new UsageError(`--header: expected a value for ${name} of characters that a header can have`);
  }
  return expanded;
}

/** @throws {UsageError} */
export function readWrapHeaders(texts: readonly string[], env: Io["env"]): WrapHeaders {
  const written = texts.map(readHeader);
  const sent = written.map(([name, value]) => [name, expand(name, value, env)] as const);
  return { sent: Object.fromEntries(sent), written: Object.fromEntries(written) };
}

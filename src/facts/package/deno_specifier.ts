// Turns what `deno run` is given (npm:, jsr:, a URL) into the package it names; a local file names none.
import { readNpmSpec } from "./npm_spec.ts";
import { isWebUrl, nameFromUrl, type PackageIdentity } from "./package_identity.ts";

const SCHEME = /^(npm|jsr):\/?(.*)$/is;
const NAMED = /^(@[^/@]+\/[^/@]+|[^/@]+)(?:@([^/]+))?(?:\/.*)?$/s;
const EXACT = /^\d+\.\d+\.\d+(?:-[0-9a-z.-]+)?(?:\+[0-9a-z.-]+)?$/i;

export function readDenoSpecifier(text: string): PackageIdentity | undefined {
  if (isWebUrl(text)) return { registry: "url", name: nameFromUrl(text), pinned: false };
  const scheme = SCHEME.exec(text);
  if (scheme?.[2] === undefined) return undefined;
  const named = NAMED.exec(scheme[2]);
  const name = named?.[1] ?? scheme[2];
  const version = named?.[2];
  if (scheme[1]?.toLowerCase() === "npm") return readNpmSpec(version === undefined ? name : `${name}@${version}`);
  const written = version === undefined ? {} : { version };
  return { registry: "jsr", name, ...written, pinned: version !== undefined && EXACT.test(version) };
}

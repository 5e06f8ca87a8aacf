// The bundle this package ships, held against the digest recorded when it was built.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { BundleError } from "./errors.ts";
import { type Bundle, loadBundle } from "./load_bundle.ts";

const folder = new URL("../../dist/", import.meta.url);

async function readDigest(): Promise<string> {
  try {
    const { digest } = JSON.parse(await readFile(new URL("bundle.json", folder), "utf8")) as { digest?: unknown };
    if (typeof digest === "string") return digest;
  } catch (cause) {
    const message = "this package has no standard bundle; in a clone, `npm run build` makes it";
    throw new BundleError("ERR_BUNDLE_UNREADABLE", message, { cause });
  }
  throw new BundleError("ERR_BUNDLE_CONTENT", "bundle.json of this package names no digest");
}

/**
 * Loads the standard bundle.
 *
 * @throws {BundleError} when it is missing or not the one that was built with this package
 */
export async function loadStandardBundle(): Promise<Bundle> {
  return await loadBundle(fileURLToPath(new URL("bundle.tar.gz", folder)), { verify: { digest: await readDigest() } });
}

// Turns the bytes of an OPA bundle (a gzip tar) into its files, within limits.
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { extract } from "tar-stream";
import { BundleError } from "./errors.ts";

/** Sum of all files of a bundle, unpacked. The standard bundle has under 2 MiB. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;
const MAX_FILES = 10_000;

async function inflate(bytes: Uint8Array): Promise<Uint8Array> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch (cause) {
    if (cause instanceof RangeError) {
      throw new BundleError("ERR_BUNDLE_TOO_LARGE", `bundle unpacks to more than ${MAX_UNPACKED_BYTES} bytes`, {
        cause,
      });
    }
    throw new BundleError(
      "ERR_BUNDLE_ARCHIVE",
      "bundle is not a complete gzip file; expected an OPA bundle (.tar.gz)",
      {
        cause,
      },
    );
  }
}

/**
 * Reads all files of a bundle. Names are given with one leading slash, as OPA writes them.
 *
 * Attacker-controlled: a name that occurs twice is refused, because readers differ in which of the two they use.
 */
export async function readArchive(bytes: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const archive = extract();
  archive.end(await inflate(bytes));
  try {
    for await (const entry of archive) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of entry) chunks.push(chunk as Uint8Array);
      if (entry.header.type === "directory") continue;
      const name = `/${entry.header.name.replace(/^(\.?\/)+/, "")}`;
      if (entry.header.type !== "file") {
        throw new BundleError(
          "ERR_BUNDLE_CONTENT",
          `bundle entry \`${name}\` is a ${entry.header.type}; only files are allowed`,
        );
      }
      if (files.has(name)) throw new BundleError("ERR_BUNDLE_CONTENT", `bundle has \`${name}\` twice`);
      if (files.size >= MAX_FILES)
        throw new BundleError("ERR_BUNDLE_TOO_LARGE", `bundle has more than ${MAX_FILES} files`);
      files.set(name, Buffer.concat(chunks));
    }
  } catch (cause) {
    if (cause instanceof BundleError) throw cause;
    throw new BundleError("ERR_BUNDLE_ARCHIVE", "bundle is not a readable tar archive", { cause });
  }
  return files;
}

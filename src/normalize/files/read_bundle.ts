// Turns an MCPB bundle, a zip file, into the bytes of the manifest inside, or into one problem.
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { posix } from "node:path";
import { type Entry, fromFdPromise, type ZipFile } from "yauzl";
import { createProblem, fileStart, isProblem, type Problem } from "../problem.ts";
import { checkStatus, describeFailure, maximumFileSize } from "./read_bytes.ts";

const manifestName = "manifest.json";

/** Attacker-controlled: a directory of millions of entries costs time although nothing is unpacked. */
const maximumEntries = 100_000;

/** Of the whole bundle, of which only the directory and the manifest are read. */
const maximumBundleSize = 1024 * 1024 * 1024;

export interface BundleManifest {
  bytes: Uint8Array;
  /** For reports: the bundle and the file in it. */
  path: string;
}

/** `.dxt` is the older name. */
export function isBundle(path: string): boolean {
  return /\.(mcpb|dxt)$/i.test(path);
}

function createBundleProblem(path: string, message: string): Problem {
  return createProblem("ERR_NORMALIZE_BUNDLE", path, fileStart, message);
}

/** The library's sentences hold names of entries, which the file's author chose. */
function describeZipFailure(path: string, error: unknown): Problem {
  const sentence = error instanceof Error ? error.message : "";
  if (/relative path|absolute path|invalid characters in fileName/i.test(sentence)) {
    const message = "Expected names inside the bundle, found one that leads out of it; do not install this file.";
    return createBundleProblem(path, message);
  }
  const message = "Expected a zip file with a manifest.json, found one that is damaged or cut off; get it again.";
  return createBundleProblem(path, message);
}

/**
 * Attacker-controlled: where case means nothing, or an extra field holds a second name, another file can be unpacked over
 * the one that is judged.
 */
function isManifest({ fileName, fileNameRaw }: Entry): boolean {
  const names = [fileName, fileNameRaw.toString("utf8")];
  return names.some((name) => posix.normalize(name.replaceAll("\\", "/")).toLowerCase() === manifestName);
}

async function findManifest(path: string, zip: ZipFile): Promise<Entry | Problem> {
  const found: Entry[] = [];
  let count = 0;
  // The whole directory is read, because one name that leads out of the bundle spoils it wherever it stands.
  for await (const entry of zip.eachEntry()) {
    count += 1;
    if (count > maximumEntries) {
      return createBundleProblem(
        path,
        `Expected at most ${maximumEntries} files in a bundle, found more; do not install it.`,
      );
    }
    if (isManifest(entry)) found.push(entry);
  }
  const [manifest, second] = found;
  if (manifest === undefined || (second === undefined && manifest.fileName !== manifestName)) {
    return createBundleProblem(path, "Expected a manifest.json at the top of the bundle, found none; pack it again.");
  }
  if (second !== undefined) {
    const message =
      "Expected one manifest.json in the bundle, found several, of which readers take different ones; do not install it.";
    return createBundleProblem(path, message);
  }
  return manifest;
}

async function readEntry(path: string, zip: ZipFile, entry: Entry): Promise<Uint8Array | Problem> {
  if (entry.isEncrypted()) {
    return createBundleProblem(
      path,
      "Expected a manifest.json that anybody can read, found it encrypted; do not install it.",
    );
  }
  const tooLarge = `Expected a manifest.json of at most ${maximumFileSize / 1024 / 1024} MiB, found a larger one; do not install it.`;
  if (entry.uncompressedSize > maximumFileSize) return createBundleProblem(path, tooLarge);
  // Attacker-controlled: the library ends the stream when it grows beyond the size the entry states.
  const chunks: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function readManifest(path: string, file: FileHandle): Promise<BundleManifest | Problem> {
  try {
    const zip = await fromFdPromise(file.fd, { autoClose: false });
    const entry = await findManifest(path, zip);
    if (!("fileName" in entry)) return entry;
    const bytes = await readEntry(path, zip, entry);
    return isProblem(bytes) ? bytes : { bytes, path: `${path}!/${manifestName}` };
  } catch (error) {
    return describeZipFailure(path, error);
  }
}

export async function readBundleManifest(path: string): Promise<BundleManifest | Problem> {
  let file: FileHandle | undefined;
  try {
    // Attacker-controlled: the file may be a pipe; opening must not wait for a writer.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    return checkStatus(path, await file.stat(), maximumBundleSize) ?? (await readManifest(path, file));
  } catch (error) {
    return describeFailure(path, error);
  } finally {
    await file?.close();
  }
}

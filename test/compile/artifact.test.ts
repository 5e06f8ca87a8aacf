// The compiler file is used only when it is there, whole, and the one that was built.
import assert from "node:assert/strict";
import { copyFile, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, beforeEach, test } from "node:test";
import { pathToFileURL } from "node:url";
import { artifactFiles, artifactFolder } from "../../src/compile/artifact.ts";
import { createCompiler } from "../../src/compile/compiler.ts";

const parent = await mkdtemp(join(tmpdir(), "mcp-trust-artifact-"));
after(() => rm(parent, { recursive: true, force: true }));

let folder: URL;
beforeEach(async () => {
  folder = pathToFileURL(`${await mkdtemp(join(parent, "copy-"))}/`);
  for (const file of Object.values(artifactFiles)) await copyFile(new URL(file, artifactFolder), new URL(file, folder));
});

function refused(code: string, message: RegExp): Promise<void> {
  return assert.rejects(createCompiler({ opa: "", artifact: folder }), (error: Error & { code?: string }) => {
    assert.equal(error.code, code);
    assert.match(error.message, message);
    assert.match(error.message, /npm run build.*MCP_TRUST_OPA=/);
    return true;
  });
}

test("a missing file is named", async () => {
  await rm(new URL(artifactFiles.wasm, folder));
  await refused("ERR_COMPILE_ARTIFACT_MISSING", /compiler\.wasm\.br is missing/);
});

test("a missing manifest is named", async () => {
  await rm(new URL(artifactFiles.manifest, folder));
  await refused("ERR_COMPILE_ARTIFACT_MISSING", /compiler\.json is missing/);
});

test("a file with another hash is refused", async () => {
  const manifest = JSON.parse(await readFile(new URL(artifactFiles.manifest, folder), "utf8")) as object;
  const text = JSON.stringify({ ...manifest, sha256: "0".repeat(64) });
  await writeFile(new URL(artifactFiles.manifest, folder), text);
  await refused("ERR_COMPILE_ARTIFACT_HASH", /has SHA-256 [0-9a-f]{64}, expected 0{64}/);
});

test("a file cut short is refused", async () => {
  await truncate(new URL(artifactFiles.wasm, folder), 1_000_000);
  await refused("ERR_COMPILE_ARTIFACT_CORRUPT", /damaged or cut short/);
});

test("a file that inflates to more than the manifest says is refused", async () => {
  const manifest = JSON.parse(await readFile(new URL(artifactFiles.manifest, folder), "utf8")) as object;
  await writeFile(new URL(artifactFiles.manifest, folder), JSON.stringify({ ...manifest, bytes: 1000 }));
  await refused("ERR_COMPILE_ARTIFACT_CORRUPT", /damaged or cut short/);
});

test("a manifest that says nothing is refused", async () => {
  await writeFile(new URL(artifactFiles.manifest, folder), "{");
  await refused("ERR_COMPILE_ARTIFACT_CORRUPT", /is not JSON/);
  await writeFile(new URL(artifactFiles.manifest, folder), "{}");
  await refused("ERR_COMPILE_ARTIFACT_CORRUPT", /lacks `sha256`/);
});

test("a refused file is looked at again once it is replaced", async () => {
  await rm(new URL(artifactFiles.wasm, folder));
  await refused("ERR_COMPILE_ARTIFACT_MISSING", /compiler\.wasm\.br/);
  await copyFile(new URL(artifactFiles.wasm, artifactFolder), new URL(artifactFiles.wasm, folder));
  const compiler = await createCompiler({ opa: "", artifact: folder });
  const { opa } = JSON.parse(await readFile(new URL(artifactFiles.manifest, folder), "utf8")) as { opa: string };
  assert.equal((await compiler.version()).opa, opa);
  await compiler.close();
});

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import fc from "fast-check";
import { ZipFile } from "yazl";
import { normalizeConfigFile } from "../../../src/normalize/config.ts";
import { readBundleManifest } from "../../../src/normalize/files/read_bundle.ts";
import { isProblem } from "../../../src/normalize/problem.ts";
import { createFolder, listServerNames, stranger } from "../workspace.ts";

const manifest = JSON.stringify(
  { manifest_version: "0.3", name: "notes", server: { type: "node", mcp_config: { command: "node", args: ["x.js"] } } },
  null,
  2,
);

async function pack(entries: readonly (readonly [string, string | Buffer])[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of entries) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The same length, so that all offsets in the archive stay true. */
function replaceAll(bytes: Buffer, from: string, to: string): Buffer {
  return Buffer.from(bytes.toString("latin1").replaceAll(from, to), "latin1");
}

/** Sets a bit of every general purpose flag, in the directory and before each file. */
function setFlag(bytes: Buffer, flag: number): Buffer {
  const copy = Buffer.from(bytes);
  for (const [signature, at] of [
    ["PK\u0001\u0002", 8],
    ["PK\u0003\u0004", 6],
  ] as const) {
    for (
      let found = copy.indexOf(signature, 0, "latin1");
      found >= 0;
      found = copy.indexOf(signature, found + 4, "latin1")
    ) {
      copy.writeUInt16LE(copy.readUInt16LE(found + at) | flag, found + at);
    }
  }
  return copy;
}

async function readPacked(test: TestContext, bytes: Uint8Array) {
  const folder = await createFolder(test, [["a.mcpb", bytes]]);
  const path = join(folder, "a.mcpb");
  const read = await readBundleManifest(path);
  return { path, read };
}

describe("readBundleManifest", () => {
  it("gives the manifest, whatever stands around it", async (test) => {
    const packed = await pack([
      ["server/index.js", "1"],
      ["manifest.json", manifest],
      ["server/manifest.json", "{}"],
    ]);
    const { path, read } = await readPacked(test, packed);
    assert.deepEqual(isProblem(read) ? read : [Buffer.from(read.bytes).toString(), read.path], [
      manifest,
      `${path}!/manifest.json`,
    ]);
  });

  const good = pack([
    ["manifest.json", manifest],
    ["server/abcdef.js", "1"],
  ]);
  const faults: [string, () => Promise<Buffer>, RegExp][] = [
    ["no zip file", async () => Buffer.from("{}"), /damaged or cut off/],
    ["an empty file", async () => Buffer.alloc(0), /damaged or cut off/],
    ["a cut-off file", async () => (await good).subarray(0, -30), /damaged or cut off/],
    ["a cut-off start", async () => (await good).subarray(60), /damaged or cut off/],
    ["no manifest", () => pack([["server/manifest.json", manifest]]), /found none; pack it again/],
    [
      "a name above the bundle",
      async () => replaceAll(await good, "server/abcdef.js", "../../../.bashrc"),
      /leads out of it/,
    ],
    ["an absolute name", async () => replaceAll(await good, "server/abcdef.js", "/root/.profile.x"), /leads out of it/],
    ["a drive's name", async () => replaceAll(await good, "server/abcdef.js", "C:/root/.profile"), /leads out of it/],
    ["an encrypted manifest", async () => setFlag(await good, 1), /encrypted/],
    [
      "two manifests",
      async () =>
        replaceAll(
          await pack([
            ["manifest.json", manifest],
            ["manifest.jsoN", "{}"],
          ]),
          "manifest.jsoN",
          "manifest.json",
        ),
      /found several/,
    ],
    ...["Manifest.JSON", "./manifest.json", "a/../manifest.json"].map(
      (name): [string, () => Promise<Buffer>, RegExp] => [
        `a second manifest called ${name}`,
        async () =>
          replaceAll(
            await pack([
              ["manifest.json", manifest],
              ["x".repeat(name.length), "{}"],
            ]),
            "x".repeat(name.length),
            name,
          ),
        /found several|leads out of it/,
      ],
    ),
    ["a manifest of 6 MiB", () => pack([["manifest.json", Buffer.alloc(6 * 1024 * 1024, 32)]]), /at most 5 MiB/],
  ];
  for (const [name, build, expected] of faults) {
    it(`refuses ${name}`, async (test) => {
      const { path, read } = await readPacked(test, await build());
      assert.ok(isProblem(read));
      assert.deepEqual([read.code, read.file, read.line, read.column], ["ERR_NORMALIZE_BUNDLE", path, 1, 1]);
      assert.match(read.message, expected);
    });
  }

  it("refuses a bomb that states a small size", async (test) => {
    const packed = await pack([["manifest.json", Buffer.alloc(4 * 1024 * 1024, 32)]]);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(4 * 1024 * 1024);
    const { read } = await readPacked(test, replaceAll(packed, size.toString("latin1"), "\u0010\u0000\u0000\u0000"));
    assert.ok(isProblem(read) && read.code === "ERR_NORMALIZE_BUNDLE");
  });

  it("does not wait for a pipe, and says what is missing", async (test) => {
    const folder = await createFolder(test, []);
    execFileSync("mkfifo", [join(folder, "pipe.mcpb")]);
    const codes = await Promise.all(
      ["pipe.mcpb", "none.mcpb", "."].map(async (name) => {
        const read = await readBundleManifest(join(folder, name));
        return isProblem(read) ? read.code : "read";
      }),
    );
    assert.deepEqual(codes, ["ERR_NORMALIZE_NOT_A_FILE", "ERR_NORMALIZE_FILE_MISSING", "ERR_NORMALIZE_NOT_A_FILE"]);
  });

  it("never throws for a damaged file", async (test) => {
    const packed = await good;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(packed.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (changes) => {
          const copy = Buffer.from(packed);
          for (const [at, value] of changes) copy[at] = value;
          const { read } = await readPacked(test, copy);
          assert.ok(isProblem(read) ? read.code === "ERR_NORMALIZE_BUNDLE" : read.bytes instanceof Uint8Array);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("normalizeConfigFile", () => {
  it("reads a bundle by its manifest, and places what it finds there", async (test) => {
    const folder = await createFolder(test, [["notes.mcpb", await pack([["manifest.json", manifest]])]]);
    const path = join(folder, "notes.mcpb");
    const { file, client, events, problems } = await normalizeConfigFile(path, { machine: stranger });
    assert.deepEqual(
      [file, client, listServerNames(events), problems],
      [`${path}!/manifest.json`, "mcpb", ["notes"], []],
    );
    assert.deepEqual(events[0]?.locate("/server/args/0"), { line: 9, column: 9 });
  });
});

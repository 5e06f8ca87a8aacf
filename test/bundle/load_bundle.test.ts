import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { type Header, pack } from "tar-stream";
import { BundleError, type BundleErrorCode } from "../../src/bundle/errors.ts";
import { type BundleVerification, loadBundle } from "../../src/bundle/load_bundle.ts";
import { readArchive } from "../../src/bundle/read_archive.ts";
import { loadStandardBundle } from "../../src/bundle/standard_bundle.ts";
import { createEvaluator } from "../../src/evaluator.ts";
import { ALLOW, buildPolicy, closeCompiler } from "../evaluate/policy.ts";

const standardPath = fileURLToPath(new URL("../../dist/bundle.tar.gz", import.meta.url));

type Entry = Partial<Header> & { readonly name: string } & { readonly text?: string | Uint8Array };

async function tar(entries: readonly Entry[]): Promise<Uint8Array> {
  const archive = pack();
  for (const { text, ...header } of entries) {
    if (text === undefined) archive.entry(header);
    else archive.entry(header, typeof text === "string" ? text : Buffer.from(text));
  }
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

async function bundleOf(entries: readonly Entry[]): Promise<Uint8Array> {
  return gzipSync(await tar(entries));
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

async function assertRefused(
  source: string | Uint8Array,
  code: BundleErrorCode,
  message: string,
  verify: BundleVerification = "trusted_path",
): Promise<void> {
  await assert.rejects(loadBundle(source, { verify }), (error) => {
    assert.ok(error instanceof BundleError);
    assert.deepEqual([error.code, error.message], [code, message]);
    return true;
  });
}

let good: Uint8Array;
let wasm: Uint8Array;
let folder: string;
before(async () => {
  good = await buildPolicy(`decision := ${ALLOW}`, { data: { tables: { a: 1 } } });
  wasm = (await readArchive(good)).get("/policy.wasm") ?? new Uint8Array();
  folder = await mkdtemp(join(tmpdir(), "mcp-trust-bundle-"));
});
after(async () => {
  await closeCompiler();
  await rm(folder, { recursive: true });
});

const MANIFEST: Entry = { name: "/.manifest", text: '{"revision":"r1","metadata":{"name":"mine"}}' };
const DATA: Entry = { name: "/data.json", text: '{"tables":{}}' };
const code = (): Entry => ({ name: "/policy.wasm", text: wasm });
const COPIES: readonly string[] = ["data.json", "./data.json", "//data.json", "/./data.json"];

suite("good bundles", () => {
  test("loadBundle reads what the compiler builds", async () => {
    const bundle = await loadBundle(good, { verify: { digest: digestOf(good) } });
    assert.deepEqual(bundle.identity, { name: "test", revision: "test", digest: digestOf(good) });
    assert.deepEqual(bundle.data, { tables: { a: 1 } });
  });

  test("loadBundle reads the same bytes twice, and leaves them as they are", async () => {
    const copy = Uint8Array.from(good);
    const [first, second] = [
      await loadBundle(good, { verify: "trusted_path" }),
      await loadBundle(good, { verify: "trusted_path" }),
    ];
    assert.deepEqual([first.identity, first.data], [second.identity, second.data]);
    assert.deepEqual(Uint8Array.from(good), copy);
    const evaluator = await createEvaluator({ bundle: second, settings: { profile: "personal" } });
    assert.equal(evaluator.decide({ kind: "report", report: { title: "x" } }).effect, "allow");
  });

  test("loadBundle reads a file, a view into a larger buffer, and names with and without slash", async () => {
    const path = join(folder, "good.tar.gz");
    await writeFile(path, good);
    const large = new Uint8Array(good.byteLength + 20);
    large.set(good, 10);
    const digests = [
      await loadBundle(path, { verify: "trusted_path" }),
      await loadBundle(large.subarray(10, 10 + good.byteLength), { verify: "trusted_path" }),
    ].map(({ identity }) => identity.digest);
    assert.deepEqual(digests, [digestOf(good), digestOf(good)]);
    const plain = await bundleOf([
      { name: "data", type: "directory" },
      { ...MANIFEST, name: ".manifest" },
      { ...DATA, name: "./data.json" },
      code(),
    ]);
    assert.deepEqual((await loadBundle(plain, { verify: "trusted_path" })).identity, {
      name: "mine",
      revision: "r1",
      digest: digestOf(plain),
    });
  });

  test("loadBundle names a bundle whose manifest says nothing", async () => {
    const bytes = await bundleOf([{ name: "/.manifest", text: '{"metadata":null,"revision":7}' }, DATA, code()]);
    const { identity } = await loadBundle(bytes, { verify: "trusted_path" });
    assert.deepEqual(identity, { name: "unnamed", revision: "", digest: digestOf(bytes) });
  });

  test("loadStandardBundle gives the bundle of this package, with its digest", async () => {
    const { identity, data } = await loadStandardBundle();
    assert.equal(identity.name, "mcp-trust");
    assert.equal(identity.digest, digestOf(await readFile(standardPath)));
    assert.deepEqual(Object.keys(data).sort(), ["catalogue", "tables"]);
  });
});

suite("bundles that cannot be trusted", () => {
  const ZEROS = `sha256:${"0".repeat(64)}`;

  test("loadBundle refuses another digest before it unpacks anything", async () => {
    // Not even gzip: had it been unpacked, the error would be about that.
    const junk = new TextEncoder().encode("junk");
    for (const bytes of [good, junk]) {
      const message = `bundle has digest ${digestOf(bytes)}, expected ${ZEROS}`;
      await assertRefused(bytes, "ERR_BUNDLE_DIGEST", message, { digest: ZEROS });
    }
  });

  test("loadBundle refuses one changed bit", async () => {
    const digest = digestOf(good);
    const changed = Uint8Array.from(good);
    changed[100] = (changed[100] ?? 0) ^ 1;
    await assertRefused(changed, "ERR_BUNDLE_DIGEST", `bundle has digest ${digestOf(changed)}, expected ${digest}`, {
      digest,
    });
  });

  test("loadBundle takes no other word than trusted_path", async () => {
    const verify = "trust_me" as unknown as BundleVerification;
    await assertRefused(good, "ERR_BUNDLE_DIGEST", `bundle has digest ${digestOf(good)}, expected undefined`, verify);
  });
});

suite("broken archives", () => {
  const NOT_GZIP = "bundle is not a complete gzip file; expected an OPA bundle (.tar.gz)";
  const NOT_TAR = "bundle is not a readable tar archive";

  test("loadBundle refuses a gzip file cut anywhere", async () => {
    for (const length of [0, 1, 10, 100, good.byteLength >> 1, good.byteLength - 1]) {
      await assertRefused(good.subarray(0, length), "ERR_BUNDLE_ARCHIVE", NOT_GZIP);
    }
  });

  test("loadBundle refuses what is no gzip file", async () => {
    for (const bytes of [new TextEncoder().encode("not gzip"), gunzipSync(good), Buffer.alloc(512)]) {
      await assertRefused(bytes, "ERR_BUNDLE_ARCHIVE", NOT_GZIP);
    }
  });

  test("loadBundle refuses a gzip file whose checksum is wrong", async () => {
    const changed = Uint8Array.from(good);
    changed[changed.byteLength - 6] = (changed[changed.byteLength - 6] ?? 0) ^ 0xff;
    await assertRefused(changed, "ERR_BUNDLE_ARCHIVE", NOT_GZIP);
  });

  test("loadBundle refuses what unpacks to more than 64 MiB", async () => {
    const limit = 64 * 1024 * 1024;
    const message = `bundle unpacks to more than ${limit} bytes`;
    await assertRefused(gzipSync(Buffer.alloc(limit + 1)), "ERR_BUNDLE_TOO_LARGE", message);
    await assertRefused(gzipSync(Buffer.alloc(3 * limit)), "ERR_BUNDLE_TOO_LARGE", message);
  });

  test("loadBundle refuses a tar file cut in the middle of a file, and text in place of one", async () => {
    const bytes = await tar([MANIFEST, DATA, code()]);
    await assertRefused(gzipSync(bytes.subarray(0, bytes.byteLength >> 1)), "ERR_BUNDLE_ARCHIVE", NOT_TAR);
    await assertRefused(gzipSync("x".repeat(5000)), "ERR_BUNDLE_ARCHIVE", NOT_TAR);
  });

  test("loadBundle refuses more than 10,000 files", async () => {
    const entries = Array.from({ length: 10_001 }, (_, index) => ({ name: `f${index}`, text: "" }));
    await assertRefused(await bundleOf(entries), "ERR_BUNDLE_TOO_LARGE", "bundle has more than 10000 files");
  });

  for (const [first, second] of COPIES.flatMap((a) => COPIES.map((b) => [a, b] as const))) {
    test(`loadBundle refuses ${first} beside ${second}`, async () => {
      const bytes = await bundleOf([MANIFEST, { ...DATA, name: first }, { ...DATA, name: second }, code()]);
      await assertRefused(bytes, "ERR_BUNDLE_CONTENT", "bundle has `/data.json` twice");
    });
  }

  for (const type of ["symlink", "link", "character-device", "block-device", "fifo"] as const) {
    test(`loadBundle refuses an entry that is a ${type}`, async () => {
      const link: Entry = { name: "data.json", type, linkname: "/etc/passwd" };
      const message = `bundle entry \`/data.json\` is a ${type}; only files are allowed`;
      await assertRefused(await bundleOf([MANIFEST, link, code()]), "ERR_BUNDLE_CONTENT", message);
    });
  }
});

suite("bundles that lack or spoil a part", () => {
  test("loadBundle refuses a path that cannot be read", async () => {
    const missing = join(folder, "missing.tar.gz");
    await assertRefused(missing, "ERR_BUNDLE_UNREADABLE", `cannot read the bundle \`${missing}\``);
    await assertRefused(folder, "ERR_BUNDLE_UNREADABLE", `cannot read the bundle \`${folder}\``);
  });

  const manifest = (text: string | Uint8Array) => [{ name: "/.manifest", text }, DATA, code()];
  const data = (text: string | Uint8Array) => [MANIFEST, { name: "/data.json", text }, code()];
  for (const [what, entries, errorCode, message] of [
    ["no manifest", () => [DATA, code()], "ERR_BUNDLE_CONTENT", "bundle has no `/.manifest`"],
    ["no data", () => [MANIFEST, code()], "ERR_BUNDLE_CONTENT", "bundle has no `/data.json`"],
    [
      "no policy",
      () => [MANIFEST, DATA],
      "ERR_BUNDLE_CONTENT",
      "bundle has no `/policy.wasm`; build it with `mcp-trust build`",
    ],
    ["nothing in it", () => [], "ERR_BUNDLE_CONTENT", "bundle has no `/.manifest`"],
    [
      "its files in a folder",
      () => [MANIFEST, DATA, code()].map((entry) => ({ ...entry, name: `/sub${entry.name}` })),
      "ERR_BUNDLE_CONTENT",
      "bundle has no `/.manifest`",
    ],
    ["a manifest that is no JSON", () => manifest("{"), "ERR_BUNDLE_CONTENT", "`/.manifest` in the bundle is not JSON"],
    ["an empty manifest", () => manifest(""), "ERR_BUNDLE_CONTENT", "`/.manifest` in the bundle is not JSON"],
    [
      "a manifest that is no object",
      () => manifest("[]"),
      "ERR_BUNDLE_CONTENT",
      "`/.manifest` in the bundle is not a JSON object",
    ],
    ["data that is null", () => data("null"), "ERR_BUNDLE_CONTENT", "`/data.json` in the bundle is not a JSON object"],
    [
      "data that is no UTF-8",
      () => data(Uint8Array.of(0x7b, 0xff, 0x7d)),
      "ERR_BUNDLE_CONTENT",
      "`/data.json` in the bundle is not JSON",
    ],
    [
      "a policy that is no WebAssembly",
      () => [MANIFEST, DATA, { name: "/policy.wasm", text: "wasm" }],
      "ERR_BUNDLE_WASM",
      "`/policy.wasm` in the bundle is not valid WebAssembly",
    ],
    [
      "a policy cut short",
      () => [MANIFEST, DATA, { name: "/policy.wasm", text: wasm.subarray(0, 1000) }],
      "ERR_BUNDLE_WASM",
      "`/policy.wasm` in the bundle is not valid WebAssembly",
    ],
  ] as const) {
    test(`loadBundle refuses a bundle with ${what}`, async () => {
      await assertRefused(await bundleOf(entries()), errorCode, message);
    });
  }
});

/** The smallest module that has a memory and the named functions, each giving the number. */
function moduleWith(names: readonly string[], result: number): Uint8Array {
  const text = (value: string) => [value.length, ...new TextEncoder().encode(value)];
  const section = (id: number, content: readonly number[]) => [id, content.length, ...content];
  return Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 0, 1, 0x7f]),
    ...section(2, [1, ...text("env"), ...text("memory"), 2, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [names.length, ...names.flatMap((name) => [...text(name), 0, 0])]),
    ...section(10, [1, 4, 0, 0x41, result, 0x0b]),
  );
}

suite("WebAssembly that is no policy of ours", () => {
  const refused = async (text: Uint8Array): Promise<unknown> => {
    const bundle = await loadBundle(await bundleOf([MANIFEST, DATA, { name: "/policy.wasm", text }]), {
      verify: "trusted_path",
    });
    return await createEvaluator({ bundle, settings: { profile: "personal" } }).catch((error: unknown) => error);
  };
  const EMPTY = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

  for (const [what, bytes] of [
    ["an empty module", EMPTY],
    ["a module with other functions", moduleWith(["main"], 0)],
    [
      "a module whose tables are no JSON",
      moduleWith(["builtins", "entrypoints", "opa_json_dump", "opa_malloc", "opa_json_parse", "opa_heap_ptr_get"], 1),
    ],
  ] as const) {
    test(`createEvaluator refuses ${what}`, async (t) => {
      t.mock.method(console, "error", () => {});
      const error = await refused(bytes);
      assert.ok(error instanceof BundleError);
      assert.equal(error.code, "ERR_BUNDLE_WASM");
      assert.match(error.message, /^policy\.wasm is not an OPA policy: ./);
    });
  }

  test("createEvaluator refuses a policy that does not say which ABI it has", async (t) => {
    t.mock.method(console, "error", () => {});
    // Same length, other name: every other part of the module stays as it is.
    const renamed = Buffer.from(wasm);
    const at = renamed.indexOf("opa_wasm_abi_minor_version");
    assert.notEqual(at, -1);
    renamed.write("opa_wasm_abi_minor_versioX", at);
    assert.deepEqual(
      await refused(renamed),
      new BundleError("ERR_BUNDLE_WASM", "policy.wasm has ABI 1.?, expected 1.2 or a later 1.x"),
    );
  });

  test("createEvaluator refuses a policy that imports what opa-wasm does not have", async () => {
    const renamed = Buffer.from(wasm);
    const at = renamed.indexOf("opa_abort");
    renamed.write("opa_abXrt", at);
    const error = await refused(renamed);
    assert.ok(error instanceof BundleError);
    assert.equal(error.code, "ERR_BUNDLE_WASM");
    assert.match(error.message, /^policy\.wasm is not an OPA policy: .*opa_abXrt/);
  });
});

test("OPA's own command reads the standard bundle", (t) => {
  const opa = process.env.MCP_TRUST_TEST_OPA;
  if (!opa) {
    t.skip("MCP_TRUST_TEST_OPA names no opa executable");
    return;
  }
  const { status, stdout, stderr } = spawnSync(opa, ["inspect", "--format", "json", standardPath], {
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
  const { manifest } = JSON.parse(stdout) as { manifest: { wasm?: { entrypoint: string }[] } };
  assert.deepEqual(
    manifest.wasm?.map(({ entrypoint }) => entrypoint),
    ["mcp/main/decision"],
  );
});

// Real folders with real symbolic links; POSIX only, as links are.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, suite, test } from "node:test";
import { describePaths, resolveRoots } from "../../../src/facts/paths/describe_paths.ts";
import { followLinks } from "../../../src/facts/paths/follow_links.ts";
import { type PathContext, resolvePath } from "../../../src/facts/paths/resolve_path.ts";

const base = realpathSync(mkdtempSync(join(tmpdir(), "mcp-trust-links-")));
after(() => {
  rmSync(base, { recursive: true });
});

const at = (path: string): string => `${base}/${path}`;
const link = (path: string, target: string): void => symlinkSync(target, at(path));

for (const folder of ["granted/sub", "outside/deep/deeper", "granted-sibling"])
  mkdirSync(at(folder), { recursive: true });
for (const file of [
  "granted/file",
  "granted/sub/file",
  "outside/secret",
  "outside/deep/secret",
  "granted-sibling/file",
]) {
  writeFileSync(at(file), "");
}
link("granted/to_file", at("outside/secret"));
link("granted/to_folder", at("outside"));
link("granted/to_deep", "../outside/deep/deeper");
link("granted/within", "sub");
link("granted/within_absolute", at("granted/sub/file"));
link("granted/chain", "chain2");
link("granted/chain2", "sub/chain3");
link("granted/sub/chain3", "../../outside/secret");
link("granted/loop", "loop2");
link("granted/loop2", "loop");
link("granted/self", "self/x");
link("granted/dangling_out", at("outside/new_file"));
link("granted/dangling_in", "new_file");
link("granted/up", "..");
link("granted/slash", "/");
link("root_link", "granted");
link("granted/swap", "sub");

const context: PathContext = { platform: "linux", home: at("granted"), cwd: at("granted"), followLinks: true };

function judge(path: string, root = "granted", ctx = context) {
  const roots = resolveRoots([at(root)], ctx);
  const [fact] = describePaths([{ pointer: "", value: path, found_by: "name" }], roots, ctx);
  const { resolved, inside, marks } = fact ?? { resolved: null, inside: [], marks: [] };
  return [resolved?.replace(base, "") ?? null, inside.length > 0, marks];
}

suite("links", { skip: process.platform === "win32" }, () => {
  for (const [path, resolved, inside, marks] of [
    ["granted/file", "/granted/file", true, []],
    ["granted/missing/file", "/granted/missing/file", true, []],
    ["granted", "/granted", true, []],
    ["granted/", "/granted", true, []],
    ["granted-sibling/file", "/granted-sibling/file", false, []],
    ["granted/../granted-sibling/file", "/granted-sibling/file", false, []],
    ["granted/to_file", "/outside/secret", false, ["link_followed"]],
    ["granted/to_file/", "/outside/secret", false, ["link_followed"]],
    ["granted/./to_file", "/outside/secret", false, ["link_followed"]],
    ["granted/to_folder/secret", "/outside/secret", false, ["link_followed"]],
    ["granted/to_folder/missing", "/outside/missing", false, ["link_followed"]],
    ["granted/within/file", "/granted/sub/file", true, ["link_followed"]],
    ["granted/within_absolute", "/granted/sub/file", true, ["link_followed"]],
    ["granted/chain", "/outside/secret", false, ["link_followed"]],
    ["granted/loop", null, false, ["link_unreadable"]],
    ["granted/self", null, false, ["link_unreadable"]],
    ["granted/dangling_out", "/outside/new_file", false, ["link_followed"]],
    ["granted/dangling_in", "/granted/new_file", true, ["link_followed"]],
    ["granted/up/outside/secret", "/outside/secret", false, ["link_followed"]],
    ["granted/up/granted/file", "/granted/file", true, ["link_followed"]],
    // The kernel leaves the link's target, a reader that normalizes leaves the link.
    ["granted/to_deep/../secret", null, false, ["link_followed", "link_ambiguous"]],
    ["granted/to_folder/../granted/file", null, false, ["link_followed", "link_ambiguous"]],
    ["granted/within/../file", "/granted/file", true, ["link_followed"]],
    ["granted/file/../sub/file", "/granted/sub/file", true, []],
    ["root_link/file", "/granted/file", true, ["link_followed"]],
    [`granted/${"x".repeat(300)}`, null, false, ["link_unreadable"]],
    [`granted/${"x/".repeat(3000)}`, null, false, ["too_long"]],
  ] as const) {
    test(`describePaths follows ${path.slice(0, 40)}`, () => {
      assert.deepEqual(judge(at(path)), [resolved, inside, marks]);
    });
  }

  test("describePaths follows a root that is a link itself", () => {
    assert.deepEqual(judge(at("granted/file"), "root_link"), ["/granted/file", true, []]);
    assert.deepEqual(judge(at("root_link/to_file"), "root_link"), ["/outside/secret", false, ["link_followed"]]);
  });

  test("describePaths follows links from the working folder and from the home", () => {
    assert.deepEqual(judge("to_file"), ["/outside/secret", false, ["link_followed"]]);
    assert.deepEqual(judge("./sub/file"), ["/granted/sub/file", true, []]);
    assert.deepEqual(judge("~/to_folder/secret"), ["/outside/secret", false, ["link_followed"]]);
    assert.deepEqual(judge("to_deep/../secret"), [null, false, ["link_followed", "link_ambiguous"]]);
    const linked = { ...context, cwd: at("granted/to_folder") };
    assert.deepEqual(judge("secret", "granted", linked), ["/outside/secret", false, ["link_followed"]]);
  });

  test("describePaths follows links in file URIs, and resolves none that climbs", () => {
    const facts = [`file://${at("granted/to_file")}`, `file://${at("granted/to_deep/../secret")}`].map((uri) =>
      resolvePath(uri, true, context),
    );
    assert.deepEqual(facts, [
      { form: "posix", resolved: at("outside/secret"), marks: ["link_followed"] },
      { form: "posix", resolved: null, marks: [] },
    ]);
  });

  test("describePaths sees a link that was replaced since the last look", () => {
    assert.deepEqual(judge(at("granted/swap/file")), ["/granted/sub/file", true, ["link_followed"]]);
    unlinkSync(at("granted/swap"));
    link("granted/swap", at("outside"));
    assert.deepEqual(judge(at("granted/swap/secret")), ["/outside/secret", false, ["link_followed"]]);
  });

  test("describePaths holds a path against the root as it was when the evaluator was made", () => {
    link("moving_root", "granted");
    const roots = resolveRoots([at("moving_root")], context);
    unlinkSync(at("moving_root"));
    link("moving_root", "outside");
    const [fact] = describePaths([{ pointer: "", value: at("moving_root/secret"), found_by: "name" }], roots, context);
    assert.deepEqual([fact?.resolved, fact?.inside], [at("outside/secret"), []]);
  });

  test("resolveRoots keeps the spelling beside what links lead to", () => {
    assert.deepEqual(resolveRoots([at("root_link")], context), [
      { root: at("root_link"), resolved: at("granted"), lexical: at("root_link") },
    ]);
  });

  test("describePaths compares spelling only when links are not followed", () => {
    assert.deepEqual(judge(at("granted/to_file"), "granted", { ...context, followLinks: false }), [
      "/granted/to_file",
      true,
      [],
    ]);
  });

  test("followLinks follows forty links and no more", () => {
    mkdirSync(at("many"));
    writeFileSync(at("many/0"), "");
    for (let index = 1; index <= 41; index += 1) link(`many/${index}`, String(index - 1));
    assert.deepEqual(followLinks(at("many/40")), { path: at("many/0"), links: 40 });
    assert.deepEqual(followLinks(at("many/41")), { failed: "unreadable" });
  });

  test("followLinks follows no link in /proc, which leads every process elsewhere", {
    skip: process.platform !== "linux",
  }, () => {
    for (const path of [
      "/proc/self/cwd/x",
      "/proc/self/root/etc/passwd",
      `/proc/${process.pid}/cwd`,
      "/dev/fd/0",
      at("granted/slash/proc/self/exe"),
    ]) {
      assert.deepEqual(followLinks(path), { failed: "unreadable" });
    }
  });
});

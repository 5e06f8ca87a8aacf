// Each registry's names and versions: what pins a package and what does not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readDenoSpecifier } from "../../src/facts/package/deno_specifier.ts";
import { readGoModule } from "../../src/facts/package/go_module.ts";
import { readNpmSpec } from "../../src/facts/package/npm_spec.ts";
import { readNugetPackage } from "../../src/facts/package/nuget_package.ts";
import { readImageReference } from "../../src/facts/package/oci_reference.ts";
import type { PackageIdentity } from "../../src/facts/package/package_identity.ts";
import { readPythonRequirement } from "../../src/facts/package/python_requirement.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const HASH = "0123456789abcdef".repeat(4);
type Row = readonly [
  text: string,
  registry: PackageIdentity["registry"],
  name: string,
  version: string | undefined,
  pinned: boolean,
];

function checkRows(subject: string, read: (text: string) => PackageIdentity | undefined, rows: readonly Row[]): void {
  for (const [text, registry, name, version, pinned] of rows) {
    test(`${subject} reads ${text}`, () => {
      const identity = read(text);
      assert.deepEqual(
        [identity?.registry, identity?.name, identity?.version, identity?.pinned],
        [registry, name, version, pinned],
      );
    });
  }
}

checkRows("readNpmSpec", readNpmSpec, [
  ["pkg", "npm", "pkg", undefined, false],
  ["pkg@", "npm", "pkg", undefined, false],
  ["pkg@1.2.3", "npm", "pkg", "1.2.3", true],
  ["pkg@v1.2.3", "npm", "pkg", "v1.2.3", true],
  ["pkg@=1.2.3", "npm", "pkg", "=1.2.3", true],
  ["pkg@1.2.3-rc.1+b", "npm", "pkg", "1.2.3-rc.1+b", true],
  ["pkg@1", "npm", "pkg", "1", false],
  ["pkg@1.2", "npm", "pkg", "1.2", false],
  ["pkg@^1.2.3", "npm", "pkg", "^1.2.3", false],
  ["pkg@1.2.3 || 2", "npm", "pkg", "1.2.3 || 2", false],
  ["pkg@*", "npm", "pkg", undefined, false],
  ["pkg@latest", "npm", "pkg", "latest", false],
  ["@a/b@1.2.3", "npm", "@a/b", "1.2.3", true],
  ["@a/b", "npm", "@a/b", undefined, false],
  ["x@npm:@a/b@1.2.3", "npm", "@a/b", "1.2.3", true],
  ["x@npm:b@^1", "npm", "b", "^1", false],
  ["a/b", "git", "https://github.com/a/b", undefined, false],
  [`a/b#${COMMIT}`, "git", "https://github.com/a/b", COMMIT, true],
  ["a/b#semver:^1", "git", "https://github.com/a/b", "^1", false],
  ["a/b#abc1234", "git", "https://github.com/a/b", "abc1234", false],
  [`x@git+https://t:k@h.example/r.git#${COMMIT}`, "git", "https://h.example/r.git", COMMIT, true],
  ["https://u:p@h.example/x.tgz?k=1", "url", "https://h.example/x.tgz", undefined, false],
  ["./x", "path", "./x", undefined, false],
  [".", "path", ".", undefined, false],
  ["..\\x", "path", "..\\x", undefined, false],
  ["file:../x", "path", "file:../x", undefined, false],
  ["x.tgz", "path", "x.tgz", undefined, false],
  ["not a name!", "npm", "not a name!", undefined, false],
]);

checkRows("readPythonRequirement", readPythonRequirement, [
  ["pkg", "pypi", "pkg", undefined, false],
  ["Pkg.Name_x", "pypi", "pkg-name-x", undefined, false],
  ["pkg==1.2.3", "pypi", "pkg", "1.2.3", true],
  ["pkg == 1.2.3", "pypi", "pkg", "1.2.3", true],
  ["pkg===1.2.3", "pypi", "pkg", "1.2.3", true],
  ["pkg===1.*", "pypi", "pkg", "===1.*", false],
  ["pkg===latest", "pypi", "pkg", "===latest", false],
  ["pkg@1.2.3", "pypi", "pkg", "1.2.3", true],
  ["pkg@latest", "pypi", "pkg", "latest", false],
  ["pkg==1.*", "pypi", "pkg", "==1.*", false],
  ["pkg>=1", "pypi", "pkg", ">=1", false],
  ["pkg~=1.2", "pypi", "pkg", "~=1.2", false],
  ["pkg==1.2.3,>=1", "pypi", "pkg", "1.2.3", true],
  ["pkg[cli,x]==1.0rc1", "pypi", "pkg", "1.0rc1", true],
  ["pkg==1.0; python_version > '3'", "pypi", "pkg", "1.0", true],
  ["pkg==1.0 junk", "pypi", "pkg", "==1.0 junk", false],
  ["pkg=1.0", "pypi", "pkg", "=1.0", false],
  [`git+https://h.example/a/b@${COMMIT}`, "git", "https://h.example/a/b", COMMIT, true],
  [`git+https://h.example/a/b@${COMMIT}#subdirectory=x`, "git", "https://h.example/a/b", COMMIT, true],
  ["git+https://h.example/a/b@v1", "git", "https://h.example/a/b", "v1", false],
  ["git+ssh://git@h.example/a/b", "git", "ssh://h.example/a/b", undefined, false],
  [`pkg @ git+https://u:p@h.example/a/b@${COMMIT}`, "git", "https://h.example/a/b", COMMIT, true],
  [`pkg @ https://h.example/x.whl#sha256=${HASH}`, "url", "https://h.example/x.whl", undefined, true],
  ["https://h.example/x.whl", "url", "https://h.example/x.whl", undefined, false],
  ["https://h.example/x.whl#sha256=abc", "url", "https://h.example/x.whl", undefined, false],
  ["./x", "path", "./x", undefined, false],
  ["C:\\x", "path", "C:\\x", undefined, false],
  ["", "pypi", "", undefined, false],
]);

checkRows("readImageReference", (text) => readImageReference(text).identity, [
  ["x", "oci", "docker.io/library/x", undefined, false],
  ["x:1", "oci", "docker.io/library/x", "1", false],
  ["a/x", "oci", "docker.io/a/x", undefined, false],
  ["docker.io/x", "oci", "docker.io/library/x", undefined, false],
  ["index.docker.io/x", "oci", "docker.io/library/x", undefined, false],
  ["ghcr.io/a/x:1", "oci", "ghcr.io/a/x", "1", false],
  ["localhost/x", "oci", "localhost/x", undefined, false],
  ["h:5000/x", "oci", "h:5000/x", undefined, false],
  ["h:5000/x:2", "oci", "h:5000/x", "2", false],
  [`x@sha256:${HASH}`, "oci", "docker.io/library/x", undefined, true],
  [`x:1@sha256:${HASH}`, "oci", "docker.io/library/x", "1", true],
  ["x@sha256:abc", "oci", "docker.io/library/x", undefined, false],
  ["x@latest", "oci", "docker.io/library/x", undefined, false],
]);

checkRows("readGoModule", readGoModule, [
  ["h/a/b@v1.2.3", "go", "h/a/b", "v1.2.3", true],
  ["h/a/b@v1.2.3+incompatible", "go", "h/a/b", "v1.2.3+incompatible", true],
  ["h/a/b@v0.0.0-20240101000000-0123456789ab", "go", "h/a/b", "v0.0.0-20240101000000-0123456789ab", true],
  [`h/a/b@${COMMIT}`, "go", "h/a/b", COMMIT, true],
  ["h/a/b@v1", "go", "h/a/b", "v1", false],
  ["h/a/b@latest", "go", "h/a/b", "latest", false],
  ["h/a/b", "go", "h/a/b", undefined, false],
  [".", "path", ".", undefined, false],
  ["main.go", "path", "main.go", undefined, false],
]);

checkRows("readDenoSpecifier", readDenoSpecifier, [
  ["npm:a@1.0.0", "npm", "a", "1.0.0", true],
  ["npm:/a@1.0.0/bin", "npm", "a", "1.0.0", true],
  ["npm:@a/b", "npm", "@a/b", undefined, false],
  ["jsr:@a/b@1.0.0/x", "jsr", "@a/b", "1.0.0", true],
  ["jsr:@a/b@^1.0.0", "jsr", "@a/b", "^1.0.0", false],
  ["https://u:p@h.example/m.ts?x#y", "url", "https://h.example/m.ts", undefined, false],
]);

checkRows("readNugetPackage", readNugetPackage, [
  ["A.B", "nuget", "a.b", undefined, false],
  ["A.B@1.2.3", "nuget", "a.b", "1.2.3", true],
  ["A.B@1.*", "nuget", "a.b", "1.*", false],
]);

test("readDenoSpecifier knows no package in a local file", () => {
  assert.equal(readDenoSpecifier("./main.ts"), undefined);
});

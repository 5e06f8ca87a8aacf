// Says whether this machine has a sandbox to test with: without one, its tests are skipped, but fail in CI.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { findSandbox } from "../../src/sandbox/find_sandbox.ts";

const search = await findSandbox();
const missing = "bubblewrap is not installed, or user namespaces are off: no server can be confined here";

/** Asked without the arguments of ours, which are what is tested: some machines do not let anybody have namespaces. */
const isForbidden = spawnSync("bwrap", ["--ro-bind", "/", "/", "--", "true"]).status === 1;

export const skip = "missing" in search && (isForbidden || process.env.CI === undefined) ? missing : false;

export function foundSandbox() {
  return "found" in search ? search.found : assert.fail(missing);
}

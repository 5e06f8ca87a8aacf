// Runs `npm run exam` on entries of our own and reads what it prints.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { unblot } from "../../tools/exam/entry.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

function runExam(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ["--import", "tsx", "tools/exam/index.ts", ...args], {
    cwd: root,
    encoding: "utf8",
  });
}

describe("npm run exam", () => {
  it("prints effect, codes and right or wrong for each entry, then the totals", () => {
    const { status, stdout } = runExam("test/exam/entries.json");
    assert.equal(status, 0);
    assert.deepEqual(stdout.trimEnd().split("\n"), [
      "right own-attack attack (deny): A note outside the shelf",
      "    * 0 deny  filesystem_access.outside_grant",
      "    variant, wanted deny: deny  right filesystem_access.outside_grant, sandbox_escape.climbs_out_of_scope",
      "right own-benign benign (allow): Two notes on the shelf",
      "      0 allow filesystem_access.inside_grant, model_driven_invocation.granted_tool",
      "    * 1 allow filesystem_access.inside_grant, model_driven_invocation.granted_tool",
      "WRONG own-wrong benign (allow): An event of no kind",
      "    * 0 deny  nothing_to_decide",
      "",
      "attacks right                     1 of 1",
      "attacks that accept only deny     1 of 1",
      "benign right, in every event      1 of 2",
      "variants right                    1 of 1",
      "  intended_behaviour              1 of 2",
      "  path_and_sandbox                1 of 1",
      "",
      "Not mapped, for want of a field: context.grants lamp.*, event kind telepathy",
    ]);
  });

  it("has a JSON format", () => {
    const { status, stdout } = runExam("--format", "json", "--profile", "managed", "test/exam/entries.json");
    assert.equal(status, 0);
    const { profile, entries } = JSON.parse(stdout) as { profile: string; entries: { id: string; right: boolean }[] };
    assert.equal(profile, "managed");
    assert.deepEqual(
      entries.map(({ id, right }) => [id, right]),
      [
        ["own-attack", true],
        ["own-benign", true],
        ["own-wrong", false],
      ],
    );
  });

  it("says how it is used", () => {
    const { status, stderr } = runExam();
    assert.equal(status, 2);
    assert.match(stderr, /^Usage: npm run exam -- /);
  });
});

describe("unblot", () => {
  it("fills runs of X as long as tokens, and leaves the rest", () => {
    const said = { token: "ghp_XXXXXXXXXXXXXXXX", list: ["XXXX"], count: 1 };
    assert.deepEqual(unblot(said), { token: "ghp_q7Zk2mV9xT4bL8nR", list: ["XXXX"], count: 1 });
  });
});

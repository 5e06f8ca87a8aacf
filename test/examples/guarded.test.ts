// The examples of guards print what their README.md says, with one command each. UPDATE_GOLDEN=1 copies.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

function run(example: string, input: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`examples/${example}/index.js`], {
    cwd: root,
    input,
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
  return stdout;
}

for (const [example, input] of [
  ["guarded_client", "y\n"],
  ["guarded_server", ""],
  ["wrapped_server", ""],
] as const) {
  test(`examples/${example} prints what its README.md shows`, () => {
    const file = join(root, "examples", example, "README.md");
    const text = readFileSync(file, "utf8");
    const marker = `<!-- output: node examples/${example}/index.js -->\n\`\`\`\n`;
    const start = text.indexOf(marker) + marker.length;
    const stdout = run(example, input);
    const expected = `${text.slice(0, start)}${stdout}\`\`\`\n`;
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, expected);
    else assert.equal(text, expected);
  });
}

for (const [what, input] of [
  ["no", "n\n"],
  ["nothing", ""],
] as const) {
  test(`examples/guarded_client writes nothing when the person says ${what}`, () => {
    const stdout = run("guarded_client", input);
    assert.match(stdout, /You said no\.\n {2}Blocked by policy: .*\(fail_closed\.not_confirmed\)/);
    assert.match(stdout, /In out\/answer\.txt: nothing\n$/);
  });
}

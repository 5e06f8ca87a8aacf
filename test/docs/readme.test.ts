// Holds the documents against what they describe: printed output, sources, paths and commands. UPDATE_GOLDEN=1 copies.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const documents = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "bench/README.md"];

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

/** The fenced block after a marker such as `<!-- output: command -->`. */
function blocksAfter(text: string, marker: string): { argument: string; block: string }[] {
  const pattern = new RegExp(`<!-- ${marker}: (.+) -->\\n\`\`\`\\w*\\n([\\s\\S]*?)\`\`\``, "g");
  return [...text.matchAll(pattern)].map(([, argument = "", block = ""]) => ({ argument, block }));
}

describe("README.md", () => {
  const blocks = blocksAfter(read("README.md"), "output");

  it("shows output", () => assert.equal(blocks.length, 1));

  for (const { argument, block } of blocks) {
    it(`shows what \`${argument}\` prints`, () => {
      const [, ...args] = argument.split(" ");
      const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
      if (process.env.UPDATE_GOLDEN)
        writeFileSync(
          join(root, "README.md"),
          read("README.md").replace(block, () => stdout),
        );
      else assert.equal(block, stdout);
    });
  }

  for (const { argument, block } of blocksAfter(read("README.md"), "source")) {
    it(`shows ${argument} as it is`, () => {
      const source = read(argument);
      if (process.env.UPDATE_GOLDEN)
        writeFileSync(
          join(root, "README.md"),
          read("README.md").replace(block, () => source),
        );
      else assert.equal(block, source);
    });
  }
});

describe("documents", () => {
  for (const document of documents) {
    it(`${document} names only paths that exist`, () => {
      const text = read(document);
      const quoted = [
        ...text.matchAll(/`((?:\.ci|src|policies|schemas|compiler|tools|test|bench|examples|bin)\/[^\s`<*]*)`/g),
      ];
      const linked = [...text.matchAll(/\]\(([^)#:]+)\)/g)];
      const missing = [...quoted, ...linked]
        .map(([, path = ""]) => path)
        .filter((path) => !existsSync(join(root, path)));
      assert.deepEqual(missing, []);
    });

    it(`${document} names only npm scripts that exist`, () => {
      const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
      const named = [...read(document).matchAll(/npm run ([a-z]+)/g)].map(([, name = ""]) => name);
      assert.deepEqual(
        named.filter((name) => !Object.hasOwn(scripts, name)),
        [],
      );
    });
  }
});

import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { normalizeConfigFile } from "../../src/normalize/config.ts";
import { findLinkText } from "../../src/normalize/formats/link_text.ts";
import { createFolder, stranger, summarize } from "./workspace.ts";

describe("a symbolic link that git checked out as text", () => {
  for (const text of [
    "../dotfiles/settings.json",
    "../dotfiles/settings.json\n",
    "./mcp.json",
    "mcp.json",
    "shared/mcp",
    "/home/ada/dotfiles/mcp.json\r\n",
    "..\\shared\\mcp.json",
    "C/mcp.JSONC",
  ]) {
    it(`is ${JSON.stringify(text)}`, async (test) => {
      const path = join(await createFolder(test, [["a/.cursor/mcp.json", text]]), "a/.cursor/mcp.json");
      const { client, events, problems } = await normalizeConfigFile(path, { machine: stranger });
      assert.deepEqual([client, events], ["cursor", []]);
      assert.deepEqual(problems, [
        {
          code: "ERR_NORMALIZE_LINK_TEXT",
          file: path,
          line: 1,
          column: 1,
          message:
            "Expected a configuration, found a single path: this looks like a symbolic link that was checked out as text; name the file that the link points to, or check it out again with git's core.symlinks on.",
        },
      ]);
    });
  }

  it("is nothing else", async (test) => {
    const rows: readonly (readonly [string, string[]])[] = [
      ["", ["EMPTY 1:1"]],
      ["// a/b.json", ["EMPTY 1:1"]],
      ["//a/b.json", ["EMPTY 1:1"]],
      ["hello", ["SYNTAX 1:1"]],
      ["https://a.example/mcp.json", ["SYNTAX 1:1"]],
      ["see docs/mcp.json", ["SYNTAX 1:1"]],
      ["a/b.json\nc/d.json", ["SYNTAX 1:1"]],
      [`${"a/".repeat(2100)}b`, ["SYNTAX 1:1"]],
      ["1.5", ["ROOT 1:1"]],
      ["null", ["ROOT 1:1"]],
      ['"a/b.json"', ["ROOT 1:1"]],
    ];
    const folder = await createFolder(
      test,
      rows.map(([text], row) => [`${row}/.cursor/mcp.json`, text]),
    );
    for (const [row, [text, expected]] of rows.entries()) {
      const { problems } = await normalizeConfigFile(join(folder, `${row}/.cursor/mcp.json`), { machine: stranger });
      assert.deepEqual(summarize(problems), expected, text);
    }
  });

  it("is never what JSON has", () => {
    fc.assert(fc.property(fc.json(), (text) => assert.equal(findLinkText(text, "x.json"), null)));
  });

  it("is never quoted", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{8,20}$/), (name) => {
        assert.equal(findLinkText(`secrets/${name}.json`, "x.json")?.message.includes(name), false);
      }),
    );
  });
});

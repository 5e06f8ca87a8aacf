import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { guessSyntax } from "../../../src/normalize/formats/guess_syntax.ts";

describe("guessSyntax", () => {
  const rows: readonly (readonly [path: string, text: string, syntax: string])[] = [
    ["a.toml", "{}", "toml"],
    ["a.TOML", "", "toml"],
    ["a.yaml", "{}", "yaml"],
    ["a.yml", "{}", "yaml"],
    ["a.json", "a: 1", "jsonc"],
    ["a.jsonc", "a = 1", "jsonc"],
    ["a", "", "jsonc"],
    ["a", "\ufeff\n  {", "jsonc"],
    ["a", '// x\n{"a":\n1}', "jsonc"],
    ["a", '{\n  "a": {\n    b = 1', "jsonc"],
    ["a", "nothing of these", "jsonc"],
    ["a", "# x\n[mcp_servers.a]\n", "toml"],
    ["a", "[[a]]", "toml"],
    ["a", 'a."b c" = 1\n"x" = 2', "toml"],
    ["a", 'a = """\nb: c\n"""', "toml"],
    ["a.bak", "# x\r\na:\r\n  b: 1", "yaml"],
    ["a", "a: |\n  b = 1", "yaml"],
    ["a", "---\na", "yaml"],
    ["a", "- a: b", "yaml"],
  ];
  for (const [path, text, syntax] of rows) {
    it(`takes ${JSON.stringify(text)} in ${path} for ${syntax}`, () => {
      assert.equal(guessSyntax(path, Buffer.from(text)), syntax);
    });
  }
});

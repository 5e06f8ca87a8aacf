import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { validate } from "../../src/generated/validate_event.js";
import { type NormalizedConfig, normalizeConfigFile } from "../../src/normalize/config.ts";
import { parseDocument } from "../../src/normalize/formats/document.ts";
import { isProblem, type Position } from "../../src/normalize/problem.ts";
import { fixtures, stranger } from "./workspace.ts";

const names = [".mcp.json", ".cursor/mcp.json", ".vscode/mcp.json", ".claude/settings.json", ".claude.json", "x.json"];

function normalizeBytes(name: string, bytes: Uint8Array): Promise<NormalizedConfig> {
  const status = { size: bytes.length, isFile: () => true, isDirectory: () => false };
  const open = () => {
    let position = 0;
    return Promise.resolve({
      stat: () => Promise.resolve(status),
      read: (buffer: Uint8Array, offset: number, length: number) => {
        const piece = bytes.subarray(position, position + length);
        buffer.set(piece, offset);
        position += piece.length;
        return Promise.resolve({ bytesRead: piece.length });
      },
      close: () => Promise.resolve(),
    });
  };
  const files = { stat: () => Promise.resolve(status), open };
  return normalizeConfigFile(`/work/${name}`, { machine: stranger, files });
}

/** Also checks the columns: one behind the last character of a line is where an editor's cursor can still stand. */
function assertInside({ line, column }: Position, lines: readonly string[]): void {
  const text = lines[line - 1];
  assert.ok(text !== undefined, `line ${line} of ${lines.length}`);
  assert.ok(column >= 1 && column <= text.length + 1, `column ${column} of ${text.length}`);
}

const eventPointers = [
  "",
  "/server",
  "/server/args/0",
  "/server/env_keys/1",
  "/server/url",
  "/setting/value/2",
  "/x/y",
];

async function checkAny(name: string, bytes: Uint8Array): Promise<void> {
  const lines = new TextDecoder().decode(bytes).split(/\r\n|\n|\r/);
  const parsed = parseDocument(bytes, { path: name, syntax: "json" });
  if (isProblem(parsed)) assertInside(parsed, lines);
  else for (const problem of parsed.problems) assertInside(problem, lines);
  const { events, problems, client } = await normalizeBytes(name, bytes);
  if (isProblem(parsed)) assert.deepEqual([events, problems.length], [[], 1]);
  if (client === null) assert.equal(problems.length, 1);
  for (const problem of problems) assertInside(problem, lines);
  for (const { event, locate, values } of events) {
    assert.ok(validate(event), JSON.stringify(validate.errors));
    for (const pointer of [...eventPointers, ...values.map(({ pointer }) => pointer)])
      assertInside(locate(pointer), lines);
  }
}

const fileName = fc.constantFrom(...names);
const json = fc.json({ maxDepth: 6 });

/** Entries and maps whose fields have the right names and values of any type. */
const field = fc.constantFrom(
  "command",
  "args",
  "env",
  "url",
  "type",
  "headers",
  "cwd",
  "envFile",
  "disabled",
  "autoApprove",
  "sandboxEnabled",
  "headersHelper",
  "__proto__",
  "constructor",
);
const top = fc.constantFrom("mcpServers", "servers", "projects", "permissions", "enabledMcpjsonServers", "__proto__");
const value = fc.oneof(
  fc.json({ maxDepth: 2 }),
  fc.constantFrom(
    '"x"',
    '["a", "b"]',
    '{"A": "1", "__proto__": 2}',
    '"https://a.example"',
    "true",
    '"stdio"',
    '["mcp__a__b"]',
  ),
);
const toObject = (key: fc.Arbitrary<string>, content: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(key, content), { maxLength: 6 })
    .map((members) => `{${members.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(",\r\n\t")}}`);
const entry = fc.oneof({ weight: 5, arbitrary: toObject(field, value) }, { weight: 1, arbitrary: value });
const map = toObject(fc.oneof(fc.string(), fc.constantFrom("a", "__proto__", "😀")), entry);
const config = toObject(top, fc.oneof(map, value));

describe("parseDocument and normalizeConfigFile never throw and stay inside the file", () => {
  it("for any bytes", async () => {
    await fc.assert(fc.asyncProperty(fileName, fc.uint8Array({ maxLength: 200 }), checkAny), { numRuns: 500 });
  });

  it("for any text", async () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string(),
      json,
      fc.string({ unit: fc.constantFrom(...'{}[]",:/* \r\n\ta1\\😀') }),
    );
    await fc.assert(
      fc.asyncProperty(fileName, text, (name, content) => checkAny(name, Buffer.from(content))),
      { numRuns: 1000 },
    );
  });

  it("for any shape of configuration", async () => {
    await fc.assert(
      fc.asyncProperty(fileName, config, (name, content) => checkAny(name, Buffer.from(content))),
      { numRuns: 1000 },
    );
  });

  it("for valid files with bytes changed, removed or added", async () => {
    const files = await Promise.all(
      ["project/.mcp.json", "project/.vscode/mcp.json", "project/.claude/settings.json", "home/.claude.json"].map(
        (name) => readFile(join(fixtures, name)),
      ),
    );
    const change = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      remove: fc.nat(20),
      insert: fc.oneof(
        fc.uint8Array({ maxLength: 4 }),
        fc.constantFrom(...'{}[]",:/*\\').map((text) => Buffer.from(text)),
      ),
    });
    const mutated = fc
      .tuple(fc.constantFrom(...files), fc.array(change, { minLength: 1, maxLength: 4 }))
      .map(([file, changes]) =>
        changes.reduce((bytes, { at, remove, insert }) => {
          const start = Math.floor(at * bytes.length);
          return Buffer.concat([bytes.subarray(0, start), insert, bytes.subarray(start + remove)]);
        }, file),
      );
    await fc.assert(fc.asyncProperty(fileName, mutated, checkAny), { numRuns: 1500 });
  });

  it("and accept exactly what JSON.parse accepts, where strict JSON is asked for", () => {
    const text = fc.oneof(
      json,
      fc.string({ unit: fc.constantFrom(...'{}[]",:0123-+.eE/* \n\tatrufalsn\\') }),
      fc
        .tuple(json, fc.nat(), fc.constantFrom(",", "}", "1", '"', " ", "/**/", "\\", ""))
        .map(
          ([content, at, insert]) =>
            content.slice(0, at % (content.length + 1)) + insert + content.slice((at % (content.length + 1)) + 1),
        ),
    );
    fc.assert(
      fc.property(text, (content) => {
        let accepted = true;
        try {
          JSON.parse(content);
        } catch {
          accepted = false;
        }
        const parsed = parseDocument(Buffer.from(content), { path: "x.json", syntax: "json" });
        const strict =
          !isProblem(parsed) && parsed.problems.every(({ code }) => code === "ERR_NORMALIZE_DUPLICATE_KEY");
        assert.equal(strict, accepted, content);
      }),
      { numRuns: 3000 },
    );
  });
});

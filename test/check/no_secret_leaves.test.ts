// A token may stand anywhere in a configuration; it never stands in a report.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { readProse } from "../../src/bundle/catalogue.ts";
import { loadStandardBundle } from "../../src/bundle/standard_bundle.ts";
import { checkFiles } from "../../src/check/check_files.ts";
import { createEvaluator } from "../../src/evaluator.ts";
import { createColors } from "../../src/report/colors.ts";
import { checkFormats } from "../../src/report/formats.ts";

const PREFIXES = ["ghp_", "glpat-", "sk-ant-api03-", "npm_", "hf_", "xoxb-"] as const;
/** Digits in every part, so that no generated token reads as a word or as filler. */
const body = fc
  .array(fc.tuple(fc.stringMatching(/^[a-w][A-W]$/), fc.integer({ min: 1, max: 9 })), { minLength: 12, maxLength: 12 })
  .map((parts) => parts.map(([letters, digit]) => `${letters}${digit}`).join(""));
const token = fc.tuple(fc.constantFrom(...PREFIXES), body).map(([prefix, rest]) => `${prefix}${rest}`);

/** Each place takes a text with the token in it. */
const PLACES: readonly ((text: string) => readonly [file: string, content: object])[] = [
  (text) => [".mcp.json", { mcpServers: { [text]: { command: "npx", args: ["-y", "left"] } } }],
  (text) => [".mcp.json", { mcpServers: { a: { command: text } } }],
  (text) => [".mcp.json", { mcpServers: { a: { command: `bash -c "run ${text} | sh"` } } }],
  (text) => [".mcp.json", { mcpServers: { a: { command: "bash", args: ["-c", `curl ${text} | sh`] } } }],
  (text) => [".mcp.json", { mcpServers: { a: { command: "npx", args: ["-y", text] } } }],
  (text) => [".mcp.json", { mcpServers: { a: { command: "docker", args: ["run", "-v", `/:/${text}`, text] } } }],
  (text) => [".mcp.json", { mcpServers: { a: { command: "x", args: [`--root=${text}`, `/srv/${text}`] } } }],
  (text) => [".mcp.json", { mcpServers: { a: { command: "x", cwd: `/srv/${text}` } } }],
  (text) => [".mcp.json", { mcpServers: { a: { command: "x", envFile: `/srv/${text}` } } }],
  (text) => [".mcp.json", { mcpServers: { a: { command: "x", env: { [text]: "1", NODE_OPTIONS: text } } } }],
  (text) => [".mcp.json", { mcpServers: { a: { url: `http://${text}/mcp`, headers: { [text]: "1" } } } }],
  (text) => [".mcp.json", { mcpServers: { a: { url: `http://a.example/${text}?x=${text}#${text}` } } }],
  (text) => [".mcp.json", { mcpServers: { a: { url: `http://${text}@a.example/`, headers: { "X-A": text } } } }],
  (text) => [".mcp.json", { mcpServers: { a: { url: "http://a.example/", headersHelper: `get ${text}` } } }],
  (text) => [".mcp.json", { mcpServers: { a: { command: "x", autoApprove: [text, `b ${text}`] } } }],
  (text) => [".mcp.json", { mcpServers: { a: { command: "x", type: text, disabled: text, [text]: text } } }],
  (text) => [".mcp.json", { mcpServers: { a: { command: "x" } }, servers: { [text]: { command: text } } }],
  (text) => [".vscode/mcp.json", { servers: { [text]: { command: "x", sandboxEnabled: true } } }],
  (text) => [".cursor/mcp.json", { mcpServers: { [text]: { command: "x", alwaysAllow: [text] } } }],
  (text) => [".claude.json", { projects: { [`/home/${text}`]: { mcpServers: { [text]: { command: "x" } } } } }],
  (text) => [".claude/settings.json", { permissions: { allow: [`mcp__${text}__${text}`, `mcp__a__${text}`] } }],
  (text) => [".claude/settings.json", { enabledMcpjsonServers: [text], permissions: { defaultMode: text } }],
];

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "mcp-trust-check-"));
});
after(() => rm(folder, { recursive: true, force: true }));

test("checkFiles and its reports never hold a token, wherever the configuration holds it", async () => {
  const bundle = await loadStandardBundle();
  const evaluator = await createEvaluator({ bundle, settings: { profile: "managed" } });
  const prose = readProse(bundle);
  const run = async (place: (typeof PLACES)[number], secret: string) => {
    const [name, content] = place(secret);
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, JSON.stringify(content));
    const result = await checkFiles([path], evaluator, prose);
    const context = {
      bundle: bundle.identity,
      profile: "managed",
      mode: "enforce",
      colors: createColors(false),
      columns: 100_000,
      settings: undefined,
    } as const;
    const outputs = await Promise.all(Object.values(checkFormats).map(async (load) => (await load())(result, context)));
    const output = outputs.join("\n");
    const secretBody = secret.replace(/^.*[-_]/, "");
    for (let at = 0; at + 8 <= secretBody.length; at += 1) {
      assert.ok(!output.includes(secretBody.slice(at, at + 8)), `${name} ${JSON.stringify(content)}\n${output}`);
    }
    return result;
  };
  for (const place of PLACES) {
    const result = await run(place, "ghp_aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT1uV2wA3");
    assert.ok(result.files.some(({ client }) => client !== null));
  }
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...PLACES), token, async (place, secret) => {
      await run(place, secret);
    }),
    { numRuns: 150 },
  );
});

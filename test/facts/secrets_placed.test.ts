// Secrets that no name of their own gives away, each beside what only looks like one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findSecrets, nameArguments } from "../../src/facts/secrets/detect_secrets.ts";
import { createMasker } from "../../src/facts/secrets/mask_secrets.ts";

const HEX = "9f8a7b6c5d4e3f2a9f8a7b6c";
const BASE64 = "YjBkZ2E3Mi04ZjQ1LTRhOWUtYjE3My0xM2Q4Zg";
const UUID = "550e8400-e29b-41d4-a716-446655440000";

const SECRETS: readonly (readonly [args: readonly string[], masked: readonly string[]])[] = [
  [[`https://a.example/?tok%65n=${HEX}`], ["https://a.example/?tok%65n=[secret]"]],
  [[`https://a.example/?x=1&%61pi%5Fkey=${HEX}&y`], ["https://a.example/?x=1&%61pi%5Fkey=[secret]&y"]],
  [[`https://a.example/?k=${HEX}`], ["https://a.example/?k=[secret]"]],
  [[`https://a.example/?x=1&key=${HEX}&z=2`], ["https://a.example/?x=1&key=[secret]&z=2"]],
  [['{"token":"9f8a7b6c5d4e"}'], ['{"token":"[secret]"}']],
  [['--config={"auth":{"apiKey":"9f8a7b6c5d4e"}}'], ['--config={"auth":{"apiKey":"[secret]"}}']],
  [['{"a":"{\\"token\\":\\"9f8a7b6c5d4e\\"}"}'], ['{"a":"{\\"token\\":\\"[secret]\\"}"}']],
  [
    ["--header", "Authorization:", HEX],
    ["--header", "Authorization:", "[secret]"],
  ],
  [
    ["--header", "Authorization:", `Bearer ${HEX}`],
    ["--header", "Authorization:", "Bearer [secret]"],
  ],
  [
    ["--header", "Authorization:", "Bearer", HEX],
    ["--header", "Authorization:", "Bearer", "[secret]"],
  ],
  [
    ["--header=X-Api-Key:", HEX],
    ["--header=X-Api-Key:", "[secret]"],
  ],
  [
    ["-c", `curl -H "Authorization: Bearer ${HEX}" https://a.example`],
    ["-c", 'curl -H "Authorization: Bearer [secret]" https://a.example'],
  ],
  [
    ["-u", "ada:s3cr3tPw9"],
    ["-u", "ada:[secret]"],
  ],
  [
    ["-c", "curl -u ada:s3cr3tPw9 https://a.example"],
    ["-c", "curl -u ada:[secret] https://a.example"],
  ],
  [[`https://${HEX}:x-oauth-basic@a.example/b`], ["https://[secret]:x-oauth-basic@a.example/b"]],
  [[`https://a.example/api/mcp/s/${BASE64}/mcp`], ["https://a.example/api/mcp/s/[secret]/mcp"]],
  [[`https://a.example/api/mcp/${BASE64}`], ["https://a.example/api/mcp/[secret]"]],
  [[`https://a.example/mcp/${BASE64}?x=1`], ["https://a.example/mcp/[secret]?x=1"]],
  [[`https://ada.app.n8n.cloud/mcp/${UUID}/sse`], ["https://ada.app.n8n.cloud/mcp/[secret]/sse"]],
  [[`https://eu2.make.com/mcp/api/v1/u/${UUID}/sse`], ["https://eu2.make.com/mcp/api/v1/u/[secret]/sse"]],
  [
    ["https://mcp.composio.dev/notes/quiet-green-pear-a1-b2?agent=x"],
    ["https://mcp.composio.dev/notes/[secret]?agent=x"],
  ],
  [
    [`https://a.example/api/webhooks/123456789012345678/${BASE64}${BASE64}`],
    ["https://a.example/api/webhooks/123456789012345678/[secret]"],
  ],
  [
    ["-u", "ada", "-p", "Qx7!rT29vb"],
    ["-u", "ada", "-p", "[secret]"],
  ],
  [
    ["-uada", "-pQx7!rT29vb"],
    ["-uada", "-p[secret]"],
  ],
];

const INNOCENT: readonly (readonly string[])[] = [
  [`https://a.example/mcp/${UUID}/sse`],
  ["https://docs.make.com/mcp/how-to-configure-a-server"],
  [`https://remake.com/mcp/${UUID}`],
  ["-p", "Qx7!rT29vb"],
  ["-u", "1000:1000", "-p", "127.0.0.1:3000:3000"],
  ["-u", "ada", "-p", "my-project2-dev"],
  ["-uada", "-p\u0024{PASSWORD}"],
  ["https://a.example/?t%69tle=9f8a7b6c5d4e3f2a9f8a7b6c"],
  [`https://a.example/?tok%65n=\${TOKEN}`],
  ["https://a.example/?%zz=%&%e9=1"],
  ["https://a.example/?k=how-to-configure-a-server-2024"],
  [`https://a.example/?k=${UUID}`],
  ["https://a.example/?k=xxxxxxxxxxxxxxxxxxxxxxxx"],
  ["https://a.example/?k=20"],
  ["https://a.example/?key=documentation-overview"],
  [`{"token":"\${TOKEN}"}`],
  ['{"a":"{\\"token\\":\\"<your-token>\\"}"}'],
  ['{"a":"{\\"title\\":\\"9f8a7b6c5d4e\\"}"}'],
  ["--header", "Authorization:", `\${TOKEN}`],
  ["--header", "Authorization:", "Bearer", "<token>"],
  ["--header", "Accept:", "application/json"],
  ["--header", "X-Request-Id:", HEX],
  ["-u", "1000:1000"],
  ["-u", "node:node"],
  ["-u", "user:password"],
  ["-u", `ada:\${PASSWORD}`],
  ["-u", "https://a.example:8443/abcdef12"],
  ["--image", "ada:s3cr3tPw9"],
  ["https://git:x-oauth-basic@a.example/b"],
  [`https://\${TOKEN}:x-oauth-basic@a.example/b`],
  ["https://<your-token>:x-oauth-basic@a.example/b"],
  ["https://a.example/mcp/MyVeryLongServerNameForTheTeam2024Edition"],
  ["https://a.example/mcp/Server-With-A-Long-Name-Version-2024-Edition"],
  [`https://a.example/mcp/${UUID}`],
  [`https://a.example/files/${BASE64}`],
  [`https://a.example/s/${"0123456789abcdef".repeat(3)}`],
  [`/home/ada/mcp/${BASE64}`],
];

for (const [args, masked] of SECRETS) {
  test(`a secret stands in ${args.join(" ")}`, async () => {
    const { mask } = createMasker(await findSecrets(nameArguments(args)));
    assert.deepEqual(args.map(mask), masked);
  });
}

for (const args of INNOCENT) {
  test(`no secret stands in ${args.join(" ")}`, async () => {
    assert.deepEqual(await findSecrets(nameArguments(args)), []);
  });
}

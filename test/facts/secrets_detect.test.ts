// Which configured values are plain-text secrets, and which only look like it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { detectSecrets } from "../../src/facts/secrets/detect_secrets.ts";

const GITHUB = `ghp_${"wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx"}`;
const JWT = `eyJhbGciOiJIUzI1NiJ9.${"eyJzdWIiOiIxMjM0NTY3ODkwIn0"}.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U`;

type Row = readonly [name: string, value: string, type: string];

const SECRETS: readonly Row[] = [
  ["GITHUB_TOKEN", GITHUB, "github"],
  ["FOO", GITHUB, "github"],
  ["", GITHUB, "github"],
  ["GITHUB_TOKEN", `<${GITHUB}>`, "github"],
  ["--access-token", "sbp_b037XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX6831", "redacted_token"],
  ["FOO", "sbp_b037XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX6831", "redacted_token"],
  ["--access-token", "sbp_b0371234567890abcdef1234567890abcdef6831", "prefixed_token"],
  ["Authorization", "Bearer <hf_cHLIXXXXXXXXXXXXXXXXXXXXXXXXXXXilM>", "redacted_token"],
  ["EXA_API_KEY", "b018XXXX-XXXX-XXXX-XXXX-XXXXXXXX7aba", "api_key"],
  ["EXA_API_KEY", "b018a3c2-11d4-4c5e-9a3f-0123456c7aba", "api_key"],
  ["SUPABASE_ACCESS_TOKEN", "OGZFXXXXXXXXXXtqP", "token"],
  ["SUPABASE_SERVICE_KEY", JWT, "jwt"],
  [
    "SUPABASE_SERVICE_ROLE_KEY",
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiXXXXXXXXXXXXXX.CRWSXXXXXXXXXXX2LQ4",
    "jwt",
  ],
  [
    "DATABASE_URL",
    "postgresql://postgres:QQZXXXXXXRI@db.example.supabase.co:5432/postgres",
    "database_connection_string",
  ],
  ["DATABASE_URL", "postgresql://app:s3cr3tPw@db.internal:5432/app", "database_connection_string"],
  ["", "postgresql://u:pl9Qx@h/db", "database_connection_string"],
  ["", "--dsn=mysql://root:t0psecret@db/app", "database_connection_string"],
  ["", "https://bob:hunter22@proxy.corp/x", "basicauth"],
  ["REDIS", "redis://:p4ssw0rdlong@cache:6379/0", "url_credentials"],
  ["url", "https://mcp.example.com/mcp?api_key=9f8a7b6c5d4e3f2a", "api_key"],
  ["url", "https://mcp.example.com/sse?x=1&token=9f8a7b6c5d4e3f2a", "token"],
  ["url", "https://mcp.example.com/#access_token=9f8a7b6c5d4e3f2a", "token"],
  ["", "--token=9f8a7b6c5d", "token"],
  ["", "--api-key=9f8a7b6c5d", "api_key"],
  ["--password", "hunter22", "password"],
  ["DB_PASS", "correcthorse", "password"],
  ["PGPASSWORD", "123456", "password"],
  ["MYSQL_PWD", "s3cr3t!", "password"],
  ["clientSecret", "8Q~abcDEF123ghi", "secret"],
  ["X-Api-Key", "9f8a7b6c5d4e", "api_key"],
  ["x-goog-api-key", "9f8a7b6c5d4e", "api_key"],
  ["Authorization", "Bearer 9f8a7b6c5d4e3f2a", "authorization"],
  ["Authorization", "Basic dXNlcjpodW50ZXIy", "authorization"],
  ["Authorization", "9f8a7b6c5d4e3f2a", "authorization"],
  ["Cookie", "session=9f8a7b6c5d4e", "cookie"],
  ["--header", "Authorization: Bearer 9f8a7b6c5d4e3f2a", "authorization"],
  ["", "--header=Authorization:Bearer 9f8a7b6c5d4e3f2a", "authorization"],
  ["-H", "X-API-Key: 9f8a7b6c5d4e", "api_key"],
  ["-e", "NOTION_TOKEN=9f8a7b6c5d4e", "token"],
  [
    "OPENAPI_MCP_HEADERS",
    '{"Authorization": "Bearer ntn_9f8a7b6c5d4e3f", "Notion-Version": "2022-06-28"}',
    "authorization",
  ],
  ["", "npx -y some-mcp --api-key 9f8a7b6c5d4e3f2a", "api_key"],
  ["", "API_KEY=9f8a7b6c5d4e npx foo", "api_key"],
  ["CONNECTION", "Server=db;User Id=sa;Password=Hunter22x;", "password"],
  ["AZURE_STORAGE", "DefaultEndpointsProtocol=https;AccountName=x;AccountKey=9f8a7b6c5d4e3f2a9f8a==", "access_key"],
  ["AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzzzKEYa", "aws"],
  ["PRIVATE_KEY", "0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318", "private_key"],
  [
    "KEY",
    `-----BEGIN RSA PRIVATE KEY-----\n${"MIIEowIBAAKCAQEA75K1+".repeat(8)}\n-----END RSA PRIVATE KEY-----`,
    "private_key",
  ],
  ["API_KEY", `\${API_KEY:-9f8a7b6c5d4e3f2a}`, "api_key"],
  ["OPENAI_KEY", "9f8a7b6c5d4e3f2a9f8a7b6c", "key"],
  ["TOKEN_2", "9f8a7b6c5d4e3f2a", "token"],
  ["API_KEY_PROD", "9f8a7b6c5d4e3f2a", "api_key"],
];

const INNOCENT: readonly (readonly [name: string, value: string])[] = [
  ["API_KEY", "$input:my_api_key"],
  ["API_KEY", "input:my-api-key"],
  ["Authorization", "Bearer $secret:token"],
  ["API_KEY", "process.env.API_KEY"],
  ["API_KEY", "os.environ/API_KEY"],
  ["API_KEY", "SET_VIA_ENV"],
  ["API_KEY", "EXAMPLE2_API_KEY"],
  ["API_KEY", "TU_CLAVE_AQUI"],
  ["API_KEY", "not-needed-here"],
  ["API_KEY", "mock-key"],
  ["API_KEY", "lm-studio"],
  ["API_KEY", "YOUR_KEY_123"],
  ["API_KEY", "your-21st-example-key"],
  ["DATABASE_URL", "mysql://root:root@127.0.0.1/example"],
  ["TOKEN", ""],
  ["TOKEN", `\${TOKEN}`],
  ["TOKEN", `\${env:TOKEN}`],
  ["FREEE_HR_ACCESS_TOKEN", `\${input:FREEE_HR_ACCESS_TOKEN}`],
  ["API_KEY", `\${user_config.api_key}`],
  ["API_KEY", "$API_KEY"],
  ["API_KEY", "%API_KEY%"],
  ["API_KEY", "{file:~/.secrets/key}"],
  ["API_KEY", "op://vault/item/field"],
  ["API_KEY", "{{API_KEY}}"],
  ["Authorization", `Bearer \${TOKEN}`],
  ["Authorization", "Bearer <token>"],
  ["DATABASE_URL", `postgres://\${USER}:\${PASS}@db/app`],
  ["DATABASE_URL", "postgres://user:password@localhost/db"],
  ["DATABASE_URL", "postgres://localhost/db"],
  ["NOTION_API_TOKEN", "<paste-your-notion-internal-integration-token-here>"],
  ["API_KEY", "<your-token>"],
  ["TAVILY_API_KEY", "{secret}"],
  ["API_KEY", "YOUR_API_KEY"],
  ["API_KEY", "your-api-key-here"],
  ["API_KEY", "xxxxxxxxxxxxxxxx"],
  ["API_KEY", "XXXX-XXXX-XXXX"],
  ["API_KEY", "changeme"],
  ["API_KEY", "REPLACE_ME"],
  ["API_KEY", "..."],
  ["API_KEY", "sk-..."],
  ["API_KEY", "sk-xxxxxxxxxxxxxxxxxxxxxxxx"],
  ["API_KEY", "sk-your-key"],
  ["GITHUB_TOKEN", "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  ["GITHUB_TOKEN", "ghp_YOUR_TOKEN_HERE"],
  ["TAVILY_API_KEY", "tvly-XXXXXXXX"],
  ["SOME_KEY", "fc-XXXXXXXXXXXX"],
  ["API_KEY", "00000000-0000-0000-0000-000000000000"],
  ["AUTH", "true"],
  ["AUTH", "oauth"],
  ["AUTH_TYPE", "bearer"],
  ["MAX_TOKENS", "4096"],
  ["TOKEN_LIMIT", "100000"],
  ["MAX_OUTPUT_TOKENS", "9f8a7b6c5d"],
  ["PASSWORD_FILE", "/run/secrets/password"],
  ["TOKEN", "/run/secrets/token"],
  ["GOOGLE_APPLICATION_CREDENTIALS", "/home/me/key.json"],
  ["GOOGLE_APPLICATION_CREDENTIALS", "C:\\Users\\me\\key.json"],
  ["API_KEY_HEADER", "X-Api-Key"],
  ["SECRET_NAME", "prod/app/db"],
  ["AWS_ACCESS_KEY_ID", "AKIAQYLPMN5HHHFPZAM2"],
  ["PWD", "/home/me"],
  ["PUBLIC_KEY", "9f8a7b6c5d4e3f2a9f8a7b6c"],
  ["CACHE_KEY", "user-profile"],
  ["TOKEN_URL", "https://auth.example.com/token"],
  ["SUPABASE_URL", "https://kyijayetpbpcayejnmba.supabase.co"],
  ["url", "https://mcp.supabase.com/mcp?project_ref=ceyzgkvtcufnvpjqpflf"],
  ["url", "https://huggingface.co/mcp"],
  ["auth", "gemini-api-key"],
  ["", "@modelcontextprotocol/server-sequential-thinking"],
  ["-y", "@upstash/context7-mcp@latest"],
  ["--project-ref", "ceyzgkvtcufnvpjqpflf"],
  ["--local-timezone", "Asia/Tokyo"],
  ["--exclude-tools", "PowerShell,Registry,Process"],
  ["", "C:/Users/Guang/AppData/Local/Programs/codebase-memory-mcp/codebase-memory-mcp.exe"],
  ["ANONYMIZED_TELEMETRY", "false"],
  ["RECONHUB_URL", "http://127.0.0.1:7878"],
  ["", "git@github.com:owner/repo.git"],
  ["", "ssh://git@github.com/owner/repo"],
  ["", "git+https://github.com/a/b@0123456789abcdef0123456789abcdef01234567"],
  ["", `ghcr.io/a/b@sha256:${"0123456789abcdef".repeat(4)}`],
  ["ALLOWED_DIRS", "/home/me,/srv/data"],
  ["--token-file", "token.txt"],
  ["LOG_LEVEL", "debug"],
  ["NODE_OPTIONS", "--max-old-space-size=4096"],
];

for (const [name, value, type] of SECRETS) {
  test(`detectSecrets finds ${type} in ${name} ${value.slice(0, 48)}`, async () => {
    const facts = await detectSecrets([{ pointer: "/x", name, value }]);
    assert.deepEqual(
      facts.map((fact) => [fact.pointer, fact.type]),
      [["/x", type]],
    );
  });
}

for (const [name, value] of INNOCENT) {
  test(`detectSecrets finds nothing in ${name} ${value.slice(0, 48)}`, async () => {
    assert.deepEqual(await detectSecrets([{ pointer: "/x", name, value }]), []);
  });
}

test("detectSecrets keeps places apart when it judges them in one run", async () => {
  const facts = await detectSecrets([
    { pointer: "/a", name: "A", value: GITHUB },
    { pointer: "/b", name: "B", value: "plain" },
    { pointer: "/c", name: "PASSWORD", value: "hunter22" },
    { pointer: "/d", name: "D", value: GITHUB },
  ]);
  assert.deepEqual(facts, [
    { pointer: "/a", found_by: "shape", type: "github" },
    { pointer: "/c", found_by: "name", type: "password" },
    { pointer: "/d", found_by: "shape", type: "github" },
  ]);
});

test("detectSecrets never puts the secret into a fact", async () => {
  assert.ok(!JSON.stringify(await detectSecrets([{ pointer: "/a", name: "A", value: GITHUB }])).includes("ghp_"));
});

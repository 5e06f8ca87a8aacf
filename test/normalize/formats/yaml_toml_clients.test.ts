import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { validate } from "../../../src/generated/validate_event.js";
import { parseDocument } from "../../../src/normalize/formats/document.ts";
import type { Syntax } from "../../../src/normalize/formats/format.ts";
import { codex } from "../../../src/normalize/hosts/codex.ts";
import { codexRequirements } from "../../../src/normalize/hosts/codex_requirements.ts";
import { continueYaml } from "../../../src/normalize/hosts/continue.ts";
import { goose } from "../../../src/normalize/hosts/goose.ts";
import { goosePermissions } from "../../../src/normalize/hosts/goose_permissions.ts";
import { isProblem, type Position } from "../../../src/normalize/problem.ts";

type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

/** YAML reads JSON; TOML needs its own signs. */
function write(value: Value, syntax: Syntax): string {
  if (Array.isArray(value)) return `[${value.map((item) => write(item, syntax)).join(", ")}]`;
  if (typeof value !== "object" || value === null)
    return value === null && syntax === "toml" ? "{}" : JSON.stringify(value);
  const members = Object.entries(value);
  const sign = syntax === "toml" ? "=" : ":";
  return `{${members.map(([name, member]) => `${JSON.stringify(name)} ${sign} ${write(member, syntax)}`).join(", ")}}`;
}

function writeFile(value: { readonly [name: string]: Value }, syntax: Syntax): string {
  const sign = syntax === "toml" ? " =" : ":";
  return Object.entries(value)
    .map(([name, member]) => `${JSON.stringify(name)}${sign} ${write(member, syntax)}`)
    .join("\n");
}

const word = fc.constantFrom(
  "x",
  "stdio",
  "sse",
  "inline_python",
  "builtin",
  "approve",
  "never",
  "auto",
  "https://a.example",
  "a__b",
  "",
);
const leaf: fc.Arbitrary<Value> = fc.oneof(
  word,
  fc.boolean(),
  fc.constantFrom<Value>(1, null),
  fc.array(word, { maxLength: 3 }),
);
const field = fc.constantFrom(
  ...["name", "type", "command", "cmd", "args", "env", "envs", "env_keys", "env_vars", "url", "uri", "headers", "cwd"],
  ...["http_headers", "env_http_headers", "bearer_token", "bearer_token_env_var", "requestOptions", "uses", "code"],
  ...["dependencies", "enabled", "tools", "default_tools_approval_mode", "disabled_tools", "identity", "approval_mode"],
  ...["always_allow", "ask_before", "never_allow", "approval_policy", "sandbox_mode", "__proto__"],
);
const small = fc.dictionary(field, leaf, { maxKeys: 4 });
const entry: fc.Arbitrary<Value> = fc.oneof(
  { weight: 8, arbitrary: fc.dictionary(field, fc.oneof(leaf, small), { maxKeys: 7 }) },
  { weight: 1, arbitrary: leaf },
);
const map: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: fc.dictionary(fc.constantFrom("a", "b", "__proto__", "a/b~c"), entry, { maxKeys: 3 }) },
  { weight: 3, arbitrary: fc.array(entry, { maxLength: 3 }) },
  { weight: 1, arbitrary: leaf },
);
const top = fc.constantFrom(
  "mcp_servers",
  "profiles",
  "approval_policy",
  "sandbox_mode",
  "extensions",
  "GOOSE_MODE",
  "mcpServers",
  "user",
);
const config = fc.dictionary(top, fc.oneof(map, leaf), { maxKeys: 4 });

function assertInside({ line, column }: Position, lines: readonly string[]): void {
  const text = lines[line - 1];
  assert.ok(text !== undefined && column >= 1 && column <= text.length + 1, `${line}:${column}`);
}

describe("clients that read TOML and YAML", () => {
  for (const host of [codex, codexRequirements, goose, goosePermissions, continueYaml]) {
    it(`give valid events with places inside the file: ${host.label}, ${Object.keys(host.places).join(", ")}`, () => {
      const check = (value: { readonly [name: string]: Value }): void => {
        const text = writeFile(value, host.syntax);
        const document = parseDocument(Buffer.from(text), { path: "x", syntax: host.syntax });
        if (isProblem(document) || document.root.type !== "object") return;
        const lines = text.split("\n");
        const { events, problems } = host.read({ document, client: host.kind, source: "project" });
        for (const problem of problems) assertInside(problem, lines);
        for (const { event, locate, values } of events) {
          assert.ok(validate(event), JSON.stringify(validate.errors));
          for (const pointer of ["", "/server/args/1", "/setting/value/0", "/setting/server"])
            assertInside(locate(pointer), lines);
          for (const { pointer } of values) assertInside(locate(pointer), lines);
        }
      };
      fc.assert(fc.property(config, check), { numRuns: 600 });
    });
  }
});

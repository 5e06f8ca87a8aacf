// A small policy, its tests and its schema, for the tests of the compiler.
import { readFile } from "node:fs/promises";
import type { RegoModule } from "../../src/compile/types.ts";

export const capabilities = await readFile(new URL("../../policies/capabilities.json", import.meta.url), "utf8");

export const policy: RegoModule = {
  path: "guard/guard.rego",
  text: `# METADATA
# title: The guard
package guard

default decision := {"effect": "deny"}

# METADATA
# title: Known servers may be used
# custom:
#   short_name: known_server
decision := {"effect": "allow", "reason": $"server {input.server.name} is known"} if {
	input.server.name in data.guard.known
	regex.match("^[a-z]+$", input.server.name)
}

unused(x) := x + 1
`,
};

export const policyTest: RegoModule = {
  path: "guard/guard_test.rego",
  text: `package guard_test

import data.guard

test_allow_known if guard.decision.effect == "allow" with input as {"server": {"name": "files"}}

test_deny_each[name] if {
	some name in ["", "Files", "other"]
	guard.decision.effect == "deny" with input as {"server": {"name": name}}
}

todo_test_later if false
`,
};

export const data = { guard: { known: ["files", "Files"] } };

export const eventSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  type: "object",
  additionalProperties: false,
  required: ["kind"],
  properties: {
    kind: { enum: ["tool_call", "tool_list"] },
    server: { $ref: "#/definitions/server" },
    arguments: { type: "object" },
  },
  definitions: {
    server: { type: "object", additionalProperties: false, properties: { name: { type: "string" } } },
  },
  // biome-ignore-start lint/suspicious/noThenProperty: a keyword of JSON Schema, nobody awaits it.
  allOf: [
    { if: { properties: { kind: { const: "tool_call" } } }, then: { required: ["server", "arguments"] } },
    { if: { properties: { kind: { const: "tool_list" } } }, then: { required: ["server"] } },
  ],
  // biome-ignore-end lint/suspicious/noThenProperty: see above.
};

export const buildRequest = {
  modules: [policy],
  capabilities,
  data,
  entrypoints: ["guard/decision"],
  revision: "test-1",
  roots: ["guard"],
  metadata: { name: "guard" },
};

export function rego(body: string, path = "example/example.rego"): RegoModule {
  return { path, text: `package example\n\n${body}\n` };
}

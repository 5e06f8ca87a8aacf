import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { validate } from "../../../src/generated/validate_event.js";
import { parseDocument } from "../../../src/normalize/formats/document.ts";
import { amazonQ } from "../../../src/normalize/hosts/amazon_q.ts";
import { amazonQAgents } from "../../../src/normalize/hosts/amazon_q_agents.ts";
import { amp } from "../../../src/normalize/hosts/amp.ts";
import { antigravity } from "../../../src/normalize/hosts/antigravity.ts";
import { cline } from "../../../src/normalize/hosts/cline.ts";
import { copilotCli, copilotCliSettings } from "../../../src/normalize/hosts/copilot_cli.ts";
import { generic } from "../../../src/normalize/hosts/generic.ts";
import { junie } from "../../../src/normalize/hosts/junie.ts";
import { kiro, kiroAgents } from "../../../src/normalize/hosts/kiro.ts";
import { lmStudio } from "../../../src/normalize/hosts/lm_studio.ts";
import { opencode } from "../../../src/normalize/hosts/opencode.ts";
import { kiloCode, roo } from "../../../src/normalize/hosts/roo.ts";
import { warp } from "../../../src/normalize/hosts/warp.ts";
import { isProblem } from "../../../src/normalize/problem.ts";

const words =
  "mcpServers servers mcp context_servers projects amp.mcpServers amp.permissions amp.mcpPermissions amp.tools.disable " +
  "amp.dangerouslyAllowAll permission agent mode allowedTools hooks trusted_folders command args env environment url " +
  "serverUrl headers type transport oauth disabled enabled autoApprove alwaysAllow disabledTools tool action matches to * " +
  "a_* @a/b mcp__a__b allow ask deny reject delegate local remote sse stdio https://a.example {env:A} __proto__ toString";
const word = fc.constantFrom(...words.split(" "));

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    word,
    fc.constantFrom(true, false, null, 1, ""),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.array(fc.tuple(word, tie("value")), { maxLength: 5 }).map((members) => new Map(members)),
  ),
}));

/** Maps as objects, so that every name is a name of its own. */
function write(node: unknown): string {
  if (node instanceof Map) return `{${[...node].map(([name, part]) => `"${name}":${write(part)}`).join(",")}}`;
  return Array.isArray(node) ? `[${node.map(write).join(",")}]` : JSON.stringify(node);
}

const hosts = [
  ...[
    amazonQ,
    amazonQAgents,
    amp,
    antigravity,
    cline,
    copilotCli,
    copilotCliSettings,
    generic,
    junie,
    kiro,
    kiroAgents,
  ],
  ...[kiloCode, lmStudio, opencode, roo, warp],
];

describe("readers of JSON clients", () => {
  for (const [index, host] of hosts.entries()) {
    it(`${host.label} ${index} gives valid events for whatever stands in a file`, () => {
      fc.assert(
        fc.property(fc.array(fc.tuple(word, value), { maxLength: 5 }), (members) => {
          const text = write(new Map(members));
          const document = parseDocument(Buffer.from(text), { path: "x/.mcp.json", syntax: "jsonc" });
          if (isProblem(document)) assert.fail(document.message);
          const { events, problems } = host.read({ document, client: host.kind, source: "project" });
          for (const { event, locate } of events) {
            assert.equal(validate(event), true, JSON.stringify(validate.errors));
            assert.equal(locate("/setting/value").line, 1);
          }
          for (const problem of problems) assert.equal(problem.line, 1);
          assert.equal(typeof host.holds?.(document), host.holds ? "boolean" : "undefined");
        }),
      );
    });
  }

  it("take a file of as many rules as servers apart once for each", () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `s${index}`);
    const mcp = Object.fromEntries(names.map((name) => [name, { type: "local", command: ["x"] }]));
    const permission = Object.fromEntries(names.map((name) => [`${name}_*`, "allow"]));
    const text = JSON.stringify({ mcp, permission });
    const document = parseDocument(Buffer.from(text), { path: "opencode.json", syntax: "jsonc" });
    if (isProblem(document)) assert.fail(document.message);
    const { events } = opencode.read({ document, client: "opencode", source: "user" });
    assert.equal(events.length, 40_000);
    assert.deepEqual(events.at(-1)?.event.setting?.server, "s19999");
  });
});

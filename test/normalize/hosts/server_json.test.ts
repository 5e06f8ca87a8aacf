import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import type { Server } from "../../../src/generated/event.ts";
import { normalizeConfigFile } from "../../../src/normalize/config.ts";
import { createFolder, stranger, summarize } from "../workspace.ts";

const head = {
  $schema: "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
  name: "io.github.acme/notes",
  version: "1.2.0",
};

async function read(test: TestContext, content: unknown, name = "server.json") {
  const folder = await createFolder(test, [[name, JSON.stringify(content, null, 1)]]);
  return await normalizeConfigFile(join(folder, name), { machine: stranger });
}

const digest = "a".repeat(64);

/** What each element of `packages` would start. */
const packages: readonly (readonly [string, object, Partial<Server>])[] = [
  [
    "npm",
    { registryType: "npm", identifier: "@acme/notes", version: "1.2.0" },
    { command: "npx", args: ["-y", "@acme/notes@1.2.0"] },
  ],
  [
    "npm without a version",
    { registryType: "npm", identifier: "@acme/notes" },
    { command: "npx", args: ["-y", "@acme/notes"] },
  ],
  [
    "pypi with arguments",
    {
      registryType: "pypi",
      identifier: "acme-notes",
      version: "1.2.0",
      runtimeHint: "uvx",
      runtimeArguments: [{ type: "named", name: "--python", value: "3.12" }],
      packageArguments: [
        { type: "positional", valueHint: "folder", isRequired: true },
        { type: "positional", value: "serve" },
        { type: "named", name: "--mode", default: "read" },
        { type: "named", name: "--verbose" },
      ],
    },
    {
      command: "uvx",
      args: ["--python", "3.12", "acme-notes==1.2.0", "<folder>", "serve", "--mode", "read", "--verbose"],
    },
  ],
  [
    "oci with a version beside it",
    { registryType: "oci", identifier: "ghcr.io/acme/notes", version: "1.2.0" },
    { command: "docker", args: ["run", "-i", "--rm", "ghcr.io/acme/notes:1.2.0"] },
  ],
  [
    "oci with the tag in it",
    { registryType: "oci", identifier: "ghcr.io:443/acme/notes:1.1", version: "1.2.0" },
    { command: "docker", args: ["run", "-i", "--rm", "ghcr.io:443/acme/notes:1.1"] },
  ],
  [
    "oci with a port and no tag",
    { registryType: "oci", identifier: "localhost:5000/notes", version: "2" },
    { command: "docker", args: ["run", "-i", "--rm", "localhost:5000/notes:2"] },
  ],
  [
    "nuget",
    { registryType: "nuget", identifier: "Acme.Notes", version: "1.2.0" },
    { command: "dnx", args: ["Acme.Notes@1.2.0"] },
  ],
  [
    "a bundle",
    { registryType: "mcpb", identifier: "https://example.com/notes.mcpb", version: "1.2.0", fileSha256: digest },
    {
      command: "https://example.com/notes.mcpb",
      package: {
        runner: "mcpb",
        registry: "url",
        name: "https://example.com/notes.mcpb",
        version: "1.2.0",
        digest: `sha256:${digest}`,
        pinned: true,
      },
    },
  ],
  [
    "a bundle without a digest",
    { registryType: "mcpb", identifier: "https://example.com/notes.mcpb" },
    {
      command: "https://example.com/notes.mcpb",
      package: { runner: "mcpb", registry: "url", name: "https://example.com/notes.mcpb", pinned: false },
    },
  ],
];

describe("a registry's server.json", () => {
  for (const [name, element, expected] of packages) {
    it(`starts ${name}`, async (test) => {
      const { client, events, problems, file } = await read(test, { ...head, packages: [element] });
      const origin = { source: "project", path: file, pointer: "/packages/0" };
      assert.deepEqual([client, problems], ["registry", []]);
      const servers = events.map(({ event }) => event.server);
      assert.deepEqual(servers, [{ name: head.name, transport: "stdio", ...expected, origin }]);
    });
  }

  it("names variables and headers, and keeps their values apart", async (test) => {
    const { events, problems } = await read(test, {
      ...head,
      packages: [
        {
          registryType: "npm",
          identifier: "notes",
          version: "1",
          environmentVariables: [
            { name: "NOTES_TOKEN", isSecret: true },
            { name: "NOTES_MODE", default: "fast", value: "slow" },
          ],
        },
      ],
      remotes: [
        { type: "sse", url: "https://notes.example/sse" },
        {
          type: "streamable-http",
          url: "https://{team}.notes.example/mcp",
          headers: [{ name: "Authorization", value: "Bearer {token}", isSecret: true }],
        },
      ],
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      events.map(({ event, values }) => {
        const { env_keys, header_names, url, transport } = event.server ?? {};
        return [env_keys ?? header_names, url, transport, values.filter(({ name }) => !/args|url/.test(name))];
      }),
      [
        [
          ["NOTES_TOKEN", "NOTES_MODE"],
          undefined,
          "stdio",
          [
            { pointer: "/server/env_keys/1", name: "NOTES_MODE", value: "slow" },
            { pointer: "/server/env_keys/1", name: "NOTES_MODE", value: "fast" },
          ],
        ],
        [undefined, "https://notes.example/sse", "sse", []],
        [
          ["Authorization"],
          "https://{team}.notes.example/mcp",
          "http",
          [{ pointer: "/server/header_names/0", name: "Authorization", value: "Bearer {token}" }],
        ],
      ],
    );
  });

  it("is known under any name, and other files of its name are not", async (test) => {
    const named = await read(test, { ...head, remotes: [] }, "anything.json");
    assert.deepEqual([named.client, named.events, named.problems], ["registry", [], []]);
    const other = await read(test, { port: 8080, packages: { a: 1 } });
    assert.deepEqual([other.client, summarize(other.problems)], [null, ["NOT_MCP_CONFIG 1:1"]]);
  });

  it("with an element that names nothing is a problem there", async (test) => {
    const { events, problems } = await read(test, { ...head, packages: [{ registryType: "npm" }, 1], remotes: [{}] });
    assert.deepEqual([events, summarize(problems)], [[], ["NO_LAUNCH 6:3", "NO_LAUNCH 9:3", "NO_LAUNCH 12:3"]]);
  });
});

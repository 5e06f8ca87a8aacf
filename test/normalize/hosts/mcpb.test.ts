import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { normalizeConfigFile } from "../../../src/normalize/config.ts";
import { discoverConfigFiles } from "../../../src/normalize/discover.ts";
import { createFolder, show, stranger, summarize } from "../workspace.ts";

async function read(test: TestContext, manifest: unknown, name = "manifest.json") {
  const folder = await createFolder(test, [[name, JSON.stringify(manifest, null, 1)]]);
  const path = join(folder, name);
  const result = await normalizeConfigFile(path, { machine: stranger });
  const origin = (pointer: string) => ({ source: "project", path, pointer });
  return { ...result, origin, servers: result.events.map(({ event }) => event.server) };
}

const notes = (server: unknown) => ({ manifest_version: "0.3", name: "notes", version: "1.0.0", server });

describe("an MCPB manifest", () => {
  it("starts what mcp_config says, on each platform", async (test) => {
    const config = {
      command: "node",
      args: ["${__dirname}/index.js"],
      env: { NOTES_TOKEN: "${user_config.token}" },
      platform_overrides: { win32: { command: "node.exe" }, darwin: { args: ["mac.js"], env: {} } },
    };
    const { client, servers, problems, origin } = await read(
      test,
      notes({ type: "node", entry_point: "index.js", mcp_config: config }),
    );
    const common = { name: "notes", transport: "stdio", command: "node", args: ["${__dirname}/index.js"] };
    const pointer = "/server/mcp_config";
    assert.deepEqual([client, problems], ["mcpb", []]);
    assert.deepEqual(
      servers.map((server) => ({ ...server, references: undefined })),
      [
        { ...common, env_keys: ["NOTES_TOKEN"], origin: origin(pointer) },
        {
          ...common,
          command: "node.exe",
          env_keys: ["NOTES_TOKEN"],
          origin: origin(`${pointer}/platform_overrides/win32`),
        },
        { ...common, args: ["mac.js"], env_keys: [], origin: origin(`${pointer}/platform_overrides/darwin`) },
      ].map((server) => ({ ...server, references: undefined })),
    );
  });

  it("may refer to its own words and to no variables", async (test) => {
    const config = {
      command: "node",
      args: ["${__dirname}/index.js", "${HOME}/notes", "${TOKEN}", "${user_config.a}"],
    };
    const { servers } = await read(test, notes({ type: "node", mcp_config: config }));
    assert.deepEqual(
      servers[0]?.references?.map(({ name, expanded }) => [name, expanded]),
      [
        ["HOME", true],
        ["TOKEN", false],
        ["a", true],
      ],
    );
  });

  it("of the type uv is run by uv", async (test) => {
    const { servers, events } = await read(test, notes({ type: "uv", entry_point: "src/server.py" }));
    const [server] = servers;
    assert.deepEqual([server?.command, server?.args], ["uv", ["run", "--directory", "${__dirname}", "src/server.py"]]);
    assert.deepEqual(show(events[0]?.locate("/server/args/3") ?? { line: 0, column: 0 }), "7:18");
  });

  it("is known by the older name of its version", async (test) => {
    const manifest = { dxt_version: "0.1", name: "old", server: { type: "binary", mcp_config: { command: "./old" } } };
    const { client, servers } = await read(test, manifest, "anything.json");
    assert.deepEqual([client, servers.map((server) => server?.command)], ["mcpb", ["./old"]]);
  });

  it("without a start is a problem at `server`", async (test) => {
    for (const server of [{ type: "node" }, { type: "uv" }, { type: "uv", entry_point: 1 }, {}]) {
      const { servers, problems } = await read(test, notes(server));
      assert.deepEqual([servers, summarize(problems)], [[], ["NO_LAUNCH 5:2"]]);
    }
    const { servers, problems } = await read(test, notes({ type: "node", mcp_config: "node" }));
    assert.deepEqual([servers, summarize(problems)], [[], ["ENTRY 7:17"]]);
  });

  it("is found among Claude Desktop's extensions", async (test) => {
    const name = "home/.config/Claude/Claude Extensions/acme.notes/manifest.json";
    const folder = await createFolder(test, [[name, "{}"]]);
    const machine = { home: join(folder, "home"), platform: "linux", env: {}, root: folder } as const;
    assert.deepEqual(await discoverConfigFiles({ ...machine, cwd: join(folder, "work") }), [join(folder, name)]);
  });
});

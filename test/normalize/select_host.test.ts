import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import { normalizeConfigFile } from "../../src/normalize/config.ts";
import { createFolder, listServerNames, stranger } from "./workspace.ts";

// Files of any name are read in these folders, so that a known name must not choose another client's reader.
const folders = [
  [".continue/mcpServers", "continue"],
  [".continue/mcpServers/inner", "continue"],
  [".amazonq/cli-agents", "amazon_q"],
  [".kiro/agents", "kiro"],
] as const;
const names = [
  "opencode.json",
  "claude_desktop_config.json",
  "cline_mcp_settings.json",
  "mcp_settings.json",
  "gemini-extension.json",
  "managed-settings.json",
  "managed-mcp.json",
  ".mcp.json",
  "mcp.json",
  "server.json",
] as const;

describe("A folder in which a client reads files of any name", () => {
  for (const [folder, client] of folders) {
    it(`is that client's: ${folder}`, async (test) => {
      const content = '{"name": "x/y", "packages": [], "mcpServers": {"hidden": {"command": "x"}}}';
      const root = await createFolder(
        test,
        names.map((name) => [`${folder}/${name}`, content]),
      );
      for (const name of names) {
        const read = await normalizeConfigFile(join(root, folder, name), { machine: stranger });
        assert.deepEqual([read.client, listServerNames(read.events)], [client, ["hidden"]], name);
      }
    });
  }
});

describe("A file under a name that is nobody's", () => {
  it("shows its servers whatever settings stand beside them", async (test) => {
    const start = { command: "x" };
    const root = await createFolder(test, [
      [
        "a.json",
        JSON.stringify({
          apiKeyHelper: "",
          manifest_version: "0.3",
          name: "bundle",
          server: { mcp_config: start },
          mcpServers: { shared: start },
          context_servers: { zed: start },
          "amp.mcpServers": { amp: start },
        }),
      ],
    ]);
    const { client, events } = await normalizeConfigFile(join(root, "a.json"), { machine: stranger });
    assert.deepEqual([client, listServerNames(events).sort()], ["amp", ["amp", "bundle", "shared", "zed"]]);
  });
});

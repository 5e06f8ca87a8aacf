// Real clients of both SDKs and eras, through the proxy, with real servers behind it.
import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { Client as ModernClient, StreamableHTTPClientTransport as ModernTransport } from "@modelcontextprotocol/client";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as LegacyTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { ran } from "../../guard/fixtures/demo.ts";
import { identity, type Running, serveLegacy, serveModern } from "./servers.ts";
import { proxyTo } from "./through.ts";

function connectTo(url: URL, client: "v1" | "legacy" | "auto") {
  return client === "v1"
    ? { client: new LegacyClient(identity), transport: new LegacyTransport(url) }
    : {
        client: new ModernClient(identity, { versionNegotiation: { mode: client } }),
        transport: new ModernTransport(url),
      };
}

const SERVERS = {
  "v1 server with event streams": () => serveLegacy(),
  "v1 server with JSON answers": () => serveLegacy({ json: true }),
  "v2 server": () => serveModern(),
} as const;

for (const [name, start] of Object.entries(SERVERS)) {
  suite(`a ${name} behind the proxy`, () => {
    let server: Running;
    let proxy: Awaited<ReturnType<typeof proxyTo>>;
    before(async () => {
      server = await start();
      proxy = await proxyTo(server.url);
    });
    after(async () => {
      await proxy.stop();
      await server.stop();
    });

    for (const kind of ["v1", "legacy", "auto"] as const) {
      test(`gives a ${kind} client what the policy allows, and nothing else`, async () => {
        ran.length = 0;
        const { client, transport } = connectTo(proxy.url, kind);
        await client.connect(transport as never);
        try {
          const { tools } = await client.listTools();
          assert.deepEqual(
            tools.map((tool: { name: string }) => tool.name),
            ["echo", "send", "hidden"],
          );
          const { content } = await client.callTool({ name: "echo", arguments: { message: "hi" } });
          assert.deepEqual(content, [{ type: "text", text: "hi" }]);
          const denied = await client.callTool({ name: "drop_all", arguments: {} });
          assert.equal(denied.isError, true);
          assert.match(JSON.stringify(denied._meta), /operator\/restrict_access.tool_refused/);
          await assert.rejects(client.readResource({ uri: "file:///etc/passwd" }), { code: 4030 });
          assert.deepEqual(ran, ["echo"]);
          if ("terminateSession" in transport) await transport.terminateSession();
        } finally {
          await client.close();
        }
        assert.deepEqual(proxy.errors, []);
      });
    }
  });
}

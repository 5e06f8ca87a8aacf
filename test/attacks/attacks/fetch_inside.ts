// A server that fetches pages for the model, and a page that sends it to a service inside, which trusts who is near.
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import type { Attack } from "../attack.ts";
import { SECRET } from "../place.ts";

export const attack: Attack = {
  name: "fetching from inside",
  published: "CVE-2026-26118 and others: an address in a call leads to the cloud's metadata service",
  servers: {
    web: {
      sdk: "v1",
      transport: "http",
      create() {
        const server = new McpServer({ name: "web", version: "1.0.0" });
        const config = { description: "Fetches a page.", inputSchema: z.object({ url: z.string() }) };
        server.registerTool("fetch", config, async ({ url }) => {
          const response = await fetch(url);
          return { content: [{ type: "text", text: await response.text() }] };
        });
        return server;
      },
    },
  },
  site: () => JSON.stringify({ Token: SECRET }),
  settings: () => ({
    profile: "team",
    servers: { web: { tools: { allow: ["fetch"] }, grants: { network: { allow: ["*"] } } } },
  }),
  async play(stage) {
    const web = await stage.connect("web", "v1");
    await web.call("fetch", { url: new URL("/latest/meta-data/iam/security-credentials/role", stage.site).href });
  },
  stolen: async ({ heard }) => heard.some((text) => text.includes(SECRET)),
  stoppedBy: [["tool_call", "deny", "network_access.outside_grant"]],
  ordinary: {
    async work(stage) {
      const web = await stage.connect("web", "v1");
      return [await web.call("fetch", { url: "data:text/plain,hello" })];
    },
    gives: ["hello"],
  },
};

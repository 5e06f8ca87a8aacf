// A page on the web whose name was made to lead to this machine: the browser sends its requests to a local server.
import { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { Attack } from "../attack.ts";
import { SECRET } from "../place.ts";
import { post } from "../post.ts";

const CALL = { id: 2, method: "tools/call", params: { name: "read_note", arguments: {} } };

export const attack: Attack = {
  name: "DNS rebinding",
  published: "CVE-2025-66414 and others, 2025: servers on localhost answer pages of the web",
  servers: {
    notes: {
      sdk: "v2",
      transport: "http",
      guardsItself: true,
      create() {
        const server = new McpServer({ name: "notes", version: "1.0.0" });
        const config = { description: "Reads the note.", inputSchema: z.object({}) };
        server.registerTool("read_note", config, async () => ({ content: [{ type: "text", text: SECRET }] }));
        return server;
      },
    },
  },
  settings: () => ({ profile: "personal", servers: { notes: { tools: { allow: ["read_note"] } } } }),
  async play(stage) {
    const url = stage.url("notes");
    const page = `rebound.example:${url.port}`;
    const { body } = await post(url, CALL, {
      host: page,
      origin: `http://${page}`,
      "mcp-protocol-version": "2025-11-25",
    });
    stage.place.keep(body);
  },
  stolen: async ({ place }) => (await place.loot()).includes(SECRET),
  stoppedBy: [
    ["connection", "deny", "protocol_level.host_not_allowed"],
    ["connection", "deny", "protocol_level.origin_not_allowed"],
  ],
  ordinary: {
    async work(stage) {
      const notes = await stage.connect("notes", "v2 auto");
      return [await notes.call("read_note", {})];
    },
    gives: [SECRET],
  },
};

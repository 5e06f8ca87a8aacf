// Somebody with an account of their own uses the id of a session that another person opened.
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import type { Attack } from "../attack.ts";
import { SECRET } from "../place.ts";
import { INITIALIZE, post } from "../post.ts";
import type { Stage } from "../stage.ts";

const CALL = { id: 2, method: "tools/call", params: { name: "list_mail", arguments: {} } };

/** Ann opens a session; then somebody calls. */
async function call(stage: Stage, caller: string): Promise<string> {
  const url = stage.url("mail");
  const version = { "mcp-protocol-version": "2025-11-25" };
  const { session } = await post(url, INITIALIZE, { "x-verified-user": "ann" });
  const headers = { ...version, "mcp-session-id": session, "x-verified-user": caller };
  const { body } = await post(url, CALL, headers);
  return body.includes(SECRET) ? SECRET : body;
}

export const attack: Attack = {
  name: "session hijacking",
  published: "CVE-2025-6515, October 2025: the id of a session is all that oatpp-mcp asks for",
  servers: {
    mail: {
      sdk: "v1",
      transport: "http",
      guardsItself: true,
      create() {
        const server = new McpServer({ name: "mail", version: "1.0.0" });
        const config = { description: "Lists the mail.", inputSchema: z.object({}) };
        server.registerTool("list_mail", config, async () => ({ content: [{ type: "text", text: SECRET }] }));
        return server;
      },
    },
  },
  settings: () => ({
    profile: "personal",
    servers: { mail: { tools: { allow: ["list_mail"] }, access: { required: true } } },
  }),
  play: async (stage) => stage.place.keep(await call(stage, "mallory")),
  stolen: async ({ place }) => (await place.loot()).includes(SECRET),
  stoppedBy: [["session", "deny", "session_hijacking.other_principal"]],
  ordinary: { work: async (stage) => [await call(stage, "ann")], gives: [SECRET] },
};

// A file server that compares the beginning of a path with its folder, and follows links: a note leads out of the folder.
import { readFile } from "node:fs/promises";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import type { Attack } from "../attack.ts";
import { SECRET } from "../place.ts";

export const attack: Attack = {
  name: "way out of the folder",
  published: "CVE-2025-53109 and CVE-2025-53110, July 2025: links and siblings of the filesystem server's folder",
  servers: {
    files: {
      sdk: "v1",
      transport: "stdio",
      create(place) {
        const server = new McpServer({ name: "files", version: "1.0.0" });
        const config = { description: "Reads a file.", inputSchema: z.object({ path: z.string() }) };
        server.registerTool("read_text_file", config, async ({ path }) => {
          const isInside = path.startsWith(place.at("work"));
          const text = isInside ? await readFile(path, "utf8") : "outside";
          return { content: [{ type: "text", text }] };
        });
        return server;
      },
    },
  },
  settings: (place) => ({
    profile: "team",
    servers: {
      files: { tools: { allow: ["read_text_file"] }, grants: { filesystem: { read: [place.at("work")] } } },
    },
  }),
  async play(stage) {
    const { place } = stage;
    const files = await stage.connect("files", "v2 auto");
    for (const path of ["work_private/plan.txt", "work/shortcut/plan.txt"])
      await files.call("read_text_file", { path: place.at(path) });
  },
  stolen: async ({ heard }) => heard.some((text) => text.includes(SECRET)),
  stoppedBy: [
    ["tool_call", "deny", "filesystem_access.outside_grant"],
    ["tool_call", "deny", "filesystem_access.outside_grant"],
    ["tool_call", "deny", "sandbox_escape.link_leaves_scope"],
  ],
  ordinary: {
    async work(stage) {
      const files = await stage.connect("files", "v2 auto");
      const { place } = stage;
      return [
        await files.call("read_text_file", { path: place.at("work/notes.txt") }),
        await files.call("read_text_file", { path: `${place.at("work")}/../work/notes.txt` }),
      ];
    },
    gives: ["Water the plants.\n", "Water the plants.\n"],
  },
};

// Three events as real clients cause them.
import type { Event } from "../src/generated/event.ts";

export const settings = {
  profile: "personal",
  servers: {
    files: { grants: { filesystem: { read: ["/srv/work"], write: ["/srv/work/out"] } } },
    db: { grants: { resources: ["db://customers/*"] } },
  },
} as const;

export const events: Readonly<Record<string, Event>> = {
  connection: {
    kind: "connection",
    point: "client",
    time: "2026-11-23T10:00:00Z",
    client: { kind: "claude_code" },
    server: {
      name: "files",
      transport: "stdio",
      command: "npx",
      args: ["-y", "@modelcontextprotocol/server-filesystem@2026.8.31", "/srv/work"],
      env_keys: ["LOG_LEVEL"],
      origin: { source: "user", path: "/home/ada/.claude.json", pointer: "/mcpServers/files" },
    },
  },
  tool_call: {
    kind: "tool_call",
    point: "client",
    time: "2026-11-23T10:00:01Z",
    server: { name: "files", transport: "stdio" },
    tool: { name: "read_text_file" },
    arguments: { path: "/srv/work/docs/readme.md", head: 40 },
  },
  resource_read: {
    kind: "resource_read",
    point: "server",
    time: "2026-11-23T10:00:02Z",
    server: { name: "db", transport: "http" },
    resource: { uri: "db://customers/42" },
  },
};

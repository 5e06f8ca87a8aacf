// One server of one attack as a process: attack, server, folder, and whether it is hostile.
import type { McpServer as LegacyServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import type { McpServer as ModernServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Attack } from "./attack.ts";
import { Place } from "./place.ts";

const [, , file = "", name = "", folder = "", hostile] = process.argv;
const { attack } = (await import(new URL(`attacks/${file}.ts`, import.meta.url).href)) as { attack: Attack };
const part = attack.servers[name];
if (part === undefined) throw new Error(`Expected one of ${Object.keys(attack.servers)}, got ${name}.`);
const place = new Place(folder, hostile === "hostile");
if (part.sdk === "v1") await (part.create(place) as LegacyServer).connect(new StdioServerTransport());
else serveStdio(() => part.create(place) as ModernServer);

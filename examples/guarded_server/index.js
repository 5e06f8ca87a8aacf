// A server that guards itself: what its policy says about HTTP requests and about calls, as clients see it.
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { McpServer } from "@modelcontextprotocol/server";
import { createEvaluator, loadStandardBundle } from "mcp-trust";
import { createDecisionLog } from "mcp-trust/guard";
import { z } from "zod";
import { createListener } from "./guard.js";

const settings = {
  profile: "personal",
  servers: { orders: { tools: { deny: ["delete_order"] }, grants: { database: { read: true } } } },
};
const evaluator = await createEvaluator({ bundle: await loadStandardBundle(), settings });
const folder = await mkdtemp(join(tmpdir(), "guarded-server-"));
const log = await createDecisionLog({ path: join(folder, "decisions.jsonl") });

function createOrders() {
  const server = new McpServer({ name: "orders", version: "1.0.0" });
  const answer = (text) => ({ content: [{ type: "text", text }] });
  const order = { inputSchema: z.object({ id: z.number() }) };
  server.registerTool("get_order", { description: "Reads an order.", ...order }, ({ id }) =>
    answer(`Order ${id}: tea`),
  );
  server.registerTool("delete_order", { description: "Deletes an order.", ...order }, () => answer("deleted"));
  const query = { description: "Runs a query that changes nothing.", inputSchema: z.object({ sql: z.string() }) };
  server.registerTool("query", query, ({ sql }) => answer(`ran: ${sql}`));
  return server;
}

const listener = createServer(createListener(createOrders, { evaluator, server: "orders", log }));

listener.listen(0, "127.0.0.1");
await once(listener, "listening");
const url = new URL(`http://127.0.0.1:${listener.address().port}/mcp`);
const client = new Client({ name: "visitor", version: "1.0.0" }, { versionNegotiation: { mode: "auto" } });

async function call(name, given) {
  const { content } = await client.callTool({ name, arguments: given });
  console.log(`${name} ${JSON.stringify(given)}\n  ${content[0].text}`);
}

try {
  await client.connect(new StreamableHTTPClientTransport(url));
  const { tools } = await client.listTools();
  console.log(`A client is offered: ${tools.map(({ name }) => name).join(", ")}\n`);
  await call("get_order", { id: 7 });
  await call("delete_order", { id: 7 });
  await call("query", { sql: "select * from orders" });
  await call("query", { sql: "drop table orders" });

  console.log("\nA page of another site");
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", origin: "https://elsewhere.example" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
  });
  const { error } = await response.json();
  console.log(`  ${response.status} ${error.message}`);
} finally {
  await client.close();
  listener.close();
  listener.closeAllConnections();
  await log.close();
  await rm(folder, { recursive: true, force: true });
}

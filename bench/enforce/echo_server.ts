// A server of the official SDK with one tool that answers at once: `stdio`, or `http` on a port that it writes to standard output.
import { createServer } from "node:http";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { z } from "zod";

function makeServer(): McpServer {
  const server = new McpServer({ name: "echo", version: "1.0.0" });
  const inputSchema = { message: z.string() };
  server.registerTool("echo", { description: "Says it again.", inputSchema }, ({ message }) => ({
    content: [{ type: "text", text: message }],
  }));
  return server;
}

async function serveHttp(): Promise<void> {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: () => crypto.randomUUID() });
  await makeServer().connect(transport as never);
  const listener = createServer((request, response) => {
    transport.handleRequest(request, response).catch(() => response.destroy());
  });
  listener.listen(0, "127.0.0.1", () => {
    const address = listener.address();
    console.log(typeof address === "object" ? address?.port : address);
  });
}

if (process.argv[2] === "http") await serveHttp();
else await makeServer().connect(new StdioServerTransport());

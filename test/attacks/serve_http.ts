// One server of one attack on a port of the loopback interface, in the way its SDK wants it.
import { randomUUID } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { toNodeHandler } from "@modelcontextprotocol/node";
import type { McpServer as LegacyServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { createMcpHandler, type McpServer as ModernServer } from "@modelcontextprotocol/server";
import { guardRequestListener, type HttpGuard } from "../../src/http/index.ts";
import type { AnyServer, ServerPart } from "./attack.ts";

export interface Listening {
  readonly url: URL;
  close(): Promise<void>;
}

async function listen(listener: RequestListener): Promise<Listening> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`);
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url, close };
}

function serveLegacy(create: () => AnyServer): RequestListener {
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  return async (request, response) => {
    let transport = sessions.get(String(request.headers["mcp-session-id"]));
    if (transport === undefined) {
      const made = new StreamableHTTPServerTransport({
        sessionIdGenerator: () => randomUUID(),
        onsessioninitialized: (id) => void sessions.set(id, made),
      });
      await (create() as LegacyServer).connect(made as Parameters<LegacyServer["connect"]>[0]);
      transport = made;
    }
    await transport.handleRequest(request, response);
  };
}

function serveModern(create: () => AnyServer): RequestListener {
  const handle = toNodeHandler(createMcpHandler(() => create() as ModernServer));
  return (request, response) => void handle(request as Parameters<typeof handle>[0], response);
}

/** @param guard where the server guards itself */
export async function serveHttp(part: ServerPart, create: () => AnyServer, guard?: HttpGuard): Promise<Listening> {
  const listener = part.sdk === "v1" ? serveLegacy(create) : serveModern(create);
  return await listen(guard === undefined ? listener : guardRequestListener(guard, listener));
}

/** Anything else that listens: what a fetching server reaches. */
export async function serveText(answer: () => string): Promise<Listening> {
  return await listen((_, response) => void response.end(answer()));
}

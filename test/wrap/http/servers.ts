// Servers on Streamable HTTP to stand behind the proxy: real ones of both SDKs, and one that does as it is told.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { toNodeHandler } from "@modelcontextprotocol/node";
import { McpServer as LegacyServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { createMcpHandler, McpServer as ModernServer } from "@modelcontextprotocol/server";
import { addDemo } from "../../guard/fixtures/demo.ts";

export const identity = { name: "test", version: "1.0.0" };

export interface Running {
  readonly url: URL;
  stop(): Promise<void>;
}

export async function serve(listener: RequestListener): Promise<Running> {
  const server: Server = createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`),
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Keeps every message of every stream, by a number. */
class EventStore {
  readonly #events: { readonly id: string; readonly stream: string; readonly message: unknown }[] = [];

  async storeEvent(stream: string, message: unknown): Promise<string> {
    const id = String(this.#events.length + 1);
    this.#events.push({ id, stream, message });
    return id;
  }

  async replayEventsAfter(
    last: string,
    { send }: { send: (id: string, message: never) => Promise<void> },
  ): Promise<string> {
    const stream = this.#events.find(({ id }) => id === last)?.stream ?? "";
    for (const event of this.#events.filter((one) => one.stream === stream && Number(one.id) > Number(last)))
      await send(event.id, event.message as never);
    return stream;
  }
}

export interface LegacyOptions {
  readonly json?: boolean;
  readonly resumable?: boolean;
  readonly addTools?: (server: LegacyServer) => void;
}

/** A v1 server with sessions. */
export async function serveLegacy({ json = false, resumable = false, addTools }: LegacyOptions = {}): Promise<Running> {
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  return await serve(async (request: IncomingMessage, response) => {
    let transport = sessions.get(String(request.headers["mcp-session-id"]));
    if (transport === undefined) {
      const made = new StreamableHTTPServerTransport({
        sessionIdGenerator: () => randomUUID(),
        enableJsonResponse: json,
        onsessioninitialized: (id) => void sessions.set(id, made),
        ...(resumable ? { eventStore: new EventStore() as never } : {}),
      });
      const server = new LegacyServer(identity, { capabilities: { logging: {} } });
      addDemo(server);
      addTools?.(server);
      await server.connect(made as Parameters<typeof server.connect>[0]);
      transport = made;
    }
    await transport.handleRequest(request as Parameters<typeof transport.handleRequest>[0], response);
  });
}

/** A v2 server for both eras, without sessions. */
export async function serveModern(addTools?: (server: ModernServer) => void): Promise<Running> {
  const handle = toNodeHandler(
    createMcpHandler(() => {
      const server = new ModernServer(identity);
      addDemo(server);
      addTools?.(server);
      return server;
    }),
  );
  return await serve((request, response) => void handle(request as Parameters<typeof handle>[0], response));
}

/** The reference server, as people start it. */
export async function serveEverything(): Promise<Running> {
  const script = createRequire(import.meta.url).resolve("@modelcontextprotocol/server-everything/dist/index.js");
  // It says where it listens only for a port that was named: one that was free a moment ago.
  const probe = await serve(() => {});
  const { port } = probe.url;
  await probe.stop();
  const child = spawn(process.execPath, [script, "streamableHttp"], {
    env: { ...process.env, PORT: port },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
  };
  for await (const line of createInterface({ input: child.stderr })) {
    if (line.includes("listening on port")) return { url: new URL(`http://127.0.0.1:${port}/mcp`), stop: kill };
  }
  await kill();
  throw new Error("server-everything did not start");
}

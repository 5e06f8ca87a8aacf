// Puts the policy in front of an MCP server on HTTP: its requests are judged before the SDK reads them, then each message.
import { toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler } from "@modelcontextprotocol/server";
import { guardServerFactory } from "mcp-trust/guard";
import { createHttpGuard, guardRequestListener } from "mcp-trust/http";

/** @param http what is about requests only: `allowedHosts`, `verify`, `resource`, … */
export function createListener(createServer, options, http = {}) {
  const guard = createHttpGuard({ ...options, ...http });
  const { readHttp, readPrincipal } = guard;
  const factory = guardServerFactory(createServer, { ...options, readHttp, readPrincipal });
  return guardRequestListener(guard, toNodeHandler(createMcpHandler(factory)));
}

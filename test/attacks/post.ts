// A bare request to a server on HTTP, as a page in a browser or a program of an attacker's own sends it.
import { request } from "node:http";

interface Posted {
  readonly session: string;
  readonly body: string;
}

/** @param headers also those that `fetch` keeps to itself, such as Host */
export async function post(url: URL, message: object, headers: Record<string, string>): Promise<Posted> {
  const accept = "application/json, text/event-stream";
  return await new Promise((resolve, reject) => {
    const options = { method: "POST", headers: { "content-type": "application/json", accept, ...headers } };
    const sent = request(url, options, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => {
        body += part;
      });
      response.on("end", () => resolve({ session: String(response.headers["mcp-session-id"] ?? ""), body }));
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(JSON.stringify({ jsonrpc: "2.0", ...message }));
  });
}

/** The first message of a connection. */
export const INITIALIZE = {
  id: 1,
  method: "initialize",
  params: {
    protocolVersion: "2025-11-25",
    capabilities: {},
    clientInfo: { name: "host", version: "1.0.0" },
  },
};

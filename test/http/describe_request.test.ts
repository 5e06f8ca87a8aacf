// What an event says about a request, of Node and of the web.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { suite, test } from "node:test";
import fc from "fast-check";
import { describeRequest, type NodeRequest } from "../../src/http/index.ts";
import { close, listen } from "./fixtures/issuer.ts";
import { send } from "./fixtures/send.ts";

const HEADERS: readonly (readonly [string, string])[] = [
  ["Host", "mcp.test"],
  ["Origin", "https://app.test"],
  ["Content-Type", "application/json"],
  ["Authorization", "Bearer secret-token"],
  ["MCP-Protocol-Version", "2026-07-28"],
  ["Mcp-Method", "tools/call"],
  ["Mcp-Name", "echo"],
  ["Mcp-Param-Region", "https://eu.test"],
  ["X-Upstream", "https://user:secret-word@db.test:8443/a?key=secret-value&x="],
  ["Referer", "https://app.test/page"],
];

const DESCRIBED = {
  direction: "inbound",
  method: "POST",
  path: "/mcp?access_token=*&empty=",
  host: "mcp.test",
  origin: "https://app.test",
  content_type: "application/json",
  header_names: HEADERS.map(([name]) => name.toLowerCase()),
  header_protocol_version: "2026-07-28",
  header_method: "tools/call",
  header_name: "echo",
  header_params: { region: "https://eu.test" },
  headers: { "x-upstream": "https://db.test:8443/a?key=*&x=" },
};

const TARGET = "/mcp?access_token=secret-token&empty=";

function nodeRequest(rest: Partial<NodeRequest> = {}): NodeRequest {
  return { method: "POST", url: TARGET, rawHeaders: HEADERS.flat(), ...rest };
}

suite("a request", () => {
  test("of Node is described without its credentials", () => {
    assert.deepEqual(describeRequest(nodeRequest()), DESCRIBED);
  });

  test("of Express is described by the URL that was sent", () => {
    assert.deepEqual(describeRequest(nodeRequest({ url: "/", originalUrl: TARGET })), DESCRIBED);
  });

  test("of the web is described the same", () => {
    const request = {
      method: "POST",
      url: `https://mcp.test${TARGET}`,
      headers: HEADERS.map(([name, value]) => [name, value] as const),
    };
    assert.deepEqual(describeRequest(request), DESCRIBED);
  });

  test("is described with what its surroundings know", () => {
    const context = {
      bindAddress: "0.0.0.0",
      remoteAddress: "192.0.2.1",
      allowedHosts: ["mcp.test"],
      allowedOrigins: [],
      authenticated: false,
    };
    const rest = {
      bind_address: "0.0.0.0",
      remote_address: "192.0.2.1",
      allowed_hosts: ["mcp.test"],
      allowed_origins: [],
      authenticated: false,
    };
    assert.deepEqual(describeRequest(nodeRequest(), context), { ...DESCRIBED, ...rest });
  });

  test("that says a thing twice says neither", () => {
    const rawHeaders = ["Host", "localhost", "host", "evil.test", "Mcp-Name", "a", "mcp-name", "b"];
    const { host, header_name, header_names } = describeRequest({ method: "GET", url: "/", rawHeaders });
    assert.deepEqual([host, header_name, header_names], ["localhost, evil.test", "a, b", ["host", "mcp-name"]]);
  });

  test("of HTTP/2 has its host in another place", () => {
    const rawHeaders = [":method", "GET", ":authority", "mcp.test", "accept", "*/*"];
    const { host, header_names } = describeRequest({ method: "GET", url: "/", rawHeaders });
    assert.deepEqual([host, header_names], ["mcp.test", ["accept"]]);
  });

  for (const address of ["127.0.0.1", "0.0.0.0"]) {
    test(`knows that its listener listens at ${address}, also after that was closed`, async () => {
      const described: unknown[] = [];
      const server = createServer((request, response) => {
        const say = () => described.push(describeRequest(request).bind_address);
        say();
        server.close();
        say();
        response.end();
      });
      try {
        const port = await listen(server, address);
        await send(port, {});
        assert.deepEqual(described, [address, address]);
      } finally {
        close(server);
      }
    });
  }

  test("never shows a value of its query, nor what it is authorized by", () => {
    const secret = fc.stringMatching(/^[a-z0-9]{12,40}$/).map((text) => `SECRET${text}`);
    const name = fc.stringMatching(/^[a-zA-Z_.[\]-]{1,12}$/);
    fc.assert(
      fc.property(
        secret,
        name,
        fc.constantFrom("?", "/", "//x/", "/%zz", "http://a.test/"),
        (value, parameter, start) => {
          const url = `${start.includes("?") ? "/" : start}?${parameter}=${value}&x=${value}&${value};${value}`;
          const rawHeaders = ["authorization", `Bearer ${value}`, "cookie", value, "x-api-key", value];
          assert.ok(!JSON.stringify(describeRequest({ method: "GET", url, rawHeaders })).includes("SECRET"));
        },
      ),
    );
  });
});

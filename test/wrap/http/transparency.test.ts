// The same requests to a server and to the proxy before it get the same answers; what is denied gets the shapes of a denial.
import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { ran } from "../../guard/fixtures/demo.ts";
import { identity, type Running, serveLegacy, serveModern } from "./servers.ts";
import { post, proxyTo, readMessages } from "./through.ts";

const RELEVANT = ["content-type", "www-authenticate", "allow", "mcp-protocol-version"];

const initialize = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: identity },
};
const initialized = { jsonrpc: "2.0", method: "notifications/initialized" };

function call(id: number, name: string, given: object = {}) {
  return { jsonrpc: "2.0", id, method: "tools/call", params: { name, arguments: given } };
}

const MODERN_META = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
  "io.modelcontextprotocol/clientInfo": identity,
};

function modern(id: number, method: string, params: object = {}) {
  return { jsonrpc: "2.0", id, method, params: { ...params, _meta: MODERN_META } };
}

function mirror(method: string, name?: string): Record<string, string> {
  return {
    "mcp-protocol-version": "2026-07-28",
    "mcp-method": method,
    ...(name === undefined ? {} : { "mcp-name": name }),
  };
}

interface Sent {
  readonly version?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly method?: string;
}

async function send(url: URL, { body, headers = {}, method = "POST" }: Sent) {
  const response =
    method === "POST"
      ? await post(url, body, headers)
      : await fetch(url, { method, headers: { accept: "text/event-stream", ...headers } });
  const relevant = RELEVANT.map((name) => [name, response.headers.get(name)?.replace(/;.*/, "") ?? null]);
  const messages = await readMessages(response);
  return { status: response.status, headers: Object.fromEntries(relevant), messages };
}

/** The last revision with batches. */
const BATCHES = "2025-03-26";

async function openSession(url: URL, version = "2025-11-25"): Promise<Record<string, string>> {
  const params = { ...initialize.params, protocolVersion: version };
  const opened = await post(url, { ...initialize, params });
  await opened.text();
  const session = {
    "mcp-session-id": opened.headers.get("mcp-session-id") ?? "",
    "mcp-protocol-version": version,
  };
  await (await post(url, initialized, session)).text();
  return session;
}

for (const json of [true, false]) {
  suite(`a v1 server with ${json ? "JSON" : "event streams"}, direct and behind the proxy`, () => {
    let server: Running;
    let proxy: Running;
    before(async () => {
      server = await serveLegacy({ json });
      proxy = await proxyTo(server.url);
    });
    after(async () => {
      await proxy.stop();
      await server.stop();
    });

    const rows: Record<string, Sent> = {
      "a call": { body: call(2, "echo", { message: "hi" }) },
      "a call with another kind of id": { body: { ...call(0, "echo", { message: "hi" }), id: "a/1" } },
      "a call of what is not there": { body: call(3, "missing") },
      "a call with arguments of another type": { body: call(4, "echo", { message: 1 }) },
      "a list": { body: { jsonrpc: "2.0", id: 5, method: "resources/list" } },
      "a ping": { body: { jsonrpc: "2.0", id: 6, method: "ping" } },
      "a notification": { body: { jsonrpc: "2.0", method: "notifications/roots/list_changed" } },
      "a batch": {
        version: BATCHES,
        body: [call(7, "echo", { message: "a" }), call(8, "echo", { message: "b" })],
      },
      "a batch of notifications": { version: BATCHES, body: [initialized, initialized] },
      "a session that is none": {
        body: call(9, "echo", { message: "a" }),
        headers: { "mcp-session-id": "none", "mcp-protocol-version": "2025-11-25" },
      },
      "a client that takes only JSON": {
        body: call(10, "echo", { message: "a" }),
        headers: { accept: "application/json" },
      },
      "another content type": { body: call(11, "echo", { message: "a" }), headers: { "content-type": "text/plain" } },
    };
    for (const [name, sent] of Object.entries(rows)) {
      test(`answer ${name} alike`, async () => {
        const [direct, through] = await Promise.all(
          [server.url, proxy.url].map(async (url) =>
            send(url, { ...sent, headers: { ...(await openSession(url, sent.version)), ...sent.headers } }),
          ),
        );
        const sorted = (answer: typeof direct) => ({
          ...answer,
          messages: answer?.messages.toSorted((one, other) => Number(one.id) - Number(other.id)),
        });
        assert.deepEqual(sorted(through), sorted(direct));
      });
    }

    test("end a session alike", async () => {
      for (const url of [server.url, proxy.url]) {
        const headers = await openSession(url);
        assert.equal((await send(url, { method: "DELETE", headers })).status, 200);
      }
    });

    test("a batch goes on without what is denied in it", async () => {
      ran.length = 0;
      const headers = await openSession(proxy.url, BATCHES);
      const { status, messages } = await send(proxy.url, {
        body: [call(2, "drop_all"), call(3, "echo", { message: "a" })],
        headers,
      });
      const results = messages.map(({ id, result }) => [id, (result as { isError?: boolean }).isError === true]);
      assert.deepEqual(
        [status, results.sort()],
        [
          200,
          [
            [2, true],
            [3, false],
          ],
        ],
      );
      assert.deepEqual(ran, ["echo"]);
    });
  });
}

suite("a v2 server, direct and behind the proxy", () => {
  let server: Running;
  let proxy: Running;
  before(async () => {
    server = await serveModern();
    proxy = await proxyTo(server.url);
  });
  after(async () => {
    await proxy.stop();
    await server.stop();
  });

  const rows: Record<string, Sent> = {
    "a modern call": {
      body: modern(1, "tools/call", { name: "echo", arguments: { message: "hi" } }),
      headers: mirror("tools/call", "echo"),
    },
    "a name that no header can hold": {
      body: modern(1, "tools/call", { name: "échö", arguments: {} }),
      headers: mirror("tools/call", `=?base64?${Buffer.from("échö").toString("base64")}?=`),
    },
    discovery: { body: modern(1, "server/discover"), headers: mirror("server/discover") },
    "a revision that is none": {
      body: modern(1, "prompts/list"),
      headers: { ...mirror("prompts/list"), "mcp-protocol-version": "1999-01-01" },
    },
    "a stream of another era": { method: "GET", headers: { "mcp-protocol-version": "2026-07-28" } },
  };
  for (const [name, sent] of Object.entries(rows)) {
    test(`answer ${name} alike`, async () => {
      const [direct, through] = await Promise.all([server.url, proxy.url].map((url) => send(url, sent)));
      const plain = ({ status, headers, messages }: NonNullable<typeof direct>) =>
        name === "a stream of another era" ? { status } : { status, headers, messages };
      assert.deepEqual(direct && through && plain(through), direct && plain(direct));
    });
  }

  test("headers that say something else than the body are a mismatch", async () => {
    ran.length = 0;
    for (const headers of [mirror("tools/call", "drop_all"), mirror("tools/list", "echo"), mirror("tools/call")]) {
      const body = modern(1, "tools/call", { name: "echo", arguments: { message: "hi" } });
      const { status, messages } = await send(proxy.url, { body, headers });
      const [{ error }] = messages as [{ error: { code: number; data: { code: string } } }];
      assert.deepEqual([status, error.code, error.data.code], [400, -32020, "protocol_level.header_mismatch"]);
    }
    assert.deepEqual(ran, []);
  });
});

suite("what the proxy refuses", () => {
  let server: Running;
  let proxy: Running;
  before(async () => {
    server = await serveLegacy();
    proxy = await proxyTo(server.url);
  });
  after(async () => {
    await proxy.stop();
    await server.stop();
  });

  test("a page of another site", async () => {
    const { status, messages } = await send(proxy.url, {
      body: initialize,
      headers: { origin: "https://evil.example" },
    });
    assert.equal(status, 403);
    assert.match(JSON.stringify(messages), /"code":4030.*protocol_level.origin_not_allowed/);
  });

  test("a page that was bound to this address by its name", async () => {
    const { request } = await import("node:http");
    const status = await new Promise((resolve, reject) => {
      request(proxy.url, { method: "POST", headers: { host: "evil.example" } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on("error", reject)
        .end(JSON.stringify(initialize));
    });
    assert.equal(status, 403);
  });

  test("other places of the server's host, and other methods", async () => {
    assert.equal((await fetch(new URL("/admin", proxy.url))).status, 404);
    assert.equal((await fetch(proxy.url, { method: "PUT" })).status, 405);
  });

  const texts: Record<string, [body: string | Uint8Array, status: number, code: number]> = {
    "no JSON": ["{", 400, -32700],
    "bytes that are not UTF-8": [Buffer.from('{"jsonrpc":"2.0","id":1,"method":"\xff"}', "latin1"), 400, -32700],
    "no message": ['"text"', 400, -32600],
    "an empty batch": ["[]", 400, -32600],
  };
  for (const [name, [body, expected, code]] of Object.entries(texts)) {
    test(name, async () => {
      const { status, messages } = await send(proxy.url, { body });
      assert.deepEqual(
        [status, (messages[0]?.error as { code: number } | undefined)?.code, messages[0]?.id],
        [expected, code, null],
      );
    });
  }

  test("an id that is in use gets no answer that could be taken for the other's", async () => {
    const { status, messages } = await send(proxy.url, { body: { jsonrpc: "2.0", id: null, method: "ping" } });
    assert.deepEqual([status, messages[0]?.id], [400, null]);
  });
});

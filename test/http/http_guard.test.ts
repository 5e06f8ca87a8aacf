// Requests over real sockets to guarded Express, Hono, Node and web handlers: status, challenge and code for each.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import { after, suite, test } from "node:test";
import { createAdaptorServer, getRequestListener } from "@hono/node-server";
import { requireBearerAuth } from "@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js";
import express from "express";
import { Hono } from "hono";
import type { Settings } from "../../src/generated/settings.ts";
import {
  createHttpGuard,
  expressGuard,
  guardFetch,
  guardRequestListener,
  type HttpGuard,
  type HttpGuardOptions,
  honoGuard,
} from "../../src/http/index.ts";
import { FakeEvaluator, standardEvaluator } from "../guard/policy.ts";
import { close, ISSUER, listen, RESOURCE, startIssuer } from "./fixtures/issuer.ts";
import { type Answered, type Sent, send } from "./fixtures/send.ts";

const issuer = await startIssuer();
after(() => issuer.close());

/** What the server behind the guard answers: what it was told about the caller. */
function say(guard: HttpGuard): string {
  return JSON.stringify({ caller: guard.readPrincipal()?.id ?? null, host: guard.readHttp()?.host ?? null });
}

/** Header names and values, of Node's requests and of the web's. */
function pairs(request: object): [string, string][] {
  if (!("rawHeaders" in request)) return [...(request as { headers: Headers }).headers];
  const raw = request.rawHeaders as string[];
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name.toLowerCase(), raw[index + 1] ?? ""]] : []));
}

interface NodeEnv {
  readonly incoming: { readonly socket: { readonly remoteAddress?: string } };
}

type Adapter = (guard: HttpGuard) => Server;

const ADAPTERS: Readonly<Record<string, Adapter>> = {
  node: (guard) => createServer(guardRequestListener(guard, (_, response) => response.end(say(guard)))),
  express: (guard) => {
    const app = express();
    app.use("/mcp", expressGuard(guard), express.json(), (_, response) => {
      response.end(say(guard));
    });
    return createServer(app);
  },
  hono: (guard) => {
    const app = new Hono();
    app.use("/mcp", honoGuard(guard));
    app.all("/mcp", (context) => context.text(say(guard)));
    return createAdaptorServer({ fetch: app.fetch }) as Server;
  },
  web: (guard) => {
    const handler = guardFetch(
      guard,
      async (_request: Request, _env: NodeEnv) => new Response(say(guard)),
      (_request, { incoming }) => ({ remoteAddress: incoming.socket.remoteAddress }),
    );
    return createServer(getRequestListener((request, env) => handler(request, env as NodeEnv)));
  },
};

async function withServer(
  adapter: Adapter,
  options: Partial<HttpGuardOptions>,
  settings: NonNullable<Settings["servers"]>[string],
  use: (port: number) => Promise<void>,
  host = "127.0.0.1",
): Promise<void> {
  const evaluator = await standardEvaluator(settings);
  const own = { bindAddress: "127.0.0.1", evaluator, server: "demo", handled: ["log", "display"] } as const;
  const guard = createHttpGuard({ ...own, ...options });
  const server = adapter(guard);
  try {
    await use(await listen(server, host));
  } finally {
    close(server);
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** What matters of an answer: its status, the code of the denial or the caller, and the challenge. */
function summarize({ status, headers, body }: Answered): unknown[] {
  const { caller, error } = parse(body) as { caller?: unknown; error?: { data: { code: string } } };
  const challenge = headers["www-authenticate"];
  const said = [status, error === undefined ? caller : error.data.code];
  return challenge === undefined ? said : [...said, challenge];
}

type Row = readonly [name: string, sent: Sent, expected: readonly unknown[]];

async function check(port: number, rows: readonly Row[]): Promise<void> {
  const got = [];
  for (const [name, sent] of rows) got.push([name, summarize(await send(port, sent))]);
  assert.deepEqual(
    got,
    rows.map(([name, , expected]) => [name, expected]),
  );
}

const header = (name: string, value: string): Sent => ({ headers: [[name, value]] });

const LOCAL: readonly Row[] = [
  ["a program of this machine", {}, [200, null]],
  ["by the name of this machine", header("host", "localhost"), [200, null]],
  ["by another loopback address", header("host", "[::1]:80"), [200, null]],
  ["a page of this machine", header("origin", "http://localhost:5173"), [200, null]],
  ["DNS rebinding", header("host", "evil.test"), [403, "protocol_level.host_not_allowed"]],
  ["a foreign page", header("origin", "https://evil.test"), [403, "protocol_level.origin_not_allowed"]],
  ["a page without an origin", header("origin", "null"), [403, "protocol_level.origin_not_allowed"]],
  [
    "two origins",
    {
      headers: [
        ["origin", "http://localhost"],
        ["origin", "https://evil.test"],
      ],
    },
    [403, "protocol_level.origin_not_allowed"],
  ],
  ["by a tunnel", header("x-forwarded-for", "198.51.100.7"), [401, "server/access_control.unauthenticated", "Bearer"]],
  [
    "a token nobody asked for",
    header("authorization", "Bearer abc"),
    [401, "authorization_bypass.audience_mismatch", 'Bearer error="invalid_token"'],
  ],
  ["another scheme", header("authorization", "Basic YTpi"), [200, null]],
  ["a session of nobody", header("mcp-session-id", "b0b6bd2c-6f0c-4f0e-9df1-2d8cf1a5d3a1"), [200, null]],
];

for (const [name, adapter] of Object.entries(ADAPTERS)) {
  suite(`a guard before ${name}`, () => {
    test("lets programs of this machine reach a server without tokens, and nobody else", async () => {
      await withServer(adapter, {}, {}, (port) => check(port, LOCAL));
    });

    test("keeps a server that listens everywhere to callers who are known", async () => {
      const options = { bindAddress: "0.0.0.0", allowedHosts: ["mcp.test"], allowedOrigins: ["https://app.test"] };
      const identify = (request: object) => {
        const user = new Map(pairs(request)).get("x-test-user");
        return user === undefined ? undefined : { id: user };
      };
      const known = ["x-test-user", "ana"] as const;
      await withServer(adapter, { ...options, identify }, {}, async (port) => {
        await check(port, [
          ["nobody", header("host", "mcp.test"), [401, "server/access_control.unauthenticated", "Bearer"]],
          ["a known caller", { headers: [["host", "mcp.test"], known] }, [200, "ana"]],
          ["under another name", { headers: [["host", "evil.test"], known] }, [403, "protocol_level.host_not_allowed"]],
          [
            "under the name of this machine",
            { headers: [["host", "localhost"], known] },
            [403, "protocol_level.host_not_allowed"],
          ],
          ["its page", { headers: [["host", "mcp.test"], ["origin", "https://app.test"], known] }, [200, "ana"]],
          [
            "its page without encryption",
            { headers: [["host", "mcp.test"], ["origin", "http://app.test"], known] },
            [403, "protocol_level.origin_not_allowed"],
          ],
        ]);
      });
    });

    test("takes tokens that were issued for the server, and says what a better one would need", async () => {
      const metadata = "https://mcp.test/.well-known/oauth-protected-resource/mcp";
      const options: Partial<HttpGuardOptions> = {
        resource: RESOURCE,
        issuer: ISSUER,
        verify: { jwks: issuer.jwks },
        requiredScopes: ["mcp.use"],
        resourceMetadata: metadata,
      };
      const rest = `scope="mcp.use", resource_metadata="${metadata}"`;
      const invalid = `Bearer error="invalid_token", ${rest}`;
      const bearer = async (...given: Parameters<typeof issuer.sign>) =>
        header("authorization", `Bearer ${await issuer.sign(...given)}`);
      const none = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
      const payload = (await issuer.sign()).split(".")[1];
      const past = Math.floor(Date.now() / 1000) - 60;
      const good = await issuer.sign();
      await withServer(adapter, options, {}, async (port) => {
        await check(port, [
          ["a good token", await bearer(), [200, "ana"]],
          ["a client's own token", await bearer({ sub: undefined, client_id: "robot" }), [200, "robot"]],
          ["a token for several", await bearer({ aud: ["https://other.test", RESOURCE] }), [200, "ana"]],
          ["in small letters", header("Authorization", `bearer ${good}`), [200, "ana"]],
          ["no token", {}, [401, "authorization_bypass.token_missing", `Bearer ${rest}`]],
          [
            "no token behind the scheme",
            header("authorization", "Bearer"),
            [401, "authorization_bypass.audience_mismatch", invalid],
          ],
          [
            "for another server",
            await bearer({ aud: "https://other.test" }),
            [401, "authorization_bypass.audience_mismatch", invalid],
          ],
          ["for nobody", await bearer({ aud: undefined }), [401, "authorization_bypass.audience_mismatch", invalid]],
          ["for a number", await bearer({ aud: 7 }), [401, "authorization_bypass.audience_mismatch", invalid]],
          [
            "of another issuer",
            await bearer({ iss: "https://evil.test" }),
            [401, "authorization_bypass.token_issuer", invalid],
          ],
          ["run out", await bearer({ exp: past }), [401, "authorization_bypass.token_expired", invalid]],
          ["never running out", await bearer({ exp: undefined }), [401, "authorization_bypass.token_expired", invalid]],
          [
            "not yet valid",
            await bearer({ nbf: past + 3600 }),
            [401, "authorization_bypass.token_unverified", invalid],
          ],
          [
            "signed by somebody",
            await bearer({}, issuer.foreignKey),
            [401, "authorization_bypass.token_unverified", invalid],
          ],
          [
            "signed by nobody",
            header("authorization", `Bearer ${none}.${payload}.`),
            [401, "authorization_bypass.token_unverified", invalid],
          ],
          [
            "a part too few",
            header("authorization", "Bearer a.b"),
            [401, "authorization_bypass.audience_mismatch", invalid],
          ],
          [
            "encrypted",
            header("authorization", "Bearer a.b.c.d.e"),
            [401, "authorization_bypass.audience_mismatch", invalid],
          ],
          [
            "too long",
            header("authorization", `Bearer ${"a".repeat(9000)}`),
            [401, "authorization_bypass.audience_mismatch", invalid],
          ],
          [
            "twice",
            {
              headers: [
                ["authorization", `Bearer ${good}`],
                ["authorization", `Bearer ${good}`],
              ],
            },
            [401, "authorization_bypass.audience_mismatch", invalid],
          ],
          [
            "in the URL",
            { path: `/mcp?access_token=${good}` },
            [400, "token_leakage.outside_header", `Bearer error="invalid_request", ${rest}`],
          ],
          [
            "too few scopes",
            await bearer({ scope: "other" }),
            [403, "authorization_bypass.insufficient_scope", `Bearer error="insufficient_scope", ${rest}`],
          ],
          [
            "scopes as a list",
            await bearer({ scope: ["mcp.use"] }),
            [403, "authorization_bypass.insufficient_scope", `Bearer error="insufficient_scope", ${rest}`],
          ],
          ["scopes as some providers write them", await bearer({ scope: undefined, scp: ["mcp.use"] }), [200, "ana"]],
          [
            "too few scopes for another server",
            await bearer({ scope: "other", aud: "https://other.test" }),
            [401, "authorization_bypass.audience_mismatch", invalid],
          ],
          ["by DNS rebinding", { headers: [["host", "evil.test"]] }, [403, "protocol_level.host_not_allowed"]],
        ]);
      });
    });
  });
}

suite("a request that is refused", () => {
  const refused = async (sent: Sent, options: Partial<HttpGuardOptions> = {}): Promise<Answered> => {
    let answered: Answered | undefined;
    await withServer(ADAPTERS.express as Adapter, options, {}, async (port) => {
      answered = await send(port, sent);
    });
    assert.ok(answered !== undefined);
    return answered;
  };

  test("is answered as JSON-RPC where it carries a message", async () => {
    const { status, headers, body } = await refused({ headers: [["host", "evil.test"]] });
    const answer = JSON.parse(body);
    const code = "protocol_level.host_not_allowed";
    const title = "Host is not one of this server's";
    const remedy = answer.error.data.reasons[0].remedy;
    assert.equal(status, 403);
    assert.deepEqual([headers["content-type"], headers["cache-control"]], ["application/json", "no-store"]);
    assert.deepEqual(answer, {
      jsonrpc: "2.0",
      error: {
        code: 4030,
        message: `Blocked by policy: ${title} (${code})`,
        data: { decision_id: answer.error.data.decision_id, code, reasons: [{ code, title, remedy }] },
      },
    });
  });

  test("is answered in words where it carries none", async () => {
    const { status, headers, body } = await refused({ method: "GET", headers: [["host", "evil.test"]] });
    assert.deepEqual(
      [status, headers["content-type"], body],
      [
        403,
        "text/plain; charset=utf-8",
        "Blocked by policy: Host is not one of this server's (protocol_level.host_not_allowed)\n",
      ],
    );
  });

  test("may come again when the issuer can be asked again", async () => {
    const verify = { readToken: () => Promise.reject(new Error("no answer")) };
    const answered = await refused({ headers: [["authorization", "Bearer secret-token"]] }, { verify });
    assert.deepEqual(summarize(answered), [503, "fail_closed.issuer_unreachable"]);
    assert.ok(!answered.body.includes("secret-token"));
  });

  test("is refused too when the program's own reader fails", async () => {
    const identify = () => assert.fail("of the program");
    assert.deepEqual(summarize(await refused({}, { identify })), [403, "fail_closed.facts_failed"]);
  });

  for (const [name, answer, expected] of [
    [
      "what the policy wants done cannot be done",
      { obligations: [{ type: "display" }] },
      "fail_closed.obligation_unmet",
    ],
    ["a person would have to be asked", { effect: "ask" }, "fail_closed.nobody_to_ask"],
  ] as const) {
    test(`is refused when ${name}`, async () => {
      const evaluator = new FakeEvaluator(() => answer);
      assert.deepEqual(summarize(await refused({}, { evaluator, handled: [] })), [403, expected]);
    });
  }

  test("is not refused where the operator only records", async () => {
    const evaluator = new FakeEvaluator(() => ({ effect: "deny", mode: "audit" }));
    assert.deepEqual(summarize(await refused({}, { evaluator })), [200, null]);
  });
});

suite("behind the bearer middleware of the SDK", () => {
  const auth = { token: "t", clientId: "robot", scopes: ["mcp.use"], resource: new URL(RESOURCE) };
  const expiresAt = Math.floor(Date.now() / 1000) + 600;
  const rows: readonly [string, object, unknown[]][] = [
    ["who calls is who it says", { ...auth, expiresAt, extra: { iss: ISSUER, sub: "ana" } }, [200, "ana"]],
    ["a client calls for itself", { ...auth, expiresAt, extra: { iss: ISSUER } }, [200, "robot"]],
    [
      "a token for another server is refused",
      { ...auth, expiresAt, extra: { iss: ISSUER }, resource: new URL("https://other.test") },
      [401, "authorization_bypass.audience_mismatch", 'Bearer error="invalid_token"'],
    ],
    [
      "a token whose issuer it does not know is refused",
      { ...auth, expiresAt },
      [401, "authorization_bypass.token_issuer", 'Bearer error="invalid_token"'],
    ],
    [
      "a token whose end it does not know is refused",
      { ...auth, extra: { iss: ISSUER } },
      [401, "authorization_bypass.token_expired", 'Bearer error="invalid_token"'],
    ],
  ];
  for (const [name, info, expected] of rows) {
    test(name, async () => {
      const verifier = { verifyAccessToken: async () => info as never };
      const adapter: Adapter = (guard) => {
        const app = express();
        const bearer = requireBearerAuth({ verifier });
        // The SDK's own refuses a token without an end; another middleware may not.
        const leave: express.RequestHandler = (request, _response, next) => {
          Object.assign(request, { auth: info });
          next();
        };
        app.use("/mcp", "expiresAt" in info ? bearer : leave, expressGuard(guard), (_request, response) => {
          response.end(say(guard));
        });
        return createServer(app);
      };
      await withServer(adapter, { resource: RESOURCE, issuer: ISSUER }, {}, (port) =>
        check(port, [[name, header("authorization", "Bearer t"), expected]]),
      );
    });
  }
});

/** Servers that hand out a session id with every answer. */
const ISSUERS: Readonly<Record<string, (guard: HttpGuard, nextId: () => string) => Server>> = {
  "node, by name": (guard, nextId) =>
    createServer(
      guardRequestListener(guard, (_, response) => {
        response.setHeader("Mcp-Session-Id", nextId());
        response.write("{}");
        response.end();
      }),
    ),
  "node, all at once": (guard, nextId) =>
    createServer(
      guardRequestListener(guard, (_, response) => response.writeHead(200, ["Mcp-Session-Id", nextId()]).end("{}")),
    ),
  hono: (guard, nextId) => {
    const app = new Hono();
    app.use("/mcp", honoGuard(guard));
    app.all("/mcp", (context) => context.text("{}", 200, { "mcp-session-id": nextId() }));
    return createAdaptorServer({ fetch: app.fetch }) as Server;
  },
  web: (guard, nextId) => {
    const handler = guardFetch(
      guard,
      async (_request: Request, _env: NodeEnv) => new Response("{}", { headers: { "mcp-session-id": nextId() } }),
      (_request, { incoming }) => ({ remoteAddress: incoming.socket.remoteAddress }),
    );
    return createServer(getRequestListener((request, env) => handler(request, env as NodeEnv)));
  },
};

for (const [name, start] of Object.entries(ISSUERS)) {
  suite(`a session id of ${name}`, () => {
    const user = (request: object) => ({ id: new Map(pairs(request)).get("x-test-user") ?? "ana" });

    test("is its owner's once it was handed out", async () => {
      const id = randomUUID();
      await withServer(
        (guard) => start(guard, () => id),
        { identify: user },
        {},
        async (port) => {
          const opened = await send(port, {});
          assert.deepEqual([opened.status, opened.headers["mcp-session-id"]], [200, id]);
          const used = { headers: [["mcp-session-id", id] as const] };
          assert.deepEqual(summarize(await send(port, used)), [200, undefined]);
          const other = { headers: [...used.headers, ["x-test-user", "eve"] as const] };
          assert.deepEqual(summarize(await send(port, other)), [404, "session_hijacking.other_principal"]);
        },
      );
    });

    test("is not handed out when it can be guessed", async () => {
      await withServer(
        (guard) => start(guard, () => "7"),
        { identify: user },
        {},
        async (port) => {
          const { headers, ...answered } = await send(port, {});
          assert.deepEqual(summarize({ ...answered, headers }), [403, "session_hijacking.guessable_id"]);
          assert.equal(headers["mcp-session-id"], undefined);
        },
      );
    });

    test("is not handed out when it cannot be judged", async () => {
      let calls = 0;
      // The first judges the request, the next the answer.
      const now = () => (++calls > 1 ? assert.fail("of the program") : new Date());
      await withServer(
        (guard) => start(guard, randomUUID),
        { now },
        {},
        async (port) => {
          const { headers, ...answered } = await send(port, {});
          assert.deepEqual(summarize({ ...answered, headers }), [403, "fail_closed.facts_failed"]);
          assert.equal(headers["mcp-session-id"], undefined);
        },
      );
    });
  });
}

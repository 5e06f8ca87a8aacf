// Options that would silently do something else than their writer meant are errors, at once.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import {
  createGate,
  GuardError,
  type GuardOptions,
  guardClient,
  guardServer,
  guardServerFactory,
  guardTransport,
} from "../../src/guard/index.ts";
import { FakeEvaluator } from "./policy.ts";

const identity = { name: "test", version: "1.0.0" };
const evaluator = new FakeEvaluator();

const GUARDS = {
  client: (options: GuardOptions) => guardClient(new Client(identity), options),
  server: (options: GuardOptions) => guardServer(new McpServer(identity), options),
  factory: (options: GuardOptions) => guardServerFactory(() => new McpServer(identity), options),
  "client's transport": (options: GuardOptions) => guardTransport(new InMemoryTransport(), options, "client"),
  "server's transport": (options: GuardOptions) => guardTransport(new InMemoryTransport(), options, "server"),
};

function refuses(code: GuardError["code"], message: RegExp) {
  return (error: unknown) => error instanceof GuardError && error.code === code && message.test(error.message);
}

const ask = () => ({ allow: false }) as const;

suite("a guard is refused", () => {
  for (const [what, given, message] of [
    ["nothing", undefined, /at least `evaluator` and `server`/],
    ["no evaluator", { server: "demo" }, /`evaluator`: an object with `decide` and `explain`/],
    ["a promise of an evaluator", { server: "demo", evaluator: Promise.resolve(evaluator) }, /`evaluator`/],
    ["no server", { evaluator }, /`server`: the server's name/],
    ["a server without a name", { evaluator, server: { transport: "stdio" } }, /`server`/],
    ["an empty name", { evaluator, server: "" }, /`server`/],
    ["an option that there is none of", { evaluator, server: "demo", logs: {} }, /found `logs`. There are: .*log,/],
    ["the place that it finds itself", { evaluator, server: "demo", point: "client" }, /found `point`/],
    ["no obligation", { evaluator, server: "demo", handled: ["shown"] }, /a list of confirm, display/],
    ["no log", { evaluator, server: "demo", log: { write() {} } }, /`record`/],
    ["no ledger", { evaluator, server: "demo", ledger: {} }, /`describe` and `observe`/],
    ["no memory", { evaluator, server: "demo", remembered: [] }, /`has` and `add`/],
    ["no limit", { evaluator, server: "demo", maxMessageLength: Number.NaN }, /a whole number above 0/],
    ["no time", { evaluator, server: "demo", askTimeLimit: 0 }, /a whole number above 0/],
    ["no reader", { evaluator, server: "demo", readPrincipal: "sub" }, /`readPrincipal` of a guard to be a function/],
  ] as const) {
    for (const [side, guard] of Object.entries(GUARDS))
      test(`${what} for a ${side}`, () => {
        assert.throws(() => guard(given as never), refuses("ERR_GUARD_OPTIONS", message));
      });
  }

  for (const [side, given] of [
    ["client", "elicitation"],
    ["client's transport", "elicitation"],
    ["client", "terminal"],
    ["server", ask],
    ["server's transport", ask],
    ["factory", ask],
  ] as const)
    test(`${typeof given === "function" ? "a function" : given} to ask with for a ${side}`, () => {
      const options = { evaluator, server: "demo", ask: given };
      assert.throws(() => GUARDS[side](options as never), refuses("ERR_GUARD_OPTIONS", /`ask`/));
    });

  test("a gate without an evaluator", () => {
    const options = { server: { name: "demo" }, point: "client", other: 1 };
    assert.throws(() => createGate(options as never), refuses("ERR_GUARD_OPTIONS", /`evaluator`/));
    createGate({ ...options, evaluator } as never).close();
  });

  test("who is connected already, as what came before was not judged", async () => {
    const [near, far] = InMemoryTransport.createLinkedPair();
    const [client, server] = [new Client(identity), new McpServer(identity)];
    await Promise.all([server.connect(far), client.connect(near)]);
    try {
      const options = { evaluator, server: "demo" };
      assert.throws(() => guardClient(client, options), refuses("ERR_GUARD_CONNECTED", /client that is not connected/));
      assert.throws(() => guardServer(server, options), refuses("ERR_GUARD_CONNECTED", /server that is not connected/));
    } finally {
      await client.close();
    }
  });

  test("nobody whose options are undefined or right", () => {
    const shared = { evaluator, server: "demo", log: undefined, handled: ["log"], askTimeLimit: 1000 } as const;
    GUARDS.client({ ...shared, ask });
    GUARDS.server({ ...shared, ask: "elicitation" });
  });
});

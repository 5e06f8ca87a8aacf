// Standing reads, and lists that change: each address listened to is judged, and each list that is fetched anew.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { loadStandardBundle } from "../../src/bundle/standard_bundle.ts";
import { createEvaluator } from "../../src/evaluator.ts";
import { digestDefinition } from "../../src/facts/tools/describe_tools.ts";
import type { Settings } from "../../src/generated/settings.ts";
import { createGate, type GateOptions } from "../../src/guard/gate.ts";
import { FakeEvaluator, standardEvaluator } from "./policy.ts";

const handled = ["log", "display"] as const;

function open(evaluator: GateOptions["evaluator"], log?: GateOptions["log"]) {
  return createGate({ evaluator, server: { name: "demo" }, point: "client", handled, log });
}

const request = (method: string, params: object, id = 1) => ({ jsonrpc: "2.0", id, method, params });
const listen = (resourceSubscriptions: unknown) =>
  request("subscriptions/listen", {
    notifications: { toolsListChanged: true, resourceSubscriptions },
    _meta: { "io.modelcontextprotocol/protocolVersion": "2026-07-28" },
  });

suite("a subscription", () => {
  for (const [what, message, uris] of [
    ["of 2026-07-28 is a read of each address", listen(["db://a", "db://b"]), ["db://a", "db://b"]],
    ["of 2026-07-28 to no address is use of the session", listen([]), []],
    ["before is a read", request("resources/subscribe", { uri: "db://a" }), ["db://a"]],
  ] as const) {
    test(what, () => {
      const fake = new FakeEvaluator();
      assert.equal(open(fake).judge("to_server", message).action, "pass");
      assert.deepEqual(
        fake.asked.map(({ kind, resource }) => [kind, resource?.uri]),
        uris.length === 0 ? [["session", undefined]] : uris.map((uri) => ["resource_read", uri]),
      );
    });
  }

  for (const [what, uris, code] of [
    [
      "one address that may not be read",
      ["db://prices", "file:///etc/passwd"],
      /fail_closed.nobody_to_ask|filesystem_access/,
    ],
    ["a list that is none", { 0: "file:///etc/passwd" }, /fail_closed.invalid_event/],
    ["more addresses than are judged at once", Array(1025).fill("db://prices"), /fail_closed.event_too_large/],
  ] as const) {
    test(`to ${what} does not go out`, async () => {
      const verdict = open(await standardEvaluator()).judge("to_server", listen(uris));
      const done = verdict.action === "ask" ? verdict.settle(undefined) : verdict;
      assert.ok(done.action === "block");
      assert.match(JSON.stringify(done.reply), code);
    });
  }

  test("to an address where a list should be is read as one", () => {
    const fake = new FakeEvaluator();
    open(fake).judge("to_server", listen("db://a"));
    assert.deepEqual(fake.asked[0]?.resource, { uri: "db://a" });
  });
});

suite("a list that changed", () => {
  const tool = (description: string) => ({ name: "echo", description, inputSchema: { type: "object" } });
  const reviewed = tool("Repeats a text.");
  const other = tool("Repeats a text, in capitals.");
  const settings: Settings = { profile: "team", servers: { demo: { tools: { allow: ["echo"] } } } };

  async function start() {
    const lock = { version: 1 as const, servers: { demo: { tools: { echo: digestDefinition(reviewed) } } } };
    const codes: string[] = [];
    const log: GateOptions["log"] = {
      record: (_, { reasons }) => void codes.push(...reasons.map((one) => `${one.effect} ${one.code} ${one.pointer}`)),
    };
    const gate = open(await createEvaluator({ bundle: await loadStandardBundle(), settings, lock }), log);
    let id = 1;
    const list = (offered: object) => {
      id += 1;
      assert.equal(gate.judge("to_server", request("tools/list", {}, id)).action, "pass");
      return gate.judge("to_client", { jsonrpc: "2.0", id, result: { tools: [offered] } });
    };
    const call = () => {
      id += 1;
      return gate.judge("to_server", request("tools/call", { name: "echo", arguments: {} }, id)).action;
    };
    return { gate, codes, list, call };
  }

  test("is judged against what was approved when it is fetched again", async () => {
    const { gate, codes, list, call } = await start();
    assert.deepEqual([list(reviewed).action, call()], ["pass", "pass"]);
    const changed = { jsonrpc: "2.0", method: "notifications/tools/list_changed" };
    assert.equal(gate.judge("to_client", changed).action, "pass");
    codes.length = 0;
    const again = list(other);
    assert.ok(again.action === "pass");
    assert.deepEqual((again.message as { result: object }).result, { tools: [] });
    assert.ok(codes.includes("deny client_trusts_server.changed_definition /tools/0"), codes.join());
    assert.equal(list(reviewed).action, "pass");
    assert.equal(call(), "pass");
  });
});

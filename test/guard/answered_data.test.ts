// What a person or a model answers to a server's question leaves the client as well: other servers' private data is noticed.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { createGate, createLedger, type Gate, guardClient, type Ledger } from "../../src/guard/index.ts";
import { standardEvaluator } from "./policy.ts";

const plan = "The merger with Blue Heron closes on the ninth; nobody outside the board may know the price of it.";
const token = `ghp_${"Zk3".repeat(12)}`;

const evaluator = await standardEvaluator(
  {},
  {
    profile: "team",
    servers: {
      plans: { labels: ["private_data"], tools: { allow: ["get_plan", "ask"] }, grants: { model: { sampling: true } } },
      asker: { match: { command: "demo" }, tools: { allow: ["ask"] }, grants: { model: { sampling: true } } },
      summary: { grants: { model: { sampling: true, context: "all_servers" } } },
    },
  },
);

const MODERN = { _meta: { "io.modelcontextprotocol/protocolVersion": "2026-07-28" } };

function open(name: string, ledger: Ledger): Gate {
  const server = { name, transport: "stdio", command: "demo" } as const;
  const handled = ["log", "display", "confirm", "redact"] as const;
  return createGate({ evaluator, server, point: "client", ledger, handled });
}

/** A conversation in which a server gave private data. */
function begin(): Ledger {
  const ledger = createLedger();
  const plans = open("plans", ledger);
  const params = { name: "get_plan", arguments: {} };
  plans.judge("to_server", { jsonrpc: "2.0", id: 1, method: "tools/call", params });
  const content = [{ type: "text", text: `${plan}\ntoken: ${token}` }];
  const given = plans.judge("to_client", { jsonrpc: "2.0", id: 1, result: { content } });
  assert.equal(given.action, "pass");
  return ledger;
}

const form = {
  message: "What is planned?",
  requestedSchema: { type: "object", properties: { plan: { type: "string" } } },
};
const prompt = { messages: [{ role: "user", content: { type: "text", text: "Sum up." } }], maxTokens: 100 };

/** How an answer reaches the server, in each era. */
const WAYS: Readonly<Record<string, (gate: Gate, text: string) => ReturnType<Gate["judge"]>>> = {
  "in a form": (gate, text) => {
    const asked = gate.judge("to_client", { jsonrpc: "2.0", id: 7, method: "elicitation/create", params: form });
    assert.equal(asked.action, "pass");
    return gate.judge("to_server", { jsonrpc: "2.0", id: 7, result: { action: "accept", content: { plan: text } } });
  },
  "of the model": (gate, text) => {
    const asked = gate.judge("to_client", { jsonrpc: "2.0", id: 7, method: "sampling/createMessage", params: prompt });
    assert.equal(asked.action, "pass");
    const result = { model: "m", role: "assistant", content: { type: "text", text } };
    return gate.judge("to_server", { jsonrpc: "2.0", id: 7, result });
  },
  "within a request": (gate, text) => {
    const inputResponses = { q: { action: "accept", content: { plan: text } } };
    const params = { ...MODERN, name: "ask", arguments: {}, inputResponses };
    return gate.judge("to_server", { jsonrpc: "2.0", id: 7, method: "tools/call", params });
  },
  "typed to be completed": (gate, text) => {
    const argument = { name: "path", value: text };
    const params = { ref: { type: "ref/resource", uri: "db://{path}" }, argument };
    return gate.judge("to_server", { jsonrpc: "2.0", id: 7, method: "completion/complete", params });
  },
};

function codes({ decisions }: ReturnType<Gate["judge"]>): string[] {
  return decisions.flatMap(({ reasons }) => reasons.filter(({ effect }) => effect !== "allow").map(({ code }) => code));
}

suite("an answer", () => {
  for (const [way, answer] of Object.entries(WAYS)) {
    for (const [what, text] of [
      ["private text", `As far as I know: ${plan}`],
      ["private text in base64", Buffer.from(plan).toString("base64")],
      ["a secret", `It is ${token}.`],
    ] as const)
      test(`${way} with ${what} of another server does not reach the server that asked`, () => {
        const verdict = answer(open("asker", begin()), text);
        assert.equal(verdict.action, "block");
        assert.deepEqual(codes(verdict), ["operator/restrict_access.cross_server_answer"]);
        // Neither the event's place nor the answer to the server says what it was.
        assert.doesNotMatch(JSON.stringify(verdict), /merger|ghp_|\/plan/);
      });

    test(`${way} in a person's own words reaches the server`, () => {
      assert.equal(answer(open("asker", begin()), "We meet on Friday to talk about the garden party.").action, "pass");
    });

    test(`${way} with what the server gave itself reaches the server`, () => {
      assert.equal(answer(open("plans", begin()), plan).action, "pass");
    });
  }

  test("of the model with the conversation in it reaches a server that was granted the conversation", () => {
    const gate = open("summary", begin());
    assert.equal(WAYS["of the model"]?.(gate, plan).action, "pass");
  });

  test("without anything in it needs no decision", () => {
    const gate = open("asker", createLedger());
    gate.judge("to_client", { jsonrpc: "2.0", id: 7, method: "ping" });
    assert.deepEqual(gate.judge("to_server", { jsonrpc: "2.0", id: 7, result: {} }).decisions, []);
  });
});

test("a real server gets an error for an answer that is not to leave, and its question is over", async () => {
  const [near, far] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: "t", version: "1" }, { capabilities: { elicitation: {} } });
  const served = new Server({ name: "t", version: "1" }, { capabilities: {} });
  client.setRequestHandler(ElicitRequestSchema, async () => ({ action: "accept" as const, content: { plan } }));
  const server = { name: "asker", transport: "stdio", command: "demo" } as const;
  guardClient(client, { evaluator, server, ledger: begin(), handled: ["log", "display", "sandbox"] });
  try {
    await Promise.all([served.connect(far), client.connect(near)]);
    const asked = served.elicitInput({
      message: "What is planned?",
      requestedSchema: { type: "object", properties: {} },
    });
    await assert.rejects(asked, /operator\/restrict_access.cross_server_answer/);
  } finally {
    await client.close();
    await served.close();
  }
});

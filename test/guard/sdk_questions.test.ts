// Questions inside results, as 2026-07-28 has them, between a real v2 server and a real, guarded v2 client.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { createMcpHandler, inputRequired, McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { guardClient } from "../../src/guard/index.ts";
import { standardEvaluator } from "./policy.ts";

const identity = { name: "test", version: "1.0.0" };
const messages = [{ role: "user" as const, content: { type: "text" as const, text: "Sum up." } }];

const QUESTIONS = {
  form: inputRequired.elicit({ message: "Your name?", requestedSchema: z.object({ name: z.string() }) }),
  sampling: inputRequired.createMessage({ messages, maxTokens: 10 }),
  roots: inputRequired.listRoots(),
};

function serve() {
  const answers: unknown[] = [];
  const handler = createMcpHandler(() => {
    const server = new McpServer(identity);
    server.registerTool("ask", { inputSchema: z.object({ what: z.string() }) }, async ({ what }, context) => {
      const given = context.mcpReq.inputResponses;
      const question = QUESTIONS[what as keyof typeof QUESTIONS];
      if (given === undefined) return inputRequired({ inputRequests: { q: question }, requestState: "opaque" });
      answers.push(given);
      return { content: [{ type: "text", text: "done" }] };
    });
    return server;
  });
  const url = new URL("http://127.0.0.1:1/mcp");
  const fetch = (target: URL | string, init?: RequestInit) => handler.fetch(new Request(target, init));
  return { answers, transport: new StreamableHTTPClientTransport(url, { fetch }) };
}

async function connect() {
  const { answers, transport } = serve();
  const capabilities = { sampling: {}, elicitation: {}, roots: {} };
  const client = new Client(identity, { capabilities, versionNegotiation: { mode: "auto" } });
  const asked: string[] = [];
  client.setRequestHandler("elicitation/create", async () => {
    asked.push("form");
    return { action: "accept", content: { name: "x" } };
  });
  client.setRequestHandler("sampling/createMessage", async () => {
    asked.push("sampling");
    return { model: "m", role: "assistant", content: { type: "text", text: "x" } };
  });
  const roots = [{ uri: "file:///srv/a" }];
  client.setRequestHandler("roots/list", async () => ({ roots }));
  const evaluator = await standardEvaluator({ grants: { filesystem: { read: ["/srv/a"] } } });
  guardClient(client, { evaluator, server: "demo", handled: ["log", "display"] });
  await client.connect(transport);
  return { client, answers, asked, roots };
}

suite("questions inside results", () => {
  test("are handed on when the policy allows them, and so are the answers", async () => {
    const { client, answers, asked } = await connect();
    const form = await client.callTool({ name: "ask", arguments: { what: "form" } });
    const roots = await client.callTool({ name: "ask", arguments: { what: "roots" } });
    assert.deepEqual([form.content, roots.content], Array(2).fill([{ type: "text", text: "done" }]));
    assert.deepEqual(asked, ["form"]);
    assert.deepEqual(answers, [
      { q: { action: "accept", content: { name: "x" } } },
      { q: { roots: [{ uri: "file:///srv/a" }] } },
    ]);
    await client.close();
  });

  test("reach nobody when nobody can be asked whether they may", async () => {
    const { client, answers, asked } = await connect();
    const denied = await client.callTool({ name: "ask", arguments: { what: "sampling" } });
    assert.equal(denied.isError, true);
    assert.match(JSON.stringify(denied._meta), /client\/consent.sampling_unconsented/);
    assert.deepEqual([asked, answers], [[], []]);
    await client.close();
  });

  test("are not answered with roots that were not granted", async () => {
    const { client, answers, roots } = await connect();
    roots.push({ uri: "file:///home/u" });
    const denied = await client.callTool({ name: "ask", arguments: { what: "roots" } });
    assert.equal(denied.isError, true);
    assert.deepEqual(answers, []);
    await client.close();
  });
});

// What goes from a server to its client and back, through both forms of the proxy: progress, sampling, elicitation, resumption.
import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
// Lines in, lines out: the transport of a server on stdio is that of a client, with the streams the other way around.
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import {
  CallToolResultSchema,
  CreateMessageRequestSchema,
  ElicitRequestSchema,
  LoggingMessageNotificationSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { ran } from "../../guard/fixtures/demo.ts";
import { identity, type Running, serveEverything, serveLegacy } from "./servers.ts";
import { bridgeTo, proxyTo, type ThroughOptions } from "./through.ts";

interface Connected {
  readonly client: Client;
  readonly asked: string[];
  close(): Promise<void>;
}

type Form = (url: URL, options?: ThroughOptions) => Promise<{ transport: object; stop(): Promise<void> }>;

const FORMS: Record<string, Form> = {
  "on HTTP": async (url, options) => {
    const { url: own, stop } = await proxyTo(url, options);
    return { transport: new StreamableHTTPClientTransport(own), stop };
  },
  "on stdio": async (url, options) => {
    const { input, output, stop } = await bridgeTo(url, options);
    return { transport: new StdioServerTransport(output, input), stop };
  },
};

/** A client that has a model and a person, who says yes to everything. */
async function connect(form: Form, url: URL, options?: ThroughOptions): Promise<Connected> {
  const asked: string[] = [];
  const client = new Client(identity, { capabilities: { sampling: {}, elicitation: {} } });
  client.setRequestHandler(CreateMessageRequestSchema, () => {
    asked.push("model");
    return { model: "m", role: "assistant" as const, content: { type: "text" as const, text: "sampled" } };
  });
  client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
    asked.push(params.message.split("\n")[0] ?? "");
    return { action: "accept" as const, content: { allow: true, name: "Ann" } };
  });
  const { transport, stop } = await form(url, options);
  await client.connect(transport as never);
  return {
    client,
    asked,
    close: async () => {
      await client.close();
      await stop();
    },
  };
}

for (const [name, form] of Object.entries(FORMS)) {
  suite(`server-everything behind the proxy ${name}`, () => {
    let server: Running;
    let connected: Connected;
    before(async () => {
      server = await serveEverything();
      connected = await connect(form, server.url);
    });
    after(async () => {
      await connected?.close();
      await server.stop();
    });

    test("reports progress", async () => {
      const progress: unknown[] = [];
      const given = { name: "trigger-long-running-operation", arguments: { duration: 0.2, steps: 2 } };
      await connected.client.callTool(given, undefined, { onprogress: ({ progress: step }) => progress.push(step) });
      assert.deepEqual(progress, [1, 2]);
    });

    test("asks the client's model", async () => {
      const given = { name: "trigger-sampling-request", arguments: { prompt: "p", maxTokens: 5 } };
      const { content } = await connected.client.callTool(given);
      assert.match(JSON.stringify(content), /sampled/);
      assert.deepEqual(connected.asked.splice(0), ["model"]);
    });

    test("asks the client's person", async () => {
      const { content } = await connected.client.callTool({ name: "trigger-elicitation-request", arguments: {} });
      assert.match(JSON.stringify(content), /Ann/);
      assert.equal(connected.asked.splice(0).length, 1);
    });
  });

  suite(`what the policy asks about, with the proxy ${name}`, () => {
    let server: Running;
    before(async () => {
      server = await serveLegacy();
    });
    after(() => server.stop());

    test("the client's person is asked", async () => {
      ran.length = 0;
      const { client, asked, close } = await connect(form, server.url);
      try {
        const { content } = await client.callTool({ name: "send", arguments: { to: "ann" } });
        assert.deepEqual(content, [{ type: "text", text: "sent" }]);
        assert.deepEqual([asked, ran], [["The policy of demo wants you to confirm this."], ["send"]]);
      } finally {
        await close();
      }
    });

    test("somebody else is asked where the client has nobody", async () => {
      ran.length = 0;
      const answers = [{ allow: false }, { allow: true, shown: ["tool", "arguments"], truncated: false }] as const;
      const left = [...answers];
      const { transport, stop } = await form(server.url, { ask: () => left.shift() });
      const client = new Client(identity);
      await client.connect(transport as never);
      try {
        const [no, yes] = [
          await client.callTool({ name: "send", arguments: { to: "ann" } }),
          await client.callTool({ name: "send", arguments: { to: "ann" } }),
        ];
        assert.match(JSON.stringify(no._meta), /fail_closed.not_confirmed/);
        assert.deepEqual(yes.content, [{ type: "text", text: "sent" }]);
        assert.deepEqual(ran, ["send"]);
      } finally {
        await client.close();
        await stop();
      }
    });
  });
}

suite("a call whose client goes away and comes back", () => {
  test("is answered to who resumes it", async () => {
    let go: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const server = await serveLegacy({
      resumable: true,
      addTools: (made) => {
        made.registerTool("wait", { description: "Waits." }, async ({ sendNotification }) => {
          await sendNotification({ method: "notifications/message", params: { level: "info", data: "started" } });
          await gate;
          return { content: [{ type: "text", text: "done" }] };
        });
      },
    });
    const proxy = await proxyTo(server.url);
    let token: string | undefined;
    let session: string | undefined;
    try {
      const first = new Client(identity);
      const transport = new StreamableHTTPClientTransport(proxy.url);
      await first.connect(transport as never);
      session = transport.sessionId;
      const started = new Promise<void>((resolve) => {
        first.setNotificationHandler(LoggingMessageNotificationSchema, () => resolve());
      });
      const onresumptiontoken = (given: string) => {
        token = given;
      };
      const lost = first
        .request({ method: "tools/call", params: { name: "wait" } }, CallToolResultSchema, { onresumptiontoken })
        .catch(() => "lost");
      await started;
      await first.close();
      assert.equal(await lost, "lost");
      const second = new Client(identity);
      const again = new StreamableHTTPClientTransport(proxy.url, {
        ...(session === undefined ? {} : { sessionId: session }),
      });
      await second.connect(again as never);
      go();
      assert(token !== undefined);
      const options = { resumptionToken: token, onresumptiontoken };
      const result = await second.request(
        { method: "tools/call", params: { name: "wait" } },
        CallToolResultSchema,
        options,
      );
      assert.deepEqual(result.content, [{ type: "text", text: "done" }]);
      await second.close();
    } finally {
      go();
      await proxy.stop();
      await server.stop();
    }
  });
});

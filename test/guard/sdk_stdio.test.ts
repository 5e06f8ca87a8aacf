// Real clients of both SDKs and eras, with real servers as child processes: what passes, what does not, and what starts.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, suite, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Client as ModernClient } from "@modelcontextprotocol/client";
import { StdioClientTransport as ModernTransport } from "@modelcontextprotocol/client/stdio";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as LegacyTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import type { Settings } from "../../src/generated/settings.ts";
import { AdmissionDeniedError, type ClientGuardOptions, guardClient } from "../../src/guard/index.ts";
import { DEMO, FakeEvaluator, standardEvaluator } from "./policy.ts";

const folder = await mkdtemp(join(tmpdir(), "mcp-trust-guard-"));
/** Clients of this file, so that no server outlives a test that fails. */
const clients: AnyClient[] = [];
after(async () => {
  await Promise.allSettled(clients.map((client) => client.close()));
  await rm(folder, { recursive: true });
});

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const evaluator = await standardEvaluator();
const identity = { name: "test", version: "1.0.0" };

/** What tests use of either SDK's client. */
interface AnyClient {
  connect(transport: object): Promise<void>;
  close(): Promise<void>;
  getInstructions(): string | undefined;
  listTools(): Promise<{ tools: { name: string }[] }>;
  callTool(params: object): Promise<Record<string, unknown>>;
  readResource(params: object): Promise<Record<string, unknown>>;
  request(request: object, schema: unknown): Promise<unknown>;
}

const PEERS = ["v1", "v2 legacy", "v2 auto"] as const;
type Peer = (typeof PEERS)[number];

let runs = 0;

class Run {
  readonly client: AnyClient;
  readonly transport: object;
  /** Every message as it went over the wire, ours and the server's. */
  readonly wire: string[] = [];
  readonly #starts: string;

  constructor(peer: Peer, server: string, starts: string, mode = "plain") {
    this.#starts = starts;
    const script = fileURLToPath(new URL(`fixtures/${server}_stdio_server.ts`, import.meta.url));
    const params = { command: process.execPath, args: ["--import", "tsx", script, starts, mode], cwd: ROOT };
    const negotiation = { versionNegotiation: { mode: peer === "v2 auto" ? "auto" : "legacy" } } as const;
    this.client = (peer === "v1"
      ? new LegacyClient(identity)
      : new ModernClient(identity, negotiation)) as unknown as AnyClient;
    clients.push(this.client);
    const transport = peer === "v1" ? new LegacyTransport(params) : new ModernTransport(params);
    const send = transport.send.bind(transport) as (message: unknown) => Promise<void>;
    transport.send = ((message: unknown) => {
      this.wire.push(JSON.stringify(message));
      return send(message);
    }) as typeof transport.send;
    this.transport = transport;
  }

  async countStarts(): Promise<number> {
    return (await readFile(this.#starts, "utf8")).split("\n").filter((line) => line !== "").length;
  }
}

async function start(peer: Peer, server: string, mode?: string): Promise<Run> {
  runs += 1;
  const starts = join(folder, `starts-${runs}`);
  await writeFile(starts, "");
  return new Run(peer, server, starts, mode);
}

function guard(run: Run, options: Partial<ClientGuardOptions> = {}): void {
  guardClient(run.client, { evaluator, server: "demo", handled: ["log", "display"], ...options });
}

/** The same steps for the guarded and the unguarded. */
async function use({ client, transport }: Run): Promise<unknown[]> {
  await client.connect(transport);
  const steps = [
    client.getInstructions(),
    await client.callTool({ name: "echo", arguments: { message: "hi \u00e9 \u{1F600}" } }),
    await client.readResource({ uri: "db://prices" }),
  ];
  return steps;
}

function errorCode(thrown: unknown): unknown {
  return (thrown as { code?: unknown }).code;
}

for (const peer of PEERS) {
  for (const server of ["v1", "v2"] as const) {
    suite(`a ${peer} client of a ${server} server on stdio`, () => {
      const era = peer === "v2 auto" && server === "v2" ? "modern" : "legacy";

      test("gets and sends what it would without a guard", async () => {
        const plain = await start(peer, server);
        const guarded = await start(peer, server);
        guard(guarded);
        const [expected, actual] = [await use(plain), await use(guarded)];
        await Promise.all([plain.client.close(), guarded.client.close()]);
        assert.deepEqual(actual, expected);
        assert.deepEqual(guarded.wire, plain.wire);
        assert.equal(await guarded.countStarts(), await plain.countStarts());
      });

      test("is denied what the policy denies, in the form of its protocol", async () => {
        const run = await start(peer, server);
        const recorded: string[] = [];
        guard(run, { log: { record: (_, { id }) => void recorded.push(id) } });
        const { client } = run;
        await client.connect(run.transport);
        const sent = run.wire.length;
        const { tools } = await client.listTools();
        assert.deepEqual(
          tools.map(({ name }) => name),
          ["echo", "send", "hidden"],
        );
        const denied = await client.callTool({ name: "drop_all", arguments: {} });
        const { "io.mcp-trust/decision": decision } = denied._meta as Record<string, { decision_id: string }>;
        assert.ok(recorded.includes(decision?.decision_id ?? ""));
        const code = "operator/restrict_access.tool_refused";
        const title = "Tool is refused by the operator";
        const remedy = "Remove the tool from tools.deny of the server if it should be usable.";
        assert.deepEqual(denied, {
          content: [{ type: "text", text: `Blocked by policy: ${title} (${code})` }],
          isError: true,
          _meta: {
            "io.mcp-trust/decision": { decision_id: decision?.decision_id, code, reasons: [{ code, title, remedy }] },
          },
        });
        const params = { name: "drop_all", arguments: {} };
        const any = { parse: (value: unknown) => value, safeParse: (data: unknown) => ({ success: true, data }) };
        await client.request({ method: "tools/call", params }, any).then(
          (result) => assert.equal((result as { isError?: unknown }).isError, true),
          () => undefined,
        );
        await assert.rejects(client.readResource({ uri: "file:///etc/passwd" }), (error) => errorCode(error) === 4030);
        assert.ok(!run.wire.slice(sent).some((line) => /drop_all|passwd/.test(line)));
        await client.close();
      });

      test("is asked, and told what cannot be seen", async () => {
        const run = await start(peer, server);
        const asked: unknown[] = [];
        guard(run, {
          ask({ reasons, events }) {
            asked.push([events[0]?.kind, reasons.map(({ code }) => code)]);
            return { allow: true, shown: ["tool", "arguments"], truncated: false };
          },
        });
        await run.client.connect(run.transport);
        const { content } = await run.client.callTool({ name: "hidden", arguments: {} });
        assert.deepEqual(content, [{ type: "text", text: "plain text" }]);
        await run.client.callTool({ name: "send", arguments: { to: "a" } });
        assert.deepEqual(asked, [
          ["tool_result", ["client/inform.hidden_text_in_result"]],
          ["tool_call", ["model_driven_invocation.asked_tool"]],
        ]);
        await run.client.close();
      });

      test("starts nothing that is not admitted", async () => {
        const run = await start(peer, server);
        const settings: Partial<Settings> = { deny_servers: [{ command: process.execPath }] };
        guard(run, { evaluator: await standardEvaluator(DEMO, settings) });
        await assert.rejects(run.client.connect(run.transport), (error) => {
          assert.ok(error instanceof AdmissionDeniedError);
          assert.deepEqual(
            error.reasons.map(({ code }) => code),
            ["operator/restrict_access.server_refused"],
          );
          return true;
        });
        assert.deepEqual([await run.countStarts(), run.wire], [0, []]);
        assert.equal((run.transport as { pid: unknown }).pid, null);
      });

      if (server === "v2") {
        test("is denied by a server that is guarded itself", async () => {
          const run = await start(peer, server, "guarded");
          await run.client.connect(run.transport);
          const { tools } = await run.client.listTools();
          assert.deepEqual(
            tools.map(({ name }) => name),
            ["echo", "send", "hidden"],
          );
          const denied = await run.client.callTool({ name: "drop_all", arguments: {} });
          assert.equal(denied.isError, true);
          assert.match(JSON.stringify(denied._meta), /operator\/restrict_access.tool_refused/);
          await assert.rejects(
            run.client.readResource({ uri: "file:///etc/passwd" }),
            (error) => errorCode(error) === 4030,
          );
          await run.client.close();
        });
      }

      test("does not read instructions that the policy denies, whichever process gives them", async () => {
        const run = await start(peer, server);
        const denying = new FakeEvaluator(({ session }) =>
          session?.instructions === undefined ? {} : { effect: "deny" },
        );
        guard(run, { evaluator: denying });
        await assert.rejects(run.client.connect(run.transport));
        assert.equal(run.client.getInstructions(), undefined);
        await run.client.close();
      });

      test(`speaks the ${era} era`, async () => {
        const run = await start(peer, server);
        guard(run);
        await run.client.connect(run.transport);
        assert.equal(
          run.wire.some((line) => line.includes('"method":"initialize"')),
          era === "legacy",
        );
        await run.client.close();
      });
    });
  }
}

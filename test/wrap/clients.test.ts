// Real clients of both SDKs with the reference servers, wrapped and not: the same results, and a denial where there is one.
import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, suite, test } from "node:test";
import { Client as ModernClient } from "@modelcontextprotocol/client";
import { StdioClientTransport as ModernTransport } from "@modelcontextprotocol/client/stdio";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as LegacyTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import {
  CreateMessageRequestSchema,
  ElicitRequestSchema,
  ListRootsRequestSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { type CommandLine, ROOT, reference, Workplace } from "./wrapped.ts";

interface Transport {
  close(): Promise<void>;
  onmessage?: unknown;
  stderr: NodeJS.ReadableStream | null;
}

/** What tests use of either SDK's client. */
interface AnyClient {
  connect(transport: Transport): Promise<void>;
  close(): Promise<void>;
  getServerCapabilities(): unknown;
  getServerVersion(): unknown;
  getInstructions(): unknown;
  listTools(): Promise<{ tools: { name: string }[] }>;
  listResources(): Promise<object>;
  listPrompts(): Promise<object>;
  readResource(params: object): Promise<object>;
  getPrompt(params: object): Promise<object>;
  complete(params: object): Promise<object>;
  ping(): Promise<object>;
  callTool(params: object, ...rest: unknown[]): Promise<Record<string, unknown>>;
  setRequestHandler(schema: unknown, handler: () => object): void;
}

const PEERS = ["v1", "v2 legacy", "v2 auto"] as const;
type Peer = (typeof PEERS)[number];

const identity = { name: "test", version: "1.0.0" };
const capabilities = { sampling: {}, elicitation: {}, roots: { listChanged: true } };

const REPLIES = {
  "sampling/createMessage": { role: "assistant", model: "none", content: { type: "text", text: "fine" } },
  "elicitation/create": { action: "decline" },
  "roots/list": { roots: [] },
} as const;

function createClient(peer: Peer): AnyClient {
  if (peer === "v1") {
    const client = new LegacyClient(identity, { capabilities });
    client.setRequestHandler(CreateMessageRequestSchema, () => REPLIES["sampling/createMessage"]);
    client.setRequestHandler(ElicitRequestSchema, () => REPLIES["elicitation/create"]);
    client.setRequestHandler(ListRootsRequestSchema, () => REPLIES["roots/list"]);
    return client as unknown as AnyClient;
  }
  const mode = peer === "v2 auto" ? "auto" : "legacy";
  const client = new ModernClient(identity, { capabilities, versionNegotiation: { mode } });
  for (const [method, reply] of Object.entries(REPLIES))
    client.setRequestHandler(method as never, () => reply as never);
  return client as unknown as AnyClient;
}

const open: AnyClient[] = [];
const places: Workplace[] = [];
const folders: string[] = [];
after(async () => {
  await Promise.allSettled(open.map((client) => client.close()));
  for (const place of places) place.remove();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function workplace(...given: ConstructorParameters<typeof Workplace>): Workplace {
  const place = new Workplace(...given);
  places.push(place);
  return place;
}

interface Connected {
  readonly client: AnyClient;
  readonly transport: Transport;
  readonly stderr: string[];
}

async function connect(peer: Peer, { command, args }: CommandLine): Promise<Connected> {
  const params = { command, args, cwd: ROOT, stderr: "pipe" } as const;
  const transport = (peer === "v1" ? new LegacyTransport(params) : new ModernTransport(params)) as unknown as Transport;
  const stderr: string[] = [];
  transport.stderr?.on("data", (chunk) => stderr.push(String(chunk)));
  const client = createClient(peer);
  open.push(client);
  await client.connect(transport);
  return { client, transport, stderr };
}

async function useEverything({ client }: Connected): Promise<unknown[]> {
  const progress: unknown[] = [];
  const long = { name: "trigger-long-running-operation", arguments: { duration: 0.3, steps: 3 } };
  const options = { onprogress: (step: unknown) => void progress.push(step) };
  return [
    client.getServerVersion(),
    client.getServerCapabilities(),
    client.getInstructions(),
    await client.listTools(),
    await client.listResources(),
    await client.listPrompts(),
    await client.ping(),
    await client.callTool({ name: "echo", arguments: { message: "é \u{1F600} \u2028" } }),
    await client.callTool({ name: "get-sum", arguments: { a: 1, b: 2.5 } }),
    await client.callTool({ name: "get-structured-content", arguments: { location: "New York" } }),
    await client.getPrompt({ name: "simple-prompt" }),
    await client
      .callTool({ name: "no-such-tool", arguments: {} })
      .catch((error: { code?: unknown; message?: unknown }) => [error.code, error.message]),
    await client.complete({
      ref: { type: "ref/prompt", name: "completable-prompt" },
      argument: { name: "department", value: "E" },
    }),
    await client.callTool(long, ...(client instanceof LegacyClient ? [undefined, options] : [options])),
    // The SDKs lose the last step where it comes together with the result.
    progress.slice(0, 2),
  ];
}

for (const peer of PEERS) {
  suite(`a ${peer} client`, () => {
    test("sees of server-everything what it would without the proxy", async () => {
      const server = reference("everything");
      const place = workplace({ grants: { model: { sampling: true } } });
      const [plain, wrapped] = [await connect(peer, server), await connect(peer, place.wrap(server))];
      assert.deepEqual(await useEverything(wrapped), await useEverything(plain));
    });

    test("answers the server's own questions through the proxy", async () => {
      const server = reference("everything");
      const place = workplace({ grants: { model: { sampling: true } }, tools: { read_only: [] } });
      const ask = { name: "trigger-sampling-request", arguments: { prompt: "hello", maxTokens: 10 } };
      const elicit = { name: "trigger-elicitation-request", arguments: {} };
      const use = async ({ client }: Connected) => [await client.callTool(ask), await client.callTool(elicit)];
      const [plain, wrapped] = [await connect(peer, server), await connect(peer, place.wrap(server))];
      assert.deepEqual(await use(wrapped), await use(plain));
    });

    test("reads and writes files, and is denied what the operator refuses", async () => {
      const folder = realpathSync(mkdtempSync(join(tmpdir(), "mcp-trust-wrap-files-")));
      folders.push(folder);
      const filesystem = { read: [folder], write: [folder] };
      const place = workplace({ tools: { deny: ["write_file"] }, grants: { filesystem } });
      writeFileSync(join(folder, "a.txt"), "hello\n");
      const server = reference("filesystem", folder);
      const { client } = await connect(peer, place.wrap(server));
      const { tools } = await client.listTools();
      assert.deepEqual(
        tools.filter(({ name }) => /^(?:write|edit)_file$/.test(name)).map(({ name }) => name),
        ["edit_file"],
      );
      const plain = await connect(peer, server);
      const read = { name: "read_text_file", arguments: { path: join(folder, "a.txt") } };
      assert.deepEqual(await client.callTool(read), await plain.client.callTool(read));
      const { content, isError } = await client.callTool({
        name: "write_file",
        arguments: { path: join(folder, "b.txt"), content: "x" },
      });
      const said = "Tool is refused by the operator (operator/restrict_access.tool_refused)";
      assert.deepEqual(
        { content, isError },
        { content: [{ type: "text", text: `Blocked by policy: ${said}` }], isError: true },
      );
      const listed = await client.callTool({ name: "list_directory", arguments: { path: folder } });
      assert.deepEqual(listed.content, [{ type: "text", text: "[FILE] a.txt" }]);
      const denied = place.decisions().filter(({ result }) => result.effect === "deny");
      assert.deepEqual(
        denied.map(({ input, result }) => [input.kind, result.reasons[0]?.code]),
        [["tool_call", "operator/restrict_access.tool_refused"]],
      );
    });

    test("remembers with server-memory", async () => {
      const place = workplace({});
      const { client } = await connect(peer, place.wrap(reference("memory")));
      const { structuredContent } = await client.callTool({ name: "search_nodes", arguments: { query: "nothing" } });
      assert.deepEqual(structuredContent, { entities: [], relations: [] });
    });

    test("gets the server's standard error untouched", async () => {
      const place = workplace({});
      const { client, stderr } = await connect(peer, place.wrap(reference("memory")));
      await client.close();
      assert.deepEqual(stderr.join("").includes("Knowledge Graph MCP Server running on stdio\n"), true);
    });

    test("cannot connect to a server that is not admitted, which is never started", async () => {
      const place = workplace({}, { deny_servers: [{ command: process.execPath }] });
      await assert.rejects(connect(peer, place.wrap(reference("memory"))));
      assert.deepEqual(
        [...new Set(place.decisions().map(({ input, result }) => `${input.kind} ${result.effect}`))],
        ["connection deny"],
      );
    });
  });
}

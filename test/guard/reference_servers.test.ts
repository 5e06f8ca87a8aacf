// The reference servers as they are published, behind the guard of each SDK's client: what they are for works, the rest is denied.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, suite, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Client as ModernClient, StreamableHTTPClientTransport as ModernHttp } from "@modelcontextprotocol/client";
import { StdioClientTransport as ModernStdio } from "@modelcontextprotocol/client/stdio";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as LegacyStdio } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport as LegacyHttp } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Settings } from "../../src/generated/settings.ts";
import { guardClient } from "../../src/guard/index.ts";
import { standardEvaluator } from "./policy.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const folder = await realpath(await mkdtemp(join(tmpdir(), "mcp-trust-reference-")));
after(() => rm(folder, { recursive: true, force: true }));
const work = join(folder, "work");
const out = join(work, "out");
const memory = join(folder, "memory.jsonl");
await mkdir(out, { recursive: true });
await mkdir(join(folder, "work_private"));
await writeFile(join(work, "notes.txt"), "Water the plants.\n");
await writeFile(join(folder, "work_private", "plan.txt"), "Not for servers.\n");

interface AnyClient {
  connect(transport: object): Promise<void>;
  close(): Promise<void>;
  listTools(): Promise<{ tools: { name: string }[] }>;
  callTool(params: object): Promise<{ content: unknown; isError?: boolean; _meta?: Record<string, { code?: string }> }>;
  readResource(params: object): Promise<object>;
  getPrompt(params: object): Promise<object>;
}

type Call = readonly [tool: string, given: object];

type ServerSettings = NonNullable<NonNullable<Settings["servers"]>[string]>;

interface Reference {
  readonly args: readonly string[];
  readonly env?: Record<string, string>;
  /** What an operator writes; how it is started or reached is filled in. */
  readonly settings: Omit<ServerSettings, "match">;
  /** What it is for: it answers as it does without a guard. */
  readonly ordinary: readonly Call[];
  /** What the settings do not grant, and the code. */
  readonly denied: readonly (readonly [...Call, code: string])[];
  /** Anything else that a client asks of it. */
  readonly more?: (client: AnyClient) => Promise<unknown>;
}

function script(name: string): string {
  return join(ROOT, "node_modules", "@modelcontextprotocol", name, "dist", "index.js");
}

const documents = "demo://resource/static/document";

const everything: Reference = {
  args: [script("server-everything")],
  settings: {
    tools: { allow: ["echo", "get-sum", "get-structured-content", "get-tiny-image", "trigger-long-running-operation"] },
    grants: { resources: [`${documents}/*`] },
  },
  ordinary: [
    ["echo", { message: "hi \u00e9 \u{1F600}" }],
    ["get-sum", { a: 2, b: 3 }],
    ["get-structured-content", { location: "Chicago" }],
    ["get-tiny-image", {}],
    ["trigger-long-running-operation", { duration: 0.1, steps: 2 }],
  ],
  denied: [["get-env", {}, "operator/restrict_access.tool_not_listed"]],
  more: async (client) => [
    await client.readResource({ uri: `${documents}/startup.md` }),
    await client.getPrompt({ name: "args-prompt", arguments: { city: "Lima" } }),
  ],
};

const SERVERS: Readonly<Record<string, Reference>> = {
  filesystem: {
    args: [script("server-filesystem"), work],
    settings: {
      tools: { allow: ["read_text_file", "list_directory", "write_file"] },
      grants: { filesystem: { read: [work], write: [out] } },
    },
    ordinary: [
      ["read_text_file", { path: join(work, "notes.txt") }],
      ["list_directory", { path: out }],
      ["write_file", { path: join(out, "answer.txt"), content: "Yes.\n" }],
      ["read_text_file", { path: join(out, "answer.txt") }],
    ],
    denied: [
      ["read_text_file", { path: join(folder, "work_private", "plan.txt") }, "filesystem_access.outside_grant"],
      ["read_text_file", { path: `${work}/../../../etc/passwd` }, "filesystem_access.outside_grant"],
      ["write_file", { path: join(work, "notes.txt"), content: "" }, "filesystem_access.read_only_grant"],
      [
        "move_file",
        { source: join(work, "notes.txt"), destination: join(out, "a.txt") },
        "filesystem_access.read_only_grant",
      ],
      ["directory_tree", { path: work }, "operator/restrict_access.tool_not_listed"],
    ],
  },
  everything,
  memory: {
    args: [script("server-memory")],
    env: { MEMORY_FILE_PATH: memory },
    settings: { tools: { allow: ["create_entities", "search_nodes", "read_graph"] } },
    ordinary: [
      ["create_entities", { entities: [{ name: "Ann", entityType: "person", observations: ["likes tea"] }] }],
      ["search_nodes", { query: "tea" }],
      ["read_graph", {}],
    ],
    denied: [["delete_entities", { entityNames: ["Ann"] }, "operator/restrict_access.tool_not_listed"]],
  },
};

const PEERS = ["v1", "v2 legacy", "v2 auto"] as const;
type Peer = (typeof PEERS)[number];

function createClient(peer: Peer): AnyClient {
  const identity = { name: "test", version: "1.0.0" };
  const mode = peer === "v2 auto" ? "auto" : "legacy";
  return (peer === "v1"
    ? new LegacyClient(identity)
    : new ModernClient(identity, { versionNegotiation: { mode } })) as unknown as AnyClient;
}

/** @returns also every message as it went over the wire to the server */
function record(transport: object): string[] {
  const wire: string[] = [];
  const target = transport as { send(message: unknown, options?: object): Promise<void> };
  const send = target.send.bind(target);
  target.send = (message, options) => {
    wire.push(JSON.stringify(message));
    return send(message, options);
  };
  return wire;
}

/** Takes away what servers wrote. */
async function forget(): Promise<void> {
  for (const path of [join(out, "answer.txt"), memory]) await rm(path, { force: true });
}

async function use(client: AnyClient, { ordinary, more }: Reference): Promise<unknown[]> {
  const results: unknown[] = [];
  for (const [name, given] of ordinary) results.push(await client.callTool({ name, arguments: given }));
  results.push(await more?.(client));
  return results;
}

async function compare(
  name: string,
  reference: Reference,
  peer: Peer,
  match: NonNullable<ServerSettings["match"]>,
  connect: () => object,
): Promise<void> {
  const { settings, denied } = reference;
  const servers = { [name]: { match, ...settings } };
  const evaluator = await standardEvaluator(undefined, { profile: "team", servers });
  const [plain, guarded] = [createClient(peer), createClient(peer)];
  try {
    await forget();
    await plain.connect(connect());
    const expected = await use(plain, reference);
    const { tools } = await plain.listTools();
    await plain.close();

    await forget();
    // Whether the server is confined as well is tried elsewhere.
    guardClient(guarded, { evaluator, server: name, handled: ["log", "display", "sandbox"] });
    const transport = connect();
    const wire = record(transport);
    await guarded.connect(transport);
    const listed = await guarded.listTools();
    assert.deepEqual(await use(guarded, reference), expected);
    const kept = tools.filter((tool) => settings.tools?.allow?.includes(tool.name));
    assert.deepEqual(listed.tools, kept);

    const before = wire.length;
    const codes: unknown[] = [];
    for (const [tool, given] of denied) {
      const { isError, _meta } = await guarded.callTool({ name: tool, arguments: given });
      codes.push([tool, isError, _meta?.["io.mcp-trust/decision"]?.code]);
    }
    assert.deepEqual(
      codes,
      denied.map(([tool, , code]) => [tool, true, code]),
    );
    assert.deepEqual(wire.slice(before), []);
  } finally {
    await Promise.all([plain.close(), guarded.close()]);
  }
}

for (const [name, reference] of Object.entries(SERVERS)) {
  suite(`the reference server ${name} on stdio`, () => {
    for (const peer of PEERS) {
      test(`does what it is for, and no more, for a guarded ${peer} client`, async () => {
        const { args, env = {} } = reference;
        const Stdio = peer === "v1" ? LegacyStdio : ModernStdio;
        const match = { command: process.execPath, args: [...args] };
        await compare(name, reference, peer, match, () => new Stdio({ ...match, env, stderr: "ignore" }));
      });
    }
  });
}

suite("the reference server everything on Streamable HTTP", () => {
  let child: ChildProcess | undefined;
  let url = new URL("http://127.0.0.1/mcp");

  before(async () => {
    // It does not say which port it chose, so it is given one.
    const probe = createServer().listen(0, "127.0.0.1");
    await once(probe, "listening");
    const { port } = probe.address() as { port: number };
    probe.close();
    await once(probe, "close");
    url = new URL(`http://127.0.0.1:${port}/mcp`);
    const env = { ...process.env, PORT: String(port) };
    child = spawn(process.execPath, [script("server-everything"), "streamableHttp"], {
      env,
      stdio: ["ignore", "ignore", "pipe"],
    });
    for await (const line of createInterface({ input: child.stderr as NodeJS.ReadableStream }))
      if (line.includes("listening")) break;
  });
  after(() => child?.kill("SIGKILL"));

  for (const peer of PEERS) {
    test(`does what it is for, and no more, for a guarded ${peer} client`, async () => {
      const Http = peer === "v1" ? LegacyHttp : ModernHttp;
      await compare("everything", everything, peer, { url: url.href }, () => new Http(url));
    });
  }
});

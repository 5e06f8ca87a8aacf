// The filesystem server of the specification's authors, confined to its granted folder, through real clients of both SDKs.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, suite, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Client as ClientV2 } from "@modelcontextprotocol/client";
import { StdioClientTransport as StdioV2 } from "@modelcontextprotocol/client/stdio";
import { Client as ClientV1 } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as StdioV1 } from "@modelcontextprotocol/sdk/client/stdio.js";
import { AdmissionDeniedError } from "../../src/guard/errors.ts";
import { guardClient } from "../../src/guard/guard_client.ts";
import { createSandbox } from "../../src/sandbox/create_sandbox.ts";
import { standardEvaluator } from "../guard/policy.ts";
import { skip } from "./bubblewrap.ts";

const installed = new URL("../../node_modules/@modelcontextprotocol/server-filesystem/dist/index.js", import.meta.url);
const info = { name: "test", version: "1.0.0" };

const log = { record: () => undefined };

suite("a guarded client with a sandbox", { skip }, () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "mcp-trust-sandbox-")));
  const granted = join(folder, "granted");
  const hidden = join(folder, "hidden");
  for (const path of [granted, hidden]) mkdirSync(path);
  writeFileSync(join(granted, "a.txt"), "granted");
  writeFileSync(join(hidden, "a.txt"), "hidden");
  after(() => rmSync(folder, { recursive: true, force: true }));

  const open: { close(): Promise<void> }[] = [];
  after(async () => {
    for (const client of open) await client.close();
  });

  // The server itself is told that it may use both: only the sandbox keeps it from one of them.
  const launch = { command: process.execPath, args: [fileURLToPath(installed), folder], stderr: "ignore" } as const;
  const given = { ...launch, args: [...launch.args] };

  async function guardWith() {
    // The policy, too, would stop a call for another folder: it is waived, so that only the sandbox is left.
    const waivers = ["local_server_is_software.executable_in_shared_folder", "filesystem_access.outside_grant"];
    const rest = { reason: "what the sandbox does is tested", expires: "9999-12-31" };
    const evaluator = await standardEvaluator(
      { grants: { filesystem: { write: [granted] } } },
      { waivers: waivers.map((code, index) => ({ name: `waiver-${index}`, code, ...rest })) },
    );
    const ask = () => ({ allow: true, shown: ["command", "arguments"], truncated: false }) as const;
    return { evaluator, log, server: "demo", sandbox: await createSandbox(), ask, handled: ["display"] as const };
  }

  const textOf = (result: unknown) => (result as { content: { text: string }[] }).content[0]?.text;

  for (const [name, client, transport] of [
    ["v1", new ClientV1(info), new StdioV1(given)],
    ["v2", new ClientV2(info), new StdioV2(given)],
    ["v2 that probes first", new ClientV2(info, { versionNegotiation: { mode: "auto" } }), new StdioV2(given)],
  ] as const) {
    test(`${name} reaches the granted folder, and nothing beside it`, async () => {
      guardClient(client as ClientV1, await guardWith());
      open.push(client);
      await client.connect(transport as never);
      const call = (tool: string, args: Record<string, unknown>) =>
        (client as ClientV1).callTool({ name: tool, arguments: args });
      const path = join(granted, "b.txt");
      await call("write_file", { path, content: name });
      assert.equal(readFileSync(path, "utf8"), name);
      assert.match(textOf(await call("list_directory", { path: folder })) ?? "", /^\[DIR\] granted$/);
    });
  }

  test("is told where there is no sandbox, and the profile decides", async () => {
    const sandbox = await createSandbox({ places: [] });
    assert.deepEqual(sandbox.facts, {
      kind: "bubblewrap",
      available: false,
      unavailable_because: "not_installed",
      enforces: [],
    });
    const evaluator = await standardEvaluator({ grants: { filesystem: { write: [granted] } } }, { profile: "managed" });
    const client = guardClient(new ClientV1(info), { evaluator, log, server: "demo", sandbox });
    const error = await client.connect(new StdioV1(given)).catch((thrown: unknown) => thrown);
    assert.ok(error instanceof AdmissionDeniedError);
    assert.ok(error.reasons.some(({ code }) => code === "client/sandbox.cannot_confine"));
  });
});

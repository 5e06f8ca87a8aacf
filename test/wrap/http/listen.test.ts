// `mcp-trust wrap --url --listen` as a process: says where it listens, serves, and ends when told to.
import assert from "node:assert/strict";
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { after, suite, test } from "node:test";
import { fileURLToPath } from "node:url";
import { identity, serveLegacy } from "./servers.ts";
import { post, readMessages } from "./through.ts";

const script = fileURLToPath(new URL("../fixtures/mcp_trust.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "mcp-trust-"));
const started: ChildProcessByStdio<null, Readable, Readable>[] = [];
after(() => {
  for (const child of started) child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

function start(...args: string[]) {
  const log = join(folder, "decisions.jsonl");
  const child = spawn(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), script, "wrap", "--log", log, "--no-prompt", ...args],
    {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  started.push(child);
  const exited = once(child, "exit");
  return { child, exited, lines: createInterface({ input: child.stderr })[Symbol.asyncIterator]() };
}

suite("wrap --listen", () => {
  test("says where it listens, serves there, and ends when told to", async () => {
    const server = await serveLegacy();
    try {
      const { child, exited, lines } = start("--url", server.url.href, "--listen", "0");
      // First, by what it judges.
      assert.match(String((await lines.next()).value), /^mcp-trust: guarding without settings \(profile personal\), /);
      const { value: line } = await lines.next();
      const address = /^mcp-trust: listening on (http:\/\/127\.0\.0\.1:\d+\/mcp)$/.exec(String(line))?.[1];
      assert(address !== undefined, String(line));
      const params = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: identity };
      const answer = await post(new URL(address), { jsonrpc: "2.0", id: 1, method: "initialize", params });
      const [message] = await readMessages(answer);
      assert.match(JSON.stringify(message), /"id":1/);
      assert.match(JSON.stringify(message), /"protocolVersion":"2025-11-25"/);
      child.kill("SIGTERM");
      assert.deepEqual(await exited, [0, null]);
    } finally {
      await server.stop();
    }
  });

  const refused: Record<string, [args: string[], code: number, message: RegExp]> = {
    "a server that the policy does not admit": [
      ["--url", "http://203.0.113.7/mcp", "--listen", "0"],
      1,
      /the policy does not admit 203\.0\.113\.7/,
    ],
    "an address that is none": [
      ["--url", "nowhere", "--name", "demo"],
      2,
      /--url: expected the address of an MCP server/,
    ],
    "a port that is none": [
      ["--url", "http://127.0.0.1/mcp", "--listen", "x"],
      2,
      /--listen: expected PORT or HOST:PORT/,
    ],
  };
  for (const [name, [args, code, message]] of Object.entries(refused)) {
    test(`does not listen for ${name}`, async () => {
      const { exited, lines } = start(...args);
      const told: string[] = [];
      for (let next = await lines.next(); next.done !== true; next = await lines.next()) told.push(next.value);
      assert.deepEqual(await exited, [code, null], told.join("\n"));
      assert.match(told.join("\n"), message);
    });
  }
});

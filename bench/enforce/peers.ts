// The four ways a call goes in this measurement: direct, guarded in process, through a pass-through, through `wrap`.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { buildSync } from "esbuild";
import { loadStandardBundle } from "../../src/bundle/standard_bundle.ts";
import { createEvaluator } from "../../src/evaluator.ts";
import type { Settings } from "../../src/generated/settings.ts";
import { createLedger, guardClient } from "../../src/guard/index.ts";

export const PEERS = ["direct", "guarded", "pass-through", "wrap"] as const;
export type Peer = (typeof PEERS)[number];
export type Wire = "stdio" | "http";

/** As an operator writes it; a clone below a shared folder is no finding here. */
const settings: Settings = {
  profile: "personal",
  servers: { echo: { tools: { allow: ["echo"] } } },
  waivers: [
    {
      name: "clone-anywhere",
      code: "local_server_is_software.executable_in_shared_folder",
      reason: "the benchmark starts its server from wherever it stands",
      expires: "9999-12-31",
    },
  ],
};

export interface Opened {
  readonly call: (message: string) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Programs of this folder as plain JavaScript, so that nobody's time is a transpiler's. */
export class Peers {
  readonly #folder = mkdtempSync(join(root, "node_modules/.cache/mcp-trust/bench-"));
  readonly #children: ChildProcess[] = [];

  constructor() {
    for (const name of ["echo_server", "pass_through"])
      buildSync({
        entryPoints: [fileURLToPath(new URL(`${name}.ts`, import.meta.url))],
        outfile: this.#path(name),
        bundle: true,
        packages: "external",
        platform: "node",
        format: "esm",
      });
    writeFileSync(join(this.#folder, "mcp-trust.yaml"), JSON.stringify(settings));
  }

  #path(name: string): string {
    return join(this.#folder, `${name}.mjs`);
  }

  #wrap(...args: string[]): string[] {
    const options = ["--settings", join(this.#folder, "mcp-trust.yaml"), "--name", "echo"];
    return [join(root, "bin/mcp-trust.js"), "wrap", ...options, ...args];
  }

  #stdio(peer: Peer): StdioClientTransport {
    const server = [process.execPath, this.#path("echo_server"), "stdio"];
    const args = {
      direct: server.slice(1),
      guarded: server.slice(1),
      "pass-through": [this.#path("pass_through"), "stdio", ...server],
      wrap: this.#wrap("--", ...server),
    }[peer];
    return new StdioClientTransport({ command: process.execPath, args, cwd: tmpdir(), stderr: "ignore" });
  }

  /** @returns the port that the program says it listens on */
  async #listen(args: readonly string[], from: "stdout" | "stderr"): Promise<number> {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"], cwd: tmpdir() });
    this.#children.push(child);
    for await (const line of createInterface({ input: child[from] })) {
      const port = /^(?:mcp-trust: listening on http:.*:)?(\d+)(?:\/|$)/.exec(line)?.[1];
      if (port !== undefined) return Number(port);
    }
    throw new Error(`${args.join(" ")}: expected a port, found the end`);
  }

  async #http(peer: Peer): Promise<StreamableHTTPClientTransport> {
    const server = await this.#listen([this.#path("echo_server"), "http"], "stdout");
    const url = `http://127.0.0.1:${server}/mcp`;
    let port = server;
    if (peer === "pass-through") port = await this.#listen([this.#path("pass_through"), "http", url], "stdout");
    if (peer === "wrap") port = await this.#listen(this.#wrap("--url", url, "--listen", "127.0.0.1:0"), "stderr");
    return new StreamableHTTPClientTransport(new URL(`http://127.0.0.1:${port}/mcp`));
  }

  async open(peer: Peer, wire: Wire): Promise<Opened> {
    const transport = wire === "stdio" ? this.#stdio(peer) : await this.#http(peer);
    const client = new Client({ name: "bench", version: "1.0.0" });
    if (peer === "guarded") {
      const evaluator = await createEvaluator({ bundle: await loadStandardBundle(), settings });
      const handled = ["log", "display"] as const;
      guardClient(client as never, { evaluator, server: "echo", ledger: createLedger(), handled });
    }
    await client.connect(transport as never);
    await client.listTools();
    return {
      call: (message) => client.callTool({ name: "echo", arguments: { message } }),
      close: () => client.close(),
    };
  }

  close(): void {
    for (const child of this.#children) child.kill();
    rmSync(this.#folder, { recursive: true });
  }
}

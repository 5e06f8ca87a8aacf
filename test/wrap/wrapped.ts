// A folder with settings and a log, and the command line that puts mcp-trust wrap in front of a server.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Settings } from "../../src/generated/settings.ts";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MCP_TRUST = fileURLToPath(new URL("fixtures/mcp_trust.ts", import.meta.url));

export interface CommandLine {
  readonly command: string;
  readonly args: string[];
}

export function reference(name: "everything" | "filesystem" | "memory", ...args: readonly string[]): CommandLine {
  const script = join(ROOT, "node_modules", "@modelcontextprotocol", `server-${name}`, "dist", "index.js");
  return { command: process.execPath, args: [script, ...args] };
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), "mcp-trust-wrap-"));
  readonly log = join(this.folder, "decisions.jsonl");
  readonly settings = join(this.folder, "mcp-trust.yaml");

  constructor(server: NonNullable<Settings["servers"]>[string], rest: Partial<Settings> = {}) {
    // Servers are started from this clone, which may stand anywhere, below /tmp too.
    const code = "local_server_is_software.executable_in_shared_folder";
    const waivers = [{ name: "tests", code, reason: "the tests' own servers", expires: "9999-12-31" }];
    // JSON is YAML.
    writeFileSync(this.settings, JSON.stringify({ profile: "personal", servers: { demo: server }, waivers, ...rest }));
  }

  wrap({ command, args }: CommandLine, options: readonly string[] = []): CommandLine {
    const own = ["--name", "demo", "--settings", this.settings, "--log", this.log, "--no-prompt", ...options];
    return { command: process.execPath, args: ["--import", "tsx", MCP_TRUST, "wrap", ...own, "--", command, ...args] };
  }

  decisions(): { input: { kind: string }; result: { effect: string; reasons: { code: string }[] } }[] {
    const lines = readFileSync(this.log, "utf8").split("\n");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** Runs a command line to its end. */
export async function runToEnd({ command, args }: CommandLine, input = ""): Promise<Ended> {
  const child = spawn(command, args, { cwd: ROOT, stdio: "pipe" });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.setEncoding("utf8").on("data", (text: string) => out.push(text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => err.push(text));
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, out: out.join(""), err: err.join("") };
}

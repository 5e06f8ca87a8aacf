// Times `mcp-trust check` of a whole home folder and project, at several numbers of servers.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../tools/root.ts";

const RUNS = 7;
const FILES = 25;

/** Every third is remote, every fifth holds a reference, every seventh is not pinned. */
function createServer(number: number): object {
  if (number % 3 === 0)
    return { type: "http", url: `https://mcp-${number}.example.com/mcp`, headers: { "X-Team": "a" } };
  const version = number % 7 === 0 ? "" : `@1.${number}.0`;
  const env = number % 5 === 0 ? { API_TOKEN: ["$", "{API_TOKEN}"].join("") } : { LOG_LEVEL: "info" };
  return { command: "npx", args: ["-y", `@acme/server-${number}${version}`, `/home/user/projects/${number}`], env };
}

function createServers(first: number, count: number): Record<string, object> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`server-${first + index}`, createServer(first + index)]),
  );
}

const json = (key: string) => (servers: object) => JSON.stringify({ [key]: servers }, null, 2);

/** Places of several clients, and how each writes a map of servers; VS Code's profiles take what is left over. */
const places: readonly (readonly [string, (servers: object) => string])[] = [
  ["home/.claude.json", json("mcpServers")],
  ["home/.cursor/mcp.json", json("mcpServers")],
  ["home/.config/Claude/claude_desktop_config.json", json("mcpServers")],
  ["home/.codeium/windsurf/mcp_config.json", json("mcpServers")],
  ["home/.gemini/settings.json", json("mcpServers")],
  ["home/.lmstudio/mcp.json", json("mcpServers")],
  ["home/.kiro/settings/mcp.json", json("mcpServers")],
  ["home/.config/zed/settings.json", json("context_servers")],
  ["work/.mcp.json", json("mcpServers")],
  ["work/.vscode/mcp.json", json("servers")],
  ["work/.cursor/mcp.json", json("mcpServers")],
  ["work/.roo/mcp.json", json("mcpServers")],
  ...Array.from(
    { length: FILES - 12 },
    (_, index) => [`home/.config/Code/User/profiles/p${index}/mcp.json`, json("servers")] as const,
  ),
];

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function timeCheck(folder: string, servers: number): number {
  const each = Math.ceil(servers / places.length);
  for (const [index, [name, write]] of places.entries()) {
    const count = Math.max(0, Math.min(each, servers - index * each));
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), write(createServers(index * each, count)));
  }
  const env = { PATH: process.env.PATH, HOME: join(folder, "home") };
  const times = Array.from({ length: RUNS }, () => {
    const started = performance.now();
    const { stdout } = spawnSync(process.execPath, [join(root, "bin", "mcp-trust.js"), "check", "--format", "json"], {
      cwd: join(folder, "work"),
      env,
      encoding: "utf8",
      maxBuffer: 1024 * 1024 * 1024,
    });
    const time = performance.now() - started;
    const { summary } = JSON.parse(stdout) as { summary: { servers: number; files: number; problems: number } };
    if (summary.servers !== servers || summary.files !== places.length || summary.problems > 0) {
      throw new Error(`expected ${servers} servers in ${places.length} files, found ${JSON.stringify(summary)}`);
    }
    return time;
  });
  return median(times);
}

export function measureCheckHome(): void {
  console.log(
    `\ncheck of a home folder and a project with ${FILES} files, milliseconds wall, median of ${RUNS} processes`,
  );
  const base = measure(0);
  for (const servers of [10, 100, 300, 1000]) {
    const time = measure(servers);
    const each = `${(((time - base) / servers) * 1000).toFixed(0)} µs a server over ${base.toFixed(0)} without any`;
    console.log(`${`${servers} servers`.padEnd(28)} ${time.toFixed(0).padStart(6)}   ${each}`);
  }
}

function measure(servers: number): number {
  const folder = mkdtempSync(join(tmpdir(), "mcp-trust-bench-"));
  try {
    return timeCheck(folder, servers);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

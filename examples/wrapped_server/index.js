// A client that knows nothing of policies starts what mcp.json says: the guard, and behind it the server.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { mcpServers } = JSON.parse(await readFile(new URL("mcp.json", import.meta.url), "utf8"));
const { command, args } = mcpServers.everything;
// Only so that this example leaves nothing behind: the decision log goes where programs keep their state.
const state = await mkdtemp(join(tmpdir(), "wrapped-server-"));

const client = new Client({ name: "any-client", version: "1.0.0" }, { capabilities: { elicitation: {} } });
// Clients show forms of servers to the person in front of them; here the person says yes.
client.setRequestHandler(ElicitRequestSchema, async ({ params }) => {
  console.log(`  You are asked:\n    ${params.message.replaceAll("\n", "\n    ")}\n  You say yes.`);
  return { action: "accept", content: { allow: true } };
});

async function call(name, given) {
  console.log(`\n${name} ${JSON.stringify(given)}`);
  const { content } = await client.callTool({ name, arguments: given });
  for (const { text } of content) console.log(`  ${text}`);
}

try {
  const env = { ...process.env, XDG_STATE_HOME: state };
  await client.connect(new StdioClientTransport({ command, args, cwd: root, env, stderr: "ignore" }));
  const { tools } = await client.listTools();
  const isOffered = tools.some(({ name }) => name === "get-env");
  console.log(`Connected to ${client.getServerVersion().name}. get-env is ${isOffered ? "" : "not "}among its tools.`);
  await call("echo", { message: "hello" });
  await call("get-sum", { a: 2, b: 3 });
  await call("get-env", {});
  await client.close();
  const log = await readFile(join(state, "mcp-trust", "decisions.jsonl"), "utf8");
  console.log("\nThe decision log has, of calls:");
  for (const line of log.trim().split("\n")) {
    const { input, result } = JSON.parse(line);
    if (input.kind !== "tool_call") continue;
    const answer = input.consent?.given ? ", and you said yes" : "";
    console.log(`  ${result.effect} ${input.tool.name} (${result.reasons[0].code})${answer}`);
  }
} finally {
  await client.close();
  await rm(state, { recursive: true, force: true });
}

// A host whose one client is guarded: one call that is allowed, one that you are asked about, one that is denied.
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { createConversation } from "./guard.js";

const home = await realpath(await mkdtemp(join(tmpdir(), "guarded-client-")));
const work = join(home, "work");
await mkdir(join(work, "out"), { recursive: true });
await writeFile(join(work, "notes.txt"), "Water the plants.\n");
await writeFile(join(home, "diary.txt"), "Not for servers.\n");

const settings = {
  profile: "personal",
  servers: {
    files: {
      grants: { filesystem: { read: [work], write: [join(work, "out")] } },
      tools: { ask: ["write_file"] },
    },
  },
  waivers: [
    {
      name: "clone-anywhere",
      code: "local_server_is_software.executable_in_shared_folder",
      reason: "this example starts the server from its clone, which may stand below /tmp",
      expires: "9999-12-31",
    },
  ],
};

const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** Shows what the policy wants a yes for, all of it, and waits for y or anything else. */
async function ask({ reasons, events }) {
  // This host can show calls. Connections, forms and requests to sample would need a way to show them, all of them.
  if (events.some(({ kind }) => kind !== "tool_call")) return { allow: false };
  for (const { title, code } of reasons) show(`You are asked: ${title} (${code})`);
  for (const { tool, arguments: given } of events) show(JSON.stringify({ tool: tool.name, arguments: given }));
  show("Allow this? y or n");
  const { value } = await answers.next();
  show(value === "y" ? "You said yes." : "You said no.");
  return value === "y" ? { allow: true, shown: ["tool", "arguments"], truncated: false } : { allow: false };
}

function show(text) {
  console.log(`  ${text.trimEnd().replaceAll(home + sep, "")}`);
}

const conversation = await createConversation(settings, ask, join(home, "decisions.jsonl"));
// Whatever this client connects to goes through the policy; `files` is the server's name in the settings.
const client = conversation.createClient("files");

async function call(name, given) {
  console.log(`\n${name} ${given.path.replaceAll(home + sep, "")}`);
  const { content, _meta } = await client.callTool({ name, arguments: given });
  for (const { text } of content) show(text);
  const { reasons = [] } = _meta?.["io.mcp-trust/decision"] ?? {};
  for (const { remedy } of reasons) show(`What to do: ${remedy}`);
}

try {
  const script = fileURLToPath(import.meta.resolve("@modelcontextprotocol/server-filesystem/dist/index.js"));
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [script, work], stderr: "ignore" }));
  console.log("Connected to the filesystem server.");
  await call("read_text_file", { path: join(work, "notes.txt") });
  await call("write_file", { path: join(work, "out", "answer.txt"), content: "Done.\n" });
  await call("read_text_file", { path: join(work, "..", "diary.txt") });
  const written = await readFile(join(work, "out", "answer.txt"), "utf8").catch(() => "nothing\n");
  console.log(`\nIn out/answer.txt: ${written.trimEnd()}`);
} finally {
  await client.close();
  await conversation.close();
  await rm(home, { recursive: true, force: true });
  process.stdin.destroy();
}

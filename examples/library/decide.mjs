import { createEvaluator, loadStandardBundle } from "mcp-trust";

const settings = { profile: "personal", servers: { files: { grants: { filesystem: { read: ["/srv/work"] } } } } };
const evaluator = await createEvaluator({ bundle: await loadStandardBundle(), settings });

const server = { name: "files", transport: "stdio" };
const path = "/srv/work/../../etc/passwd";
const { effect, reasons } = evaluator.decide({
  kind: "tool_call",
  server,
  tool: { name: "read_file" },
  arguments: { path },
});
console.log(effect, reasons[0].code, reasons[0].responsible); // deny filesystem_access.outside_grant operator

import { describe } from "node:test";
import { testRows } from "./read_host.ts";

const servers = '"mcp": {"git": {"type": "local", "command": ["x"]}, "git hub": {"type": "local", "command": ["x"]}}';
const connections = ["git", "git hub"].map((name) => ({
  name,
  transport: "stdio",
  command: "x",
  args: [],
  pointer: `/mcp/${name}`,
}));

describe("opencode's permissions", () => {
  const place = { key: "permission", pointer: "/permission" };
  const bypass = { name: "bypass_permissions", value: true };
  testRows("opencode.json", "opencode", [
    ['{"permission": "allow"}', [{ ...bypass, ...place, at: "1:16" }], []],
    ['{"permission": "ask"}', [{ name: "asked_tools", ...place, value: ["*"], at: "1:16" }], []],
    ['{"permission": "deny"}', [{ name: "denied_tools", ...place, value: ["*"], at: "1:16" }], []],
    [
      '{"permission": {"*": "allow", "bash": "ask"}}',
      [{ ...bypass, key: "permission.*", pointer: "/permission/*", at: "1:22" }],
      [],
    ],
    [
      '{"permission": {"*": {"*": "allow"}}}',
      [{ ...bypass, key: "permission.*", pointer: "/permission/*", at: "1:28" }],
      [],
    ],
    ['{"permission": {"*": "ask"}}', [{ name: "asked_tools", ...place, value: ["*"], at: "1:17" }], []],
    [
      `{"permission": {"git_*": "allow", "git_log": {"*": "allow"}, "git_push": "ask", "git_hub_*": "deny"}, ${servers}}`,
      [
        ...connections,
        { name: "auto_approve_tools", ...place, server: "git", value: ["*", "log"], at: "1:17" },
        { name: "asked_tools", ...place, server: "git", value: ["push"], at: "1:62" },
        { name: "denied_tools", ...place, server: "git hub", value: ["*"], at: "1:81" },
      ],
      [],
    ],
    [
      '{"permission": {"jira_*": "allow", "jir*": "allow"}}',
      [{ name: "auto_approve_tools", ...place, value: ["jira_*", "jir*"], at: "1:17" }],
      [],
    ],
    [
      '{"permission": {"bash": {"*": "allow", "rm *": "deny"}, "edit": "allow", "external_directory": {"~/x/**": "allow"}}}',
      [],
      [],
    ],
    ['{"permission": {"external_*": "allow", "doom_*": "allow"}}', [], []],
    [
      '{"permission": {"plan_*": "allow"}, "mcp": {"plan": {}}}',
      [{ name: "auto_approve_tools", ...place, server: "plan", value: ["*"], at: "1:17" }],
      ["NO_LAUNCH 1:45"],
    ],
    ['{"permission": {"jira_*": {"a": "allow"}, "jira_x": "sometimes"}}', [], []],
    [
      '{"agent": {"q": {"permission": {"jira_*": "allow"}}}, "mode": {"b": {"permission": "allow"}}}',
      [
        {
          name: "auto_approve_tools",
          key: "agent.permission",
          pointer: "/agent/q/permission",
          value: ["jira_*"],
          at: "1:33",
        },
        { ...bypass, key: "mode.permission", pointer: "/mode/b/permission", at: "1:84" },
      ],
      [],
    ],
    ['{"agent": [], "mode": {"b": 1}}', [], []],
    ['{"permission": ["allow"]}', [], ["SETTING 1:16"]],
    ['{"permission": {"jira_*": true, "bash": {"*": 1}}}', [], ["SETTING 1:27", "SETTING 1:47"]],
  ]);
});

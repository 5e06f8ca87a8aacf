import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readHost, testRows } from "./read_host.ts";

describe("agents of Amazon Q", () => {
  const git = { name: "git", transport: "stdio", command: "git-mcp", pointer: "/mcpServers/git" };
  const grant = { name: "auto_approve_tools", key: "allowedTools", pointer: "/allowedTools" };
  const hook = { name: "hook_command" };
  testRows(".amazonq/cli-agents/dev.json", "amazon_q", [
    ['{"mcpServers": {"git": {"command": "git-mcp"}}, "tools": ["*"], "useLegacyMcpJson": true}', [git], []],
    [
      '{"allowedTools": ["@git/git_status", "fs_read", "@fetch", "@git/read_*"]}',
      [
        { ...grant, server: "git", value: ["git_status", "read_*"], at: "1:19" },
        { ...grant, server: "fetch", value: ["*"], at: "1:49" },
      ],
      [],
    ],
    ['{"allowedTools": ["@git/*"]}', [{ ...grant, server: "git", value: ["*"], at: "1:19" }], []],
    ['{"allowedTools": ["@*"]}', [{ ...grant, value: ["*"], at: "1:19" }], []],
    ['{"allowedTools": ["@*/*"]}', [{ ...grant, value: ["*"], at: "1:19" }], []],
    ['{"allowedTools": ["fs_write", "*"]}', [{ ...grant, value: ["*"], at: "1:31" }], []],
    [
      '{"allowedTools": ["@git-*", "@*/status", "@g?t/x", "@/x"]}',
      [{ ...grant, value: ["@git-*", "@*/status", "@g?t/x", "@/x"], at: "1:19" }],
      [],
    ],
    ['{"allowedTools": ["fs_*", "execute_bash", "@builtin", "@builtin/shell"]}', [], []],
    [
      '{"hooks": {"agentSpawn": [{"command": "git status"}], "userPromptSubmit": [{"command": "ls", "matcher": "*"}]}}',
      [
        { ...hook, key: "hooks.agentSpawn", value: "git status", pointer: "/hooks/agentSpawn/0/command", at: "1:39" },
        {
          ...hook,
          key: "hooks.userPromptSubmit",
          value: "ls",
          pointer: "/hooks/userPromptSubmit/0/command",
          at: "1:88",
        },
      ],
      [],
    ],
    [
      '{"hooks": [{"trigger": "stop", "action": {"type": "command", "command": "make"}}]}',
      [{ ...hook, key: "hooks", value: "make", pointer: "/hooks/0/action/command", at: "1:73" }],
      [],
    ],
    ['{"hooks": {"agentSpawn": [{"command": 1}]}}', [], ["SETTING 1:39"]],
    [
      '{"allowedTools": "@git", "mcpServers": {"git": {"command": "git-mcp", "autoApprove": true}}}',
      [git],
      ["SETTING 1:18", "SETTING 1:86"],
    ],
    ['{"allowedTools": [1, "@git"]}', [{ ...grant, server: "git", value: ["*"], at: "1:22" }], ["SETTING 1:19"]],
    ['{"name": "dev", "prompt": "You write documentation"}', [], []],
  ]);

  it("are known by their places, and by their schema under any name", async (test) => {
    const schema =
      '{"$schema": "https://raw.githubusercontent.com/aws/amazon-q-developer-cli/refs/heads/main/schemas/agent-v1.json"}';
    for (const [name, content] of [
      [".aws/amazonq/cli-agents/a.json", "{}"],
      [".aws/amazonq/agents/a.json", "{}"],
      [".aws/amazonq/default.json", "{}"],
      [".amazonq/agents/a.json", "{}"],
      [".amazonq/default.json", "{}"],
      ["agent.json", schema],
    ] as const) {
      const { client, problems } = await readHost(test, name, content);
      assert.deepEqual([client, problems], ["amazon_q", []], name);
    }
    assert.equal((await readHost(test, "agent.json", '{"$schema": "https://a.example/agent.json"}')).client, null);
    assert.equal((await readHost(test, "agent2.json", '{"$schema": 1, "allowedTools": ["@git"]}')).client, null);
  });
});

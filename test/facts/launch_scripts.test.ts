// Interpreters and compiled runners: scripts, program text in flags, fetched modules.
import assert from "node:assert/strict";
import { test } from "node:test";
import { describeLaunch } from "../../src/facts/launch/describe_launch.ts";
import type { Launch, Package } from "../../src/generated/event.ts";

/** Words of the command line, what differs from a plain program on the search path, and the package. */
type Row = readonly [words: readonly string[], launch: Partial<Launch>, pkg?: Package];

const PLAIN = { location: "search_path", wrappers: [], elevated: false };

const ROWS: readonly Row[] = [
  [["node", "dist/server.js"], { program: "node", script: { path: "dist/server.js", pointer: "/server/args/0" } }],
  [
    ["node", "--env-file", ".env", "-r", "./x.js", "server.js", "-e"],
    {
      program: "node",
      script: { path: "server.js", pointer: "/server/args/4" },
      preloads: [
        { path: ".env", pointer: "/server/args/1" },
        { path: "./x.js", pointer: "/server/args/3" },
      ],
    },
  ],
  [
    ["node", "-e", "evil()"],
    { program: "node", inline_code: { program: "node", flag: "-e", pointer: "/server/args/1" } },
  ],
  [
    ["node", "--eval=evil()"],
    { program: "node", inline_code: { program: "node", flag: "--eval", pointer: "/server/args/0" } },
  ],
  [
    ["node", "-p", "evil()"],
    { program: "node", inline_code: { program: "node", flag: "-p", pointer: "/server/args/1" } },
  ],
  [
    ["node", "--import", "data:text/javascript,evil()", "s.js"],
    {
      program: "node",
      script: { path: "s.js", pointer: "/server/args/2" },
      inline_code: { program: "node", flag: "--import", pointer: "/server/args/1" },
    },
  ],
  [["tsx", "watch", "server.ts"], { program: "tsx", script: { path: "server.ts", pointer: "/server/args/1" } }],
  [["ts-node", "--esm", "server.ts"], { program: "ts-node", script: { path: "server.ts", pointer: "/server/args/1" } }],
  [
    ["deno", "run", "-A", "npm:@a/b@1.0.0/cli", "x"],
    { program: "deno" },
    { runner: "deno", registry: "npm", name: "@a/b", version: "1.0.0", pinned: true, pointer: "/server/args/2" },
  ],
  [
    ["deno", "run", "--allow-net=x", "jsr:@a/b@1"],
    { program: "deno" },
    { runner: "deno", registry: "jsr", name: "@a/b", version: "1", pinned: false, pointer: "/server/args/2" },
  ],
  [
    ["deno", "run", "jsr:@a/b@1.2.3"],
    { program: "deno" },
    { runner: "deno", registry: "jsr", name: "@a/b", version: "1.2.3", pinned: true, pointer: "/server/args/1" },
  ],
  [
    ["deno", "run", "-A", "https://u:p@evil.example/m.ts?k=1"],
    { program: "deno", script: { path: "https://evil.example/m.ts", pointer: "/server/args/2" } },
    { runner: "deno", registry: "url", name: "https://evil.example/m.ts", pinned: false, pointer: "/server/args/2" },
  ],
  [
    ["deno", "run", "--allow-all", "main.ts"],
    { program: "deno", script: { path: "main.ts", pointer: "/server/args/2" } },
  ],
  [
    ["deno", "eval", "evil()"],
    { program: "deno", inline_code: { program: "deno", flag: "eval", pointer: "/server/args/1" } },
  ],
  [
    ["deno", "run", "--weird", "x", "npm:a@1.0.0"],
    { program: "deno", script: { path: "x", pointer: "/server/args/2" } },
  ],
  [["deno", "task", "x"], { program: "deno" }],
  [
    ["ruby", "-e", "evil"],
    { program: "ruby", inline_code: { program: "ruby", flag: "-e", pointer: "/server/args/1" } },
  ],
  [
    ["perl", "-e", "evil"],
    { program: "perl", inline_code: { program: "perl", flag: "-e", pointer: "/server/args/1" } },
  ],
  [["php", "-r", "evil"], { program: "php", inline_code: { program: "php", flag: "-r", pointer: "/server/args/1" } }],
  [["ruby", "server.rb"], { program: "ruby", script: { path: "server.rb", pointer: "/server/args/0" } }],
  [["java", "-Dx=1", "-jar", "x.jar"], { program: "java", script: { path: "x.jar", pointer: "/server/args/2" } }],
  [["java", "-cp", "a", "Main"], { program: "java" }],
  [
    ["go", "run", "github.com/a/b@v1.2.3"],
    { program: "go" },
    {
      runner: "go",
      registry: "go",
      name: "github.com/a/b",
      version: "v1.2.3",
      pinned: true,
      pointer: "/server/args/1",
    },
  ],
  [
    ["go", "run", "github.com/a/b@latest"],
    { program: "go" },
    {
      runner: "go",
      registry: "go",
      name: "github.com/a/b",
      version: "latest",
      pinned: false,
      pointer: "/server/args/1",
    },
  ],
  [
    ["go", "run", "github.com/a/b@v0.0.0-20240101000000-0123456789ab"],
    { program: "go" },
    {
      runner: "go",
      registry: "go",
      name: "github.com/a/b",
      version: "v0.0.0-20240101000000-0123456789ab",
      pinned: true,
      pointer: "/server/args/1",
    },
  ],
  [
    ["go", "run", "-exec", "evil", "github.com/a/b@v1.2.3"],
    { program: "go", inline_code: { program: "go", flag: "-exec", pointer: "/server/args/2" } },
    {
      runner: "go",
      registry: "go",
      name: "github.com/a/b",
      version: "v1.2.3",
      pinned: true,
      pointer: "/server/args/3",
    },
  ],
  [["go", "run", "./cmd/x"], { program: "go", script: { path: "./cmd/x", pointer: "/server/args/1" } }],
  [["go", "build"], { program: "go" }],
  [
    ["cargo", "run", "--manifest-path", "x/Cargo.toml"],
    { program: "cargo", script: { path: "x/Cargo.toml", pointer: "/server/args/2" } },
  ],
  [
    ["dotnet", "run", "--project", "x.csproj"],
    { program: "dotnet", script: { path: "x.csproj", pointer: "/server/args/2" } },
  ],
  [["dotnet", "x.dll"], { program: "dotnet", script: { path: "x.dll", pointer: "/server/args/0" } }],
  [
    ["dnx", "A.B@1.0.0", "--yes"],
    { program: "dnx" },
    {
      runner: "dnx",
      registry: "nuget",
      name: "a.b",
      version: "1.0.0",
      pinned: true,
      pointer: "/server/args/0",
    },
  ],
  [
    ["dotnet", "tool", "exec", "a.b"],
    { program: "dotnet" },
    {
      runner: "dotnet",
      registry: "nuget",
      name: "a.b",
      pinned: false,
      pointer: "/server/args/2",
    },
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

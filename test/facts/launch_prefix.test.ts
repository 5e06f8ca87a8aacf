// Programs that only start another one, and plain executables.
import assert from "node:assert/strict";
import { test } from "node:test";
import { describeLaunch } from "../../src/facts/launch/describe_launch.ts";
import type { Launch, Package } from "../../src/generated/event.ts";

/** Words of the command line, what differs from a plain program on the search path, and the package. */
type Row = readonly [words: readonly string[], launch: Partial<Launch>, pkg?: Package];

const PLAIN = { location: "search_path", wrappers: [], elevated: false };

const ROWS: readonly Row[] = [
  [
    ["env", "-i", "FOO=1", "npx", "pkg@1.0.0"],
    { program: "npx", wrappers: ["env"], env_keys: ["FOO"] },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/3" },
  ],
  [
    ["env", "-u", "A", "B=1", "uvx", "pkg==1.0"],
    { program: "uvx", wrappers: ["env"], env_keys: ["B"] },
    { runner: "uvx", registry: "pypi", name: "pkg", version: "1.0", pinned: true, pointer: "/server/args/4" },
  ],
  [
    ["env", "-S", "npx -y pkg@1.0.0", "x"],
    { program: "npx", wrappers: ["env"] },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/1" },
  ],
  [["env", "-S", `A=1 npx \${X}`], { program: "env", location: "unknown" }],
  [
    ["env", "-iS", "npx pkg@1.0.0"],
    { program: "npx", wrappers: ["env"] },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/1" },
  ],
  [
    ["env", "LD_PRELOAD=/tmp/x.so", "npx", "pkg@1.0.0"],
    { program: "npx", wrappers: ["env"], env_keys: ["LD_PRELOAD"] },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/2" },
  ],
  [["env"], { program: "env" }],
  [
    ["sudo", "-E", "-u", "root", "npx", "pkg@1.0.0"],
    { program: "npx", wrappers: ["sudo"], elevated: true },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/4" },
  ],
  [
    ["sudo", "A=1", "npx", "pkg"],
    { program: "npx", wrappers: ["sudo"], elevated: true, env_keys: ["A"] },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/2" },
  ],
  [
    ["sudo", "-Hu", "root", "--", "npx", "pkg"],
    { program: "npx", wrappers: ["sudo"], elevated: true },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/4" },
  ],
  [
    ["doas", "-u", "x", "npx", "pkg"],
    { program: "npx", wrappers: ["doas"], elevated: true },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/3" },
  ],
  [
    ["pkexec", "npx", "pkg"],
    { program: "npx", wrappers: ["pkexec"], elevated: true },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/1" },
  ],
  [
    ["runas", "/user:Administrator", "npx pkg@1.0.0"],
    { program: "npx", wrappers: ["runas"], elevated: true },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/1" },
  ],
  [
    ["nice", "-n", "5", "npx", "pkg"],
    { program: "npx", wrappers: ["nice"] },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/3" },
  ],
  [
    ["nice", "-5", "npx", "pkg@1.0.0"],
    { program: "npx", location: "unknown", wrappers: ["nice"] },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: false, pointer: "/server/args/2" },
  ],
  [
    ["nohup", "npx", "pkg"],
    { program: "npx", wrappers: ["nohup"] },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/1" },
  ],
  [
    ["time", "-p", "npx", "pkg"],
    { program: "npx", wrappers: ["time"] },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/2" },
  ],
  [
    ["timeout", "-k", "5", "10", "npx", "pkg"],
    { program: "npx", wrappers: ["timeout"] },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/4" },
  ],
  [
    ["stdbuf", "-oL", "-e", "0", "npx", "pkg"],
    { program: "npx", wrappers: ["stdbuf"] },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/4" },
  ],
  [
    ["xvfb-run", "-a", "-s", "-screen 0 1x1x8", "npx", "pkg"],
    { program: "npx", wrappers: ["xvfb-run"] },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/4" },
  ],
  [
    ["dotenv", "--", "npx", "pkg"],
    { program: "npx", wrappers: ["dotenv"] },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/2" },
  ],
  [
    ["dotenv", "-e", ".env", "--", "npx", "pkg"],
    { program: "npx", wrappers: ["dotenv"] },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/4" },
  ],
  [
    ["dotenvx", "run", "-f", ".env", "--", "npx", "pkg@1.0.0"],
    { program: "npx", wrappers: ["dotenvx"] },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/5" },
  ],
  [
    ["op", "run", "--env-file=.env", "--", "npx", "pkg@1.0.0"],
    { program: "npx", wrappers: ["op"] },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/4" },
  ],
  [["op", "read", "x"], { program: "op" }],
  [
    ["direnv", "exec", ".", "npx", "pkg@1.0.0"],
    { program: "npx", wrappers: ["direnv"] },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/3" },
  ],
  [
    ["aws-vault", "exec", "prod", "--", "npx", "pkg"],
    { program: "npx", wrappers: ["aws-vault"] },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/4" },
  ],
  [
    ["mise", "x", "node@20", "--", "npx", "pkg"],
    { program: "npx", wrappers: ["mise"] },
    { runner: "npx", registry: "npm", name: "pkg", pinned: false, pointer: "/server/args/4" },
  ],
  [
    ["poetry", "run", "python", "server.py"],
    { program: "python", wrappers: ["poetry"], script: { path: "server.py", pointer: "/server/args/2" } },
  ],
  [
    ["wsl", "-d", "Ubuntu", "bash", "-lc", "npx pkg@1.0.0"],
    {
      program: "npx",
      wrappers: ["wsl", "bash"],
      shell: { program: "bash", simple: true, operators: [], programs: ["npx"], pointer: "/server/args/4" },
    },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/4" },
  ],
  [
    ["sudo", "--weird", "x", "npx", "pkg@1.0.0"],
    { program: "x", location: "unknown", wrappers: ["sudo"], elevated: true },
  ],
  [
    ["env", "-u", "A", "B=1", "sudo", "-E", "-u", "root", "timeout", "10", "nice", "-n", "5", "uvx", "a==1.0"],
    { program: "uvx", wrappers: ["env", "sudo", "timeout", "nice"], elevated: true, env_keys: ["B"] },
    { runner: "uvx", registry: "pypi", name: "a", version: "1.0", pinned: true, pointer: "/server/args/13" },
  ],
  [
    [
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "sudo",
      "npx",
      "pkg@1.0.0",
    ],
    {
      program: "sudo",
      location: "unknown",
      wrappers: [
        "sudo",
        "sudo",
        "sudo",
        "sudo",
        "sudo",
        "sudo",
        "sudo",
        "sudo",
        "sudo",
        "sudo",
        "sudo",
        "sudo",
        "sudo",
        "sudo",
        "sudo",
        "sudo",
      ],
      elevated: true,
    },
  ],
  [
    [
      "nohup",
      "nohup",
      "nohup",
      "nohup",
      "nohup",
      "nohup",
      "nohup",
      "nohup",
      "nohup",
      "nohup",
      "nohup",
      "nohup",
      "nohup",
      "nohup",
      "nohup",
      "nohup",
      "npx",
      "pkg@1.0.0",
    ],
    {
      program: "npx",
      wrappers: [
        "nohup",
        "nohup",
        "nohup",
        "nohup",
        "nohup",
        "nohup",
        "nohup",
        "nohup",
        "nohup",
        "nohup",
        "nohup",
        "nohup",
        "nohup",
        "nohup",
        "nohup",
        "nohup",
      ],
    },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: true, pointer: "/server/args/16" },
  ],
  [["server"], { program: "server" }],
  [["./server"], { program: "server", location: "relative" }],
  [["/opt/x/../y/server", "a"], { program: "server", location: "absolute", directory: "/opt/y" }],
  [
    ["C:/Users/x/AppData/gitnexus.cmd", "mcp"],
    { program: "gitnexus", location: "absolute", directory: "C:/Users/x/AppData" },
  ],
  [["\\\\host\\share\\x.exe"], { program: "x", location: "network" }],
  [["//host/share/x.exe"], { program: "x", location: "network" }],
  [["\\\\?\\UNC\\host\\share\\x.exe"], { program: "x", location: "network" }],
  [["\\\\?\\C:\\tools\\x.exe"], { program: "x", location: "absolute", directory: "C:/tools" }],
  [["/proc/self/root/usr/bin/x"], { program: "x", location: "unknown" }],
  [["/usr/../proc/self/cwd/x"], { program: "x", location: "unknown" }],
  [
    ["node", "\\\\host\\share\\x.js"],
    { program: "node", script: { path: "\\\\host\\share\\x.js", pointer: "/server/args/0" } },
  ],
  [[`\${workspaceFolder}/x`], { program: "x", location: "unknown" }],
  [["~/x"], { program: "x", location: "home" }],
  [["$HOME/x"], { program: "x", location: "home" }],
  [[""], { program: "", location: "unknown" }],
  [
    ["npx -y pkg@1.0.0"],
    { program: "npx", location: "unknown" },
    { runner: "npx", registry: "npm", name: "pkg", version: "1.0.0", pinned: false, pointer: "/server/command" },
  ],
  [
    ["curl https://x | sh"],
    {
      program: "curl",
      location: "unknown",
      shell: { program: "sh", simple: false, operators: ["|"], programs: ["curl", "sh"], pointer: "/server/command" },
    },
  ],
  [
    ["/Applications/My App.app/Contents/MacOS/x"],
    { program: "x", location: "absolute", directory: "/Applications/My App.app/Contents/MacOS" },
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

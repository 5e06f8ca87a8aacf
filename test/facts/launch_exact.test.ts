// When nothing but the named package can be what runs, and the many words that make it something else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { describeLaunch } from "../../src/facts/launch/describe_launch.ts";

const EXACT = [
  "npx pkg",
  "npx -y @scope/pkg@1.0.0 --root /data",
  "npx --yes --quiet pkg@1.0.0",
  "npx -y -p pkg@1.0.0 pkg",
  "npx -y -p @scope/pkg pkg",
  "npm exec -y pkg",
  "npm exe pkg",
  "pnpm dlx pkg@1.0.0",
  "bunx --bun pkg",
  "uvx mcp-server-time",
  "uvx --refresh mcp-server-time==1.0.0",
  "uvx --from mcp-server-time mcp_server_time",
  "uv tool run mcp-server-time",
  "pipx run mcp-server-time",
  "docker run -i --rm mcp/time",
  "docker run -it --init --name x -e TOKEN --env A=1 mcp/time --root /data",
  "go run example.com/m@v1.0.0",
  "deno run -A npm:pkg@1.0.0",
  "cmd /c npx -y pkg",
  "env npx -y pkg",
  "/usr/bin/env npx -y pkg",
] as const;
const OTHER = [
  "npx -y -p pkg -p other pkg",
  "npx -y -p pkg other",
  "npx -y -p pkg bash",
  "npx -y node@20 -e 1",
  "npx -y pkg bash",
  "npx -y @scope/pkg /bin/sh",
  "npx -y -p pkg -c pkg",
  "npx --registry=https://x.example pkg",
  "npx --regis=https://x.example pkg",
  "npx --@scope:registry=https://x.example @scope/pkg",
  "npx --userconfig=x pkg",
  "npx --userconfig x pkg",
  "npx --script-shell=x pkg",
  "npx --node-options=--import=x pkg",
  "npx --prefix=x pkg",
  "npx --git=x pkg",
  "npm exec pkg --registry https://x.example",
  "./npx pkg",
  "/home/u/npx pkg",
  "node npx-cli.js pkg",
  "sudo npx pkg",
  "env A=1 npx pkg",
  "env -C /x npx pkg",
  "dotenv npx pkg",
  "chroot /x npx pkg",
  "./env npx pkg",
  "nice npx pkg",
  "uvx --with other pkg",
  "uvx --index https://x.example pkg",
  "uvx --find-links x pkg",
  "uvx --config-file x pkg",
  "uvx --python x pkg",
  "uvx --overrides x pkg",
  "uvx -b x pkg",
  "uvx --from pkg other",
  "uvx --from pkg python",
  "uv --config-file x tool run pkg",
  "uv run --with pkg pkg",
  "pipx run --spec pkg other",
  "pipx run --pip-args=--index-url=x pkg",
  "python -m pipx run pkg",
  "pipx run bash",
  "deno run npm:pkg bash",
  "go run example.com/m@v1.0.0 sh",
  "corepack pnpm dlx pkg",
  "flock x npx pkg",
  "powershell -c npx pkg",
  "docker run ghcr.io/x/node y",
  "podman --url tcp://x run mcp/time",
  "docker -H tcp://x run mcp/time",
  "docker --config x run mcp/time",
  "docker --context x run mcp/time",
  "docker run --entrypoint sh mcp/time",
  "docker run -v /:/x mcp/time",
  "docker run mcp/time bash",
  "docker run node:20 x",
  "go run -exec x example.com/m@v1.0.0",
  "deno run --import-map x npm:pkg",
  "yarn dlx -p pkg -p other pkg",
] as const;

for (const [lines, exact] of [
  [EXACT, true],
  [OTHER, false],
] as const) {
  for (const line of lines) {
    test(`describeLaunch calls the package of \`${line}\` ${exact ? "exact" : "not exact"}`, () => {
      const [command = "", ...args] = line.split(" ");
      assert.equal(describeLaunch({ command, args }).package?.exact, exact);
    });
  }
}

test("describeLaunch calls a package behind one plain shell command exact", () => {
  assert.equal(describeLaunch({ command: "sh", args: ["-c", "npx -y pkg"] }).package?.exact, true);
  for (const text of ["A=1 npx -y pkg", "npx -y pkg; x", "npx -y pkg $X"]) {
    assert.notEqual(describeLaunch({ command: "sh", args: ["-c", text] }).package?.exact, true);
  }
});

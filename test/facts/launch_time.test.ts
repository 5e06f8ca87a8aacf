// Describing a launch takes time that grows with its length, whatever stands in it. A slow reader hangs here.
import assert from "node:assert/strict";
import { test } from "node:test";
import { describeLaunch } from "../../src/facts/launch/describe_launch.ts";

const LETTERS = [
  ..." .\t\n,;:@=[](){}<>/\\'\"`$%^&|-+~#!?*_0aA",
  "a,",
  "[,",
  " /",
  ". ",
  "-a",
  "a@",
  "=\n",
  "${",
  "../",
  "{{",
];
const HEADS: readonly (readonly string[])[] = [
  ["npx"],
  ["npx", "-p"],
  ["npm", "exec"],
  ["uvx"],
  ["uvx", "--with"],
  ["uvx", "pkg=="],
  ["uv", "run"],
  ["pipx", "run"],
  ["docker", "run"],
  ["docker", "run", "-v"],
  ["docker", "run", "--mount"],
  ["docker", "run", "-e"],
  ["cmd", "/c"],
  ["bash", "-c"],
  ["env"],
  ["env", "-S"],
  ["node"],
  ["node", "-r"],
  ["python"],
  ["python", "-m"],
  ["powershell", "-c"],
  ["pwsh", "-EncodedCommand"],
  ["perl"],
  ["ruby"],
  ["php"],
  ["java"],
  ["go", "run"],
  ["deno", "run"],
  ["dnx"],
  ["runas"],
  ["sudo"],
  ["find"],
  ["ssh"],
  ["nix", "run"],
  ["tool"],
  ["awk"],
  ["vim", "-c"],
  ["osascript", "-e"],
  ["doppler", "run", "--command="],
  ["mshta"],
  ["flock", "x", "-c"],
  ["su", "-c"],
  ["gem", "exec"],
  ["npm", "create"],
  ["pip", "install"],
  ["php", "-d"],
  ["java"],
  ["podman", "kube", "play"],
  ["docker", "compose", "-f"],
  [],
];

for (const letter of LETTERS) {
  test(`describeLaunch ends on a hundred thousand ${JSON.stringify(letter)}`, () => {
    const text = `${letter.repeat(1e5)}x`;
    for (const head of HEADS) {
      for (const tail of [[text], [`x${text}`, "y"], [`pkg${letter}`, "-x", text]]) {
        const [command = "", ...args] = [...head, ...tail];
        assert.ok(describeLaunch({ command, args }).launch.location);
      }
    }
  });
}

test("describeLaunch ends on a hundred thousand arguments", () => {
  for (const words of [
    ["docker", "run", ...Array<string[]>(50_000).fill(["-v", "/a:/b"]).flat(), "img"],
    ["docker", "run", ...Array<string[]>(50_000).fill(["-e", "A=1"]).flat(), "img"],
    ["env", ...Array<string>(100_000).fill("A=1"), "npx", "pkg"],
    ["npx", ...Array<string[]>(50_000).fill(["-p", "a"]).flat(), "pkg"],
    ["npx", ...Array<string[]>(25_000).fill(["-p", "a", "env", "npx"]).flat(), "pkg"],
    ["uvx", ...Array<string[]>(50_000).fill(["--with", "a"]).flat(), "pkg"],
    ["sudo", ...Array<string>(100_000).fill("sudo"), "x"],
    ["tool", ...Array<string>(100_000).fill("curl x")],
  ]) {
    const [command = "", ...args] = words;
    assert.ok(describeLaunch({ command, args }).launch.location);
  }
});

test("describeLaunch does not know where a command or an argument beyond all limits leads", () => {
  assert.equal(describeLaunch({ command: "a".repeat(40_000), args: [] }).launch.location, "unknown");
  assert.equal(describeLaunch({ command: "npx", args: ["pkg", "a".repeat(140_000)] }).launch.location, "unknown");
  assert.equal(describeLaunch({ command: "npx", args: ["pkg", "a".repeat(100_000)] }).launch.location, "search_path");
});

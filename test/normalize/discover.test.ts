import assert from "node:assert/strict";
import { mkdir, symlink } from "node:fs/promises";
import { join, relative } from "node:path";
import { describe, it } from "node:test";
import { discoverConfigFiles } from "../../src/normalize/discover.ts";
import { createFolder } from "./workspace.ts";

const project = [
  "work/.mcp.json",
  "work/.claude/settings.json",
  "work/.claude/settings.local.json",
  "work/.cursor/mcp.json",
  "work/.vscode/mcp.json",
  "work/mcp.json",
];

async function discover(folder: string, platform: NodeJS.Platform, env: Record<string, string> = {}, cwd = "work") {
  const machine = { home: join(folder, "home"), platform, env, root: folder };
  const found = await discoverConfigFiles({ ...machine, cwd: join(folder, cwd) });
  return found.map((path) => relative(folder, path));
}

function userFiles(applications: string): string[] {
  const code = ["Code", "Code - Insiders", "VSCodium"];
  return [
    `${applications}/Claude/claude_desktop_config.json`,
    "home/.claude.json",
    "home/.claude/settings.json",
    "home/.cursor/mcp.json",
    ...code.flatMap((name) => [
      `${applications}/${name}/User/mcp.json`,
      `${applications}/${name}/User/profiles/a1/mcp.json`,
      `${applications}/${name}/User/profiles/b2/mcp.json`,
    ]),
  ];
}

const managedFiles = (folder: string): string[] => [
  `${folder}/managed-mcp.json`,
  `${folder}/managed-settings.json`,
  `${folder}/managed-settings.d/10-a.json`,
  `${folder}/managed-settings.d/20-b.json`,
];

describe("discoverConfigFiles", () => {
  for (const [platform, applications, managed] of [
    ["linux", "home/.config", "etc/claude-code"],
    ["darwin", "home/Library/Application Support", "Library/Application Support/ClaudeCode"],
    ["win32", "home/AppData/Roaming", "programs/ClaudeCode"],
  ] as const) {
    it(`finds every known file on ${platform}, in a fixed order`, async (test) => {
      const expected = [...project, ...userFiles(applications), ...managedFiles(managed)];
      const folder = await createFolder(
        test,
        [
          ...expected,
          "work/other.json",
          "work/sub/.mcp.json",
          `${managed}/managed-settings.d/readme.md`,
          "home/.mcp.json",
        ]
          .toReversed()
          .map((name) => [name, "{}"]),
      );
      assert.deepEqual(await discover(folder, platform, { ProgramFiles: join(folder, "programs") }), expected);
    });
  }

  it("finds nothing where nothing is", async (test) => {
    const folder = await createFolder(test, []);
    for (const platform of ["linux", "darwin", "win32"] as const)
      assert.deepEqual(await discover(folder, platform), []);
  });

  it("follows the variables that move the folders", async (test) => {
    const folder = await createFolder(
      test,
      [
        "x/Claude/claude_desktop_config.json",
        "y/.claude.json",
        "y/settings.json",
        "home/.config/Code/User/mcp.json",
      ].map((name) => [name, "{}"]),
    );
    const env = { XDG_CONFIG_HOME: join(folder, "x"), CLAUDE_CONFIG_DIR: join(folder, "y") };
    assert.deepEqual(await discover(folder, "linux", env), [
      "x/Claude/claude_desktop_config.json",
      "y/.claude.json",
      "y/settings.json",
    ]);
    assert.deepEqual(await discover(folder, "win32", { APPDATA: join(folder, "x") }), [
      "x/Claude/claude_desktop_config.json",
    ]);
  });

  it("names a file once when the working folder is the home folder", async (test) => {
    const folder = await createFolder(
      test,
      ["home/.claude/settings.json", "home/.cursor/mcp.json", "home/.mcp.json"].map((name) => [name, "{}"]),
    );
    assert.deepEqual(await discover(folder, "linux", {}, "home"), [
      "home/.mcp.json",
      "home/.claude/settings.json",
      "home/.cursor/mcp.json",
    ]);
  });

  it("takes a star in a folder's name for a star", async (test) => {
    const folder = await createFolder(test, [
      ["a/*b/.mcp.json", "{}"],
      ["a/cb/.mcp.json", "{}"],
    ]);
    assert.deepEqual(await discover(folder, "linux", {}, "a/*b"), ["a/*b/.mcp.json"]);
  });

  it("looks in the folders above, up to the top of the repository", async (test) => {
    const names = [".mcp.json", "top/.mcp.json", "top/a/.cursor/mcp.json", "top/a/b/.mcp.json", "top/c/.mcp.json"];
    const folder = await createFolder(test, [["top/.git/HEAD", ""], ...names.map((name) => [name, "{}"] as const)]);
    assert.deepEqual(await discover(folder, "linux", {}, "top/a/b"), [
      "top/a/b/.mcp.json",
      "top/a/.cursor/mcp.json",
      "top/.mcp.json",
    ]);
    const outside = await createFolder(test, [
      [".mcp.json", "{}"],
      ["a/.mcp.json", "{}"],
    ]);
    assert.deepEqual(await discover(outside, "linux", {}, "a"), ["a/.mcp.json"]);
  });

  it("takes the home folder for no project's, though it be a repository", async (test) => {
    const folder = await createFolder(test, [
      ["home/.git/HEAD", ""],
      ["home/.mcp.json", "{}"],
      ["home/work/.mcp.json", "{}"],
    ]);
    assert.deepEqual(await discover(folder, "linux", {}, "home/work"), ["home/work/.mcp.json"]);
  });

  it("finds nothing in a home folder that is missing", async (test) => {
    const folder = await createFolder(test, [["work/.mcp.json", "{}"]]);
    for (const home of [join(folder, "none"), "/dev/null/none", ""]) {
      const machine = { home, platform: "linux", env: {}, root: folder } as const;
      const found = await discoverConfigFiles({ ...machine, cwd: join(folder, "work") });
      assert.deepEqual(found, [join(folder, "work/.mcp.json")]);
    }
  });

  it("names a folder that cannot be listed, so that reading it says why", async (test) => {
    const folder = await createFolder(test, [["home/.config/Code/User/x", ""]]);
    await symlink("profiles", join(folder, "home/.config/Code/User/profiles"));
    assert.deepEqual(await discover(folder, "linux"), [
      "home/.config/Code/User/profiles/mcp.json",
      "home/.config/Code/User/profiles/settings.json",
    ]);
  });

  it("names what is there but cannot be read, so that reading it says why", async (test) => {
    const folder = await createFolder(test, []);
    await mkdir(join(folder, "work/.mcp.json"), { recursive: true });
    await mkdir(join(folder, "work/.cursor"));
    await symlink("nowhere", join(folder, "work/.cursor/mcp.json"));
    assert.deepEqual(await discover(folder, "linux"), ["work/.mcp.json", "work/.cursor/mcp.json"]);
  });
});

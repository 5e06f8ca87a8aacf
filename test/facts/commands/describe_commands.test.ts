import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { describeCommands } from "../../../src/facts/commands/describe_commands.ts";

function describe(value: unknown, toolWords: readonly string[] = []) {
  return describeCommands(value, "/arguments", toolWords);
}

/** `ok` or `?`, the operators, the commands. */
function summarize(command: string): string {
  const [fact] = describe({ command });
  if (fact === undefined) return "none";
  const commands = fact.commands.map(({ words }) => words.join(" ")).join(" ; ");
  return `${fact.parsed ? "ok" : "?"} [${fact.operators.join(" ")}] ${commands}`;
}

suite("command lines", () => {
  for (const [command, expected] of [
    ["git status", "ok [] git status"],
    ["git commit -m 'it is'", "ok [] git commit -m it is"],
    ['git commit -m "a; b"', "ok [] git commit -m a; b"],
    ["git status && npm test", "ok [&&] git status ; npm test"],
    ["a | b; c", "ok [| ;] a ; b ; c"],
    ["a\nb", "ok [;] a ; b"],
    ["make > out.txt 2>&1", "ok [> >&] make"],
    ["cat < in", "ok [<] cat"],
    ["sudo rm -rf /x", "ok [] sudo rm -rf /x ; rm"],
    ["bash -c 'rm -rf /x && ls'", "ok [&&] bash -c rm -rf /x && ls ; rm -rf /x ; ls"],
    ["/usr/bin/Git.exe log", "ok [] /usr/bin/Git.exe log"],
    ["ls -l=#x", "ok [] ls -l=#x"],
  ] as const) {
    test(`describeCommands reads ${JSON.stringify(command)}`, () => {
      assert.equal(summarize(command), expected);
    });
  }

  for (const command of [
    "echo $(id)",
    "echo `id`",
    "echo $HOME",
    'echo "$HOME"',
    "ls *.txt",
    "ls ~/x",
    "cat <<EOF\nx\nEOF",
    "cat <<< x",
    "f() { id; }; f",
    "if true; then id; fi",
    "eval id",
    ". ./x",
    "X=1 id",
    "diff <(a) <(b)",
    "a # b",
    "a \\; b",
    "'unclosed",
    "(id)",
    "a &&& b >",
    "> x",
    "echo x | xargs rm",
    "powershell -c id",
    "cmd /c dir",
    "bash -c 'echo $HOME'",
    "bash -c 'bash -c \"id;id\" $x'",
    "a\0b",
    `echo ${"x".repeat(9000)}`,
    "id;".repeat(100),
  ]) {
    test(`describeCommands does not claim to have read ${JSON.stringify(command).slice(0, 60)}`, () => {
      assert.match(summarize(command), /^\?/);
    });
  }

  test("describeCommands names what substitutions and wrappers run", () => {
    const programs = describe({ command: "env A=1 timeout 5 curl x; echo $(wget y)" })[0]?.commands.map(
      ({ program }) => program,
    );
    for (const program of ["env", "timeout", "curl", "echo", "wget"]) assert.ok(programs?.includes(program), program);
  });
});

suite("what is a command line", () => {
  for (const [value, toolWords, pointers] of [
    [{ command: "id" }, [], ["/arguments/command"]],
    [{ bashCommand: "id" }, [], ["/arguments/bashCommand"]],
    [{ commands: ["id", "ls"] }, [], ["/arguments/commands/0", "/arguments/commands/1"]],
    [{ command: ["git", "status"] }, [], ["/arguments/command"]],
    [{ command: ["rm -rf x", "b"] }, [], ["/arguments/command", "/arguments/command/0"]],
    [{ steps: [{ exec: "id" }] }, [], ["/arguments/steps/0/exec"]],
    [{ script: "id" }, [], ["/arguments/script"]],
    [{ script: "id\nls" }, [], []],
    [{ script: "id\nls" }, ["run"], ["/arguments/script"]],
    [{ command_id: "id" }, [], []],
    [{ text: "rm -rf /" }, [], []],
    [{ command: "" }, [], []],
    [{ program: "git", args: ["status"] }, [], ["/arguments/program"]],
    [{ args: ["status"] }, [], []],
  ] as const) {
    test(`describeCommands finds ${pointers.join(", ") || "nothing"} in ${JSON.stringify(value)}`, () => {
      assert.deepEqual(
        describe(value, toolWords).map(({ pointer }) => pointer),
        pointers,
      );
    });
  }

  test("describeCommands puts a program and its arguments together", () => {
    const one = (value: unknown) => describe(value).map(({ parsed, commands }) => [parsed, commands[0]?.words]);
    assert.deepEqual(one({ command: "git", args: ["commit", "-m", "it's done"] }), [
      [true, ["git", "commit", "-m", "it's done"]],
    ]);
    assert.deepEqual(one({ command: "git", args: ["log", "; rm x"] }), [[false, ["git", "log", "; rm x"]]]);
    assert.deepEqual(one({ command: "git", args: "log -1" }), [[true, ["git", "log", "-1"]]]);
    assert.deepEqual(one({ command: "git log", args: ["-1"] }), [[false, ["git", "log"]]]);
    assert.deepEqual(one({ command: "bash", args: ["-c", "id; ls"] }), [[true, ["bash", "-c", "id; ls"]]]);
    assert.deepEqual(one({ command: "bash", args: ["-c", "id $x"] }), [[false, ["bash", "-c", "id $x"]]]);
  });
});

suite("hostile command lines", () => {
  test("describeCommands refuses too many, bounds each, and never throws otherwise", () => {
    assert.throws(() => describe({ commands: Array(257).fill("id") }), RangeError);
    assert.equal(describe({ command: "id;".repeat(100) })[0]?.commands.length, 64);
    const piece = fc.constantFrom(..."' \" ` $( ) ; && | > < << \\ { } # ~ * ! bash -c eval x \n".split(" "));
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 }))), (pieces) => {
        const text = pieces.join(" ");
        const [fact] = describe({ command: `x ${text}` });
        const unquoted = text.replaceAll(/'[^']*'|"[^"$`\\]*"/g, "");
        if (fact?.parsed) assert.doesNotMatch(unquoted, /[$`\\*~(){}]/);
      }),
    );
    for (const text of ["$(", "`", "'", "a;", "bash -c '", "((", "\\", "<", "sudo ", "x=1 "])
      describe({ command: text.repeat(50_000), args: [text.repeat(10_000)] });
  });
});

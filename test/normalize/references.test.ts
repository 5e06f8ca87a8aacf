// Which references configured values hold, in each client's style, and what of them enters the event.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Reference } from "../../src/generated/event.ts";
import { validate } from "../../src/generated/validate_event.js";
import { parseDocument } from "../../src/normalize/formats/document.ts";
import { listHiddenInputs, readVscodeServers } from "../../src/normalize/hosts/vscode.ts";
import { isProblem } from "../../src/normalize/problem.ts";
import { listReferences, type ReferenceContext } from "../../src/normalize/references.ts";

const pointer = "/server/env_keys/0";

function find(value: string, at = pointer, context: ReferenceContext = {}): [string, string][] {
  return listReferences([{ pointer: at, value }], context).map(({ style, name }) => [style, name]);
}

describe("references in values", () => {
  const rows: readonly (readonly [value: string, found: readonly (readonly [string, string])[]])[] = [
    ["${TOKEN}", [["${VAR}", "TOKEN"]]],
    ["Bearer ${TOKEN}", [["${VAR}", "TOKEN"]]],
    ["${TOKEN}${TOKEN}", [["${VAR}", "TOKEN"]]],
    [
      "${HOST}:${PORT:-80}",
      [
        ["${VAR}", "HOST"],
        ["${VAR:-default}", "PORT"],
      ],
    ],
    ["${TOKEN:-literal}", [["${VAR:-default}", "TOKEN"]]],
    ["${TOKEN-literal}", [["${VAR:-default}", "TOKEN"]]],
    ["${TOKEN:-", []],
    ["${env:TOKEN}", [["${env:VAR}", "TOKEN"]]],
    ["${input:my token}", [["${input:ID}", "my token"]]],
    ["${userHome}/x", [["${userHome}", "userHome"]]],
    ["${user_config.api_key}", [["${user_config.KEY}", "api_key"]]],
    ["${{ secrets.TOKEN }}", [["${{SCOPE.VAR}}", "secrets.TOKEN"]]],
    ["{{TOKEN}}", [["{{VAR}}", "TOKEN"]]],
    ["{env:TOKEN}", [["{env:VAR}", "TOKEN"]]],
    ["{file:~/.token}", [["{file:PATH}", "~/.token"]]],
    ["$TOKEN", [["$VAR", "TOKEN"]]],
    ["Bearer $TOKEN", [["$VAR", "TOKEN"]]],
    [
      "$HOME/x:$PATH",
      [
        ["$VAR", "HOME"],
        ["$VAR", "PATH"],
      ],
    ],
    ["%USERPROFILE%\\x", [["%VAR%", "USERPROFILE"]]],
    ["%ProgramFiles(x86)%\\x", [["%VAR%", "ProgramFiles(x86)"]]],
    // None: plain text, other languages' marks, an editor's own variables.
    ["", []],
    ["plain", []],
    ["pa$WORD", []],
    ["$$TOKEN", []],
    ["\\$TOKEN", []],
    ["$Token", []],
    ["$5", []],
    ["$(id)", []],
    ["${}", []],
    ["${ TOKEN }", []],
    ["{TOKEN}", []],
    ["{{ }}", []],
    ["100%", []],
    ["%Y-%m-%d", []],
    ["%H%M%S", []],
    ["https://a.example/%E4%BD%A0?q=%20abc%20%ABCDE%20", []],
    ["{secret}", []],
    ["${workspaceFolder}/x", []],
    ["${workspaceFolder:app}/x", []],
    ["${__dirname}/server.js", []],
    ["${CLAUDE_PLUGIN_ROOT}/x", []],
    ["${config:a.b}${command:x}", []],
    ["~", []],
    ["~/x", []],
  ];
  for (const [value, found] of rows) {
    it(`${JSON.stringify(value)} has ${found.length}`, () => assert.deepEqual(find(value), found));
  }
});

describe("a home folder in a path's beginning", () => {
  for (const [place, value, found] of [
    ["/server/command", "~/.bun/bin/bunx", true],
    ["/server/cwd", "~", true],
    ["/server/env_file", "~\\x.env", true],
    ["/server/args/3", "~/x", true],
    ["/server/command", "~ana/x", false],
    ["/server/command", "/x/~/y", false],
    ["/server/url", "~/x", false],
    ["/server/header_names/0", "~/x", false],
  ] as const) {
    it(`${value} at ${place}: ${found}`, () => assert.deepEqual(find(value, place), found ? [["tilde", "~"]] : []));
  }
});

describe("what is known about a reference", () => {
  const text = { pointer, value: "${TOKEN} ${input:a} ${input:b} ${input:c}" };
  const hiddenInputs = new Map([
    ["a", true],
    ["b", false],
  ]);

  it("is nothing of a client that nobody knows", () => {
    assert.deepEqual(listReferences([{ pointer, value: "${TOKEN}" }], {}), [
      { pointer, style: "${VAR}", name: "TOKEN" },
    ]);
  });

  it("is whether the client replaces it, and whether a prompt hides what is typed", () => {
    const found = listReferences([text], { expands: ["${input:ID}"], hiddenInputs });
    assert.deepEqual(found, [
      { pointer, style: "${VAR}", name: "TOKEN", expanded: false },
      { pointer, style: "${input:ID}", name: "a", expanded: true, hidden: true },
      { pointer, style: "${input:ID}", name: "b", expanded: true, hidden: false },
      { pointer, style: "${input:ID}", name: "c", expanded: true },
    ]);
  });
});

function read(content: string) {
  const document = parseDocument(Buffer.from(content), { path: "x/mcp.json", syntax: "jsonc" });
  if (isProblem(document)) assert.fail(document.message);
  return document;
}

describe("prompts of VS Code", () => {
  const rows: readonly (readonly [inputs: string, hidden: Record<string, boolean>])[] = [
    ['[{"id": "a", "type": "promptString", "password": true}]', { a: true }],
    ['[{"id": "a", "type": "promptString"}]', { a: false }],
    ['[{"id": "a", "type": "promptString", "password": "true"}]', { a: false }],
    ['[{"id": "a", "type": "promptString", "password": true, "password": false}]', { a: false }],
    ['[{"id": "a", "type": "promptString", "password": true}, {"id": "a", "type": "promptString"}]', { a: false }],
    ['[{"id": "a", "type": "promptString"}, {"id": "a", "type": "promptString", "password": true}]', { a: false }],
    ['[{"id": "a", "type": "pickString"}, {"id": 1, "type": "promptString"}, {"type": "promptString"}, 5, null]', {}],
    ['{"id": "a"}', {}],
  ];
  for (const [inputs, hidden] of rows) {
    it(`${inputs} are told apart`, () => {
      assert.deepEqual(Object.fromEntries(listHiddenInputs(read(`{"inputs": ${inputs}}`).root)), hidden);
    });
  }
});

it("an entry's event has the references of all its fields, and no values", () => {
  const document = read(
    JSON.stringify({
      servers: {
        local: {
          command: "~/bin/${NAME}",
          args: ["--dir", "~", "--token=${input:token}"],
          env: { A: "plain", KEY: "prefix-${env:KEY}" },
          cwd: "${workspaceFolder}",
          envFile: "${env:HOME}/.env",
        },
        remote: { url: "https://${HOST}/mcp", headers: { Authorization: "Bearer ${input:token}" } },
        plain: { command: "node" },
      },
      inputs: [{ id: "token", type: "promptString" }],
    }),
  );
  const { events } = readVscodeServers({ document, client: "vscode", source: "project" });
  for (const { event } of events) assert.ok(validate(event), JSON.stringify(validate.errors));
  const prompt = { style: "${input:ID}", name: "token", hidden: false } as const;
  assert.deepEqual(
    events.map(({ event }) => event.server?.references),
    [
      [
        { pointer: "/server/command", style: "tilde", name: "~" },
        { pointer: "/server/command", style: "${VAR}", name: "NAME" },
        { pointer: "/server/env_file", style: "${env:VAR}", name: "HOME" },
        { pointer: "/server/args/1", style: "tilde", name: "~" },
        { pointer: "/server/args/2", ...prompt },
        { pointer: "/server/env_keys/1", style: "${env:VAR}", name: "KEY" },
      ],
      [
        { pointer: "/server/url", style: "${VAR}", name: "HOST" },
        { pointer: "/server/header_names/0", ...prompt },
      ],
      undefined,
    ],
  );
});

describe("hostile values", () => {
  it("have no more references than an event holds", () => {
    const value = Array.from({ length: 2000 }, (_, index) => `\${V${index}}`).join("");
    assert.equal(listReferences([{ pointer, value }], {}).length, 1024);
  });

  it("are read in one go however often a mark is opened", () => {
    for (const mark of ["${", "{{", "${{", "%", "$A", "${A:-", "{file:", "${input:", "%A", "{{ ", "$"]) {
      assert.deepEqual(find(mark.repeat(40_000)).slice(1), []);
    }
  });

  it("never have more told of them than the names", () => {
    const piece = fc.constantFrom("${", "}", "{{", "}}", "%", "$", ":-", "env:", "input:", "VAR", "a b", "~/", "-");
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 30 }), (pieces) => {
        const value = pieces.join("");
        const found: Reference[] = listReferences([{ pointer: "/server/command", value }], {});
        for (const { name } of found) assert.ok(name === "~" || (value.includes(name) && name.length <= 512));
        assert.equal(new Set(found.map(({ style, name }) => `${style} ${name}`)).size, found.length);
      }),
    );
  });
});

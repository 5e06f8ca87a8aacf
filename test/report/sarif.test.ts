// SARIF is what its official schema has, whatever a configuration holds, and says where, what and how to mend it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import fc from "fast-check";
import type { Finding } from "../../src/check/finding.ts";
import type { Problem } from "../../src/normalize/problem.ts";
import { renderCheckSarif } from "../../src/report/check_sarif.ts";
import { context, createFinding, createResult, HOSTILE } from "./findings.ts";

/** The official one is draft 04, of which it uses nothing that later drafts read differently but its own name. */
function loadSchema(): object {
  const path = fileURLToPath(
    new URL("../../node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json", import.meta.url),
  );
  const { id, $schema, ...schema } = JSON.parse(readFileSync(path, "utf8"));
  assert.match($schema, /draft-04/);
  return { $id: id, ...schema };
}

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const isSarif = ajv.compile(loadSchema());

function render(findings: readonly Finding[], problems: readonly Problem[] = [], file = "a.json") {
  const files = [{ path: file, client: "cursor", servers: 1, settings: 0 }];
  const text = renderCheckSarif(createResult(findings, { files, problems }), context);
  const log = JSON.parse(text);
  assert.equal(isSarif(log), true, JSON.stringify(isSarif.errors?.slice(0, 3), null, 2));
  return log.runs[0];
}

const problem: Problem = {
  code: "ERR_NORMALIZE_SYNTAX",
  file: "a.json",
  line: 2,
  column: 1,
  message: "Expected JSON.",
};

test("a report without findings says that the run succeeded", () => {
  const run = render([]);
  assert.deepEqual(run, {
    tool: {
      driver: {
        name: "mcp-trust",
        version: "1.2.3",
        semanticVersion: "1.2.3",
        informationUri: "https://www.npmjs.com/package/mcp-trust",
        rules: [],
      },
    },
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: { "%SRCROOT%": { description: { text: "The folder that mcp-trust was run in." } } },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: [] }],
    artifacts: [{ location: { uri: "a.json", uriBaseId: "%SRCROOT%" }, roles: ["analysisTarget"] }],
    results: [],
    properties: { profile: "team", mode: "enforce", bundle: context.bundle },
  });
});

test("a finding is a result of a rule that says what it means and what to do", () => {
  const run = render([createFinding({ args: { type: "token" } }), createFinding({ code: "a.b", severity: "low" })]);
  assert.deepEqual(run.tool.driver.rules[1], {
    id: "some_clause.some_code",
    shortDescription: { text: "Title" },
    fullDescription: { text: "Description." },
    help: {
      text: "What to do: Remedy.\nResponsible: operator\nClause of the trust model: some_clause",
      markdown: "**What to do:** Remedy.\n\n**Responsible:** operator\n\n**Clause of the trust model:** some_clause",
    },
    defaultConfiguration: { level: "error" },
    properties: {
      tags: ["security", "mcp", "some_clause"],
      precision: "high",
      "problem.severity": "error",
      "security-severity": "8.0",
      responsible: "operator",
    },
  });
  assert.deepEqual(run.results[0], {
    ruleId: "some_clause.some_code",
    ruleIndex: 1,
    kind: "fail",
    level: "error",
    message: { text: "Title: files (type: token)" },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "a.json", uriBaseId: "%SRCROOT%" },
          region: { startLine: 3, startColumn: 5 },
        },
        logicalLocations: [{ name: "files" }],
      },
    ],
    partialFingerprints: { "mcpTrustFinding/v1": "0".repeat(32) },
    properties: {
      effect: "deny",
      severity: "high",
      clause: "some_clause",
      responsible: "operator",
      subject: "files",
      args: { type: "token" },
    },
  });
});

for (const [given, expected] of [
  [{ effect: "deny", severity: "critical" }, { level: "error" }],
  [{ effect: "deny", severity: "low" }, { level: "error" }],
  [{ effect: "ask", severity: "high" }, { level: "warning" }],
  [
    { effect: "deny", baseline: "new" },
    { level: "error", baselineState: "new" },
  ],
  [
    { effect: "deny", baseline: "known" },
    { level: "error", baselineState: "unchanged" },
  ],
  [
    { effect: "deny", baseline: "worse" },
    { level: "error", baselineState: "updated" },
  ],
  [
    { effect: "allow", args: { waiver: "hook-until-spring" } },
    {
      level: "note",
      suppressions: [{ kind: "external", status: "accepted", justification: "waiver waiver: hook-until-spring" }],
    },
  ],
] as const satisfies readonly (readonly [Partial<Finding>, object])[]) {
  test(`${JSON.stringify(given)} is ${JSON.stringify(expected)}`, () => {
    const { level, baselineState, suppressions } = render([createFinding(given)]).results[0];
    const actual = { level, ...(baselineState && { baselineState }), ...(suppressions && { suppressions }) };
    assert.deepEqual(actual, expected);
  });
}

test("problems are notifications of a run that did not succeed", () => {
  assert.deepEqual(render([], [problem]).invocations, [
    {
      executionSuccessful: false,
      toolExecutionNotifications: [
        {
          descriptor: { id: "ERR_NORMALIZE_SYNTAX" },
          level: "error",
          message: { text: "Expected JSON." },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: "a.json", uriBaseId: "%SRCROOT%" },
                region: { startLine: 2, startColumn: 1 },
              },
            },
          ],
        },
      ],
    },
  ]);
});

test("that nothing could be decided is a result, and a run that did not succeed", () => {
  const run = render([createFinding({ code: "fail_closed.trap" })]);
  assert.deepEqual([run.results.length, run.invocations[0].executionSuccessful], [1, false]);
});

test("fixes say what goes and what comes", () => {
  const place = { offset: 40, line: 3, column: 5, endLine: 3 };
  const edits = [
    { ...place, length: 4, endColumn: 9, text: "https" },
    { ...place, length: 2, endColumn: 7, text: "" },
    { ...place, length: 0, endColumn: 5, text: "NAME" },
  ];
  const source = `sha256:${"0".repeat(64)}`;
  const region = { startLine: 3, startColumn: 5, endLine: 3 };
  assert.deepEqual(render([createFinding({ fix: { description: "Use it.", source, edits } })]).results[0].fixes, [
    {
      description: { text: "Use it." },
      artifactChanges: [
        {
          artifactLocation: { uri: "a.json", uriBaseId: "%SRCROOT%" },
          replacements: [
            { deletedRegion: { ...region, endColumn: 9 }, insertedContent: { text: "https" } },
            { deletedRegion: { ...region, endColumn: 7 } },
            { deletedRegion: { ...region, endColumn: 5 }, insertedContent: { text: "NAME" } },
          ],
        },
      ],
    },
  ]);
  assert.equal(
    render([createFinding({ fix: { description: "None.", source, edits: [] } })]).results[0].fixes,
    undefined,
  );
});

for (const [file, expected] of [
  ["a/b c.json", { uri: "a/b%20c.json", uriBaseId: "%SRCROOT%" }],
  ["./a.json", { uri: "a.json", uriBaseId: "%SRCROOT%" }],
  ["100%.json", { uri: "100%25.json", uriBaseId: "%SRCROOT%" }],
  ["x:y/[1]?#.json", { uri: "x%3Ay/%5B1%5D%3F%23.json", uriBaseId: "%SRCROOT%" }],
  ["..a.json", { uri: "..a.json", uriBaseId: "%SRCROOT%" }],
  [join(process.cwd(), "grün.json"), { uri: "gr%C3%BCn.json", uriBaseId: "%SRCROOT%" }],
  ["/elsewhere/a b%[1]|^.json", { uri: "file:///elsewhere/a%20b%25%5B1%5D%7C%5E.json" }],
  ["/elsewhere/?#{}", { uri: "file:///elsewhere/%3F%23%7B%7D" }],
] as const) {
  test(`${file} stands at ${expected.uri}`, () => {
    assert.deepEqual(render([], [], file).artifacts[0].location, expected);
  });
}

test("what readers would make a link of or not see is written out in messages", () => {
  const texts = ["[a](https://evil.example)", "a\u202eb\u0000"].map(
    (subject) => render([createFinding({ subject })]).results[0].message.text,
  );
  assert.deepEqual(texts, ["Title: [a] (https://evil.example)", "Title: a\\u{202e}b\\u{0}"]);
});

test("hostile names of files, servers and arguments leave a valid report", () => {
  for (const name of HOSTILE) {
    for (const file of [name, `/elsewhere/${name}`]) {
      const run = render(
        [createFinding({ file, subject: name, args: { [name]: name } })],
        [{ ...problem, file }],
        file,
      );
      assert.equal(run.results[0].properties.subject, name);
    }
  }
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.string({ unit: "binary", maxLength: 20 }),
      (file, subject) => {
        render([createFinding({ file, subject })], [{ ...problem, file, message: subject }], file);
      },
    ),
    { numRuns: 200 },
  );
});

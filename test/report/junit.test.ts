// JUnit XML is well-formed whatever a configuration holds, and what it counts is what it lists.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import type { CheckedServer, CheckResult } from "../../src/check/check_files.ts";
import type { Finding } from "../../src/check/finding.ts";
import { renderCheckJunit } from "../../src/report/check_junit.ts";
import { context, createFinding, createResult, HOSTILE } from "./findings.ts";

interface Element {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Element[];
  text: string;
}

/** A strict parser: it refuses every character that XML does. */
function parse(xml: string): Element {
  const parser = new SaxesParser();
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const top = () => open.at(-1) ?? root;
  parser.on("error", (error) => assert.fail(`${error.message}\n${xml}`));
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes: { ...(attributes as Record<string, string>) }, children: [], text: "" };
    top().children.push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    top().text += text.trim();
  });
  parser.on("closetag", () => void open.pop());
  // As it is read from a file, where half characters cannot stand.
  parser.write(Buffer.from(xml).toString()).close();
  return root.children[0] ?? root;
}

function createServer(name: string, line = 1, file = "a.json"): CheckedServer {
  const event = { kind: "connection", server: { name } } as CheckedServer["event"];
  return { file, line, column: 1, client: "cursor", event };
}

function render(result: CheckResult, failOn: "deny" | "ask" = "deny"): Element {
  return parse(renderCheckJunit(result, { ...context, failOn }));
}

const text = (word: string) =>
  `${word} high: Title\na.json:3:5 files\nDescription.\nWhat to do: Remedy.\nsome_clause.some_code, responsible: operator`;
const said = { message: "Title", type: "some_clause.some_code" };

const ROWS: readonly (readonly [Partial<Finding>, "deny" | "ask", string, object, string])[] = [
  [{}, "deny", "failure", said, text("deny")],
  [{ effect: "ask" }, "deny", "skipped", said, text("ask")],
  [{ effect: "ask" }, "ask", "failure", said, text("ask")],
  [{ baseline: "known" }, "deny", "system-out", {}, text("known")],
  [{ baseline: "worse" }, "deny", "failure", said, text("deny")],
  [{ effect: "allow" }, "deny", "system-out", {}, text("waived")],
];

for (const [given, failOn, name, attributes, content] of ROWS) {
  test(`${JSON.stringify(given)} with --fail-on ${failOn} is ${name}`, () => {
    const result = createResult([createFinding(given)], { servers: [createServer("files")] });
    const suite = render(result, failOn).children[0];
    const cases = suite?.children.filter((child) => child.name === "testcase");
    assert.deepEqual(cases, [
      {
        name: "testcase",
        attributes: { name: "files", classname: "cursor", file: "a.json", line: "1", time: "0" },
        text: "",
        children: [{ name, attributes, children: [], text: content }],
      },
    ]);
    const { failures, errors, skipped, tests } = suite?.attributes ?? {};
    const count = (outcome: string) => (name === outcome ? "1" : "0");
    assert.deepEqual([tests, failures, errors, skipped], ["1", count("failure"), count("error"), count("skipped")]);
  });
}

test("that nothing could be decided is an error", () => {
  const finding = createFinding({ code: "fail_closed.trap" });
  const suite = render(createResult([finding])).children[0];
  assert.deepEqual(suite?.children[1]?.children[0]?.name, "error");
});

test("each file is a suite; servers, settings and problems are its cases, the worst first in each", () => {
  const findings = [
    createFinding({ subject: "b", effect: "ask", title: "Asked" }),
    createFinding({ subject: "b" }),
    createFinding({ subject: "b.autoApprove", line: 9, effect: "ask" }),
  ];
  const result = createResult(findings, {
    files: [
      { path: "a.json", client: "cursor", servers: 2, settings: 3 },
      { path: "b.json", client: null, servers: 0, settings: 0 },
    ],
    servers: [createServer("a", 2), createServer("b", 3)],
    problems: [{ code: "ERR_NORMALIZE_SYNTAX", file: "b.json", line: 7, column: 2, message: "Expected JSON." }],
  });
  const { attributes, children } = render(result);
  assert.deepEqual(attributes, { name: "mcp-trust", tests: "5", failures: "1", errors: "1", skipped: "1", time: "0" });
  const suites = children.map((suite) => [
    suite.attributes.name,
    ...suite.children
      .filter(({ name }) => name === "testcase")
      .map(({ attributes: { name, classname, line }, children: [child] }) =>
        [name, classname, line, child?.name, child?.attributes.message].join(" | "),
      ),
  ]);
  assert.deepEqual(suites, [
    [
      "a.json",
      "a | cursor | 2 |  | ",
      "b | cursor | 3 | failure | Title (and 1 more)",
      "b.autoApprove | cursor | 9 | skipped | Title",
      "settings without findings | cursor | 1 |  | ",
    ],
    ["b.json", "ERR_NORMALIZE_SYNTAX 7:2 | unknown | 7 | error | Expected JSON."],
  ]);
  assert.deepEqual(
    children[0]?.children[0]?.children.map((property) => Object.values(property.attributes).join(" ")),
    ["bundle x", `digest sha256:${"0".repeat(64)}`, "profile team", "mode enforce"],
  );
});

test("hostile names leave well-formed XML", () => {
  const check = (name: string) => {
    const finding = createFinding({ file: name, subject: name, title: name, args: { [name]: name }, remedy: name });
    const files = [{ path: name, client: name, servers: 1, settings: 1 }];
    const problems = [{ code: "ERR_NORMALIZE_SYNTAX", file: name, line: 1, column: 1, message: name }] as const;
    const root = render(createResult([finding], { files, servers: [createServer(name, 1, name)], problems }));
    assert.equal(root.children.length, 1);
    assert.equal(root.attributes.tests, "3");
  };
  for (const name of HOSTILE) check(name);
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
      ),
      check,
    ),
    { numRuns: 300 },
  );
});

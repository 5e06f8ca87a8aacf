// A baseline accepts what it lists and nothing else: nothing new, nothing that got worse, nothing that was not judged.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { listGone, markKnown, toBaseline } from "../../src/check/baseline.ts";
import type { Finding } from "../../src/check/finding.ts";
import { run } from "../../src/cli/run.ts";
import { validate } from "../../src/generated/validate_check_report.js";
import type { Problem } from "../../src/normalize/problem.ts";
import { createFinding, createResult } from "./findings.ts";

const name = (digit: number) => String(digit).repeat(32);
const entryOf = (given: object = {}) => ({
  file: "a.json",
  subject: "files",
  code: "some_clause.some_code",
  effect: "deny" as const,
  fingerprint: name(0),
  ...given,
});

test("toBaseline lists what is denied or asked about, once, in an order without positions", () => {
  const findings = [
    createFinding({ file: "b.json", fingerprint: name(1), line: 1 }),
    createFinding({ subject: "z", fingerprint: name(2), line: 2 }),
    createFinding({ subject: "a", effect: "ask", fingerprint: name(3), line: 9 }),
    createFinding({ subject: "a", effect: "ask", fingerprint: name(3), line: 9 }),
    createFinding({ effect: "allow", fingerprint: name(4) }),
    createFinding({ code: "fail_closed.trap", fingerprint: name(5) }),
  ];
  const expected = {
    version: 1,
    findings: [
      entryOf({ subject: "a", effect: "ask", fingerprint: name(3) }),
      entryOf({ subject: "z", fingerprint: name(2) }),
      entryOf({ file: "b.json", fingerprint: name(1) }),
    ],
  };
  assert.deepEqual(toBaseline(findings), expected);
  assert.deepEqual(toBaseline(findings.toReversed()), expected);
});

for (const [given, entries, expected] of [
  [{}, [entryOf()], "known"],
  [{}, [], "new"],
  [{}, [entryOf({ fingerprint: name(1) })], "new"],
  [{ effect: "ask" }, [entryOf()], "known"],
  [{ effect: "ask" }, [entryOf({ effect: "ask" })], "known"],
  [{ effect: "deny" }, [entryOf({ effect: "ask" })], "worse"],
  [{ effect: "deny" }, [entryOf(), entryOf({ effect: "ask" })], "worse"],
  [{ effect: "deny" }, [entryOf({ effect: "ask" }), entryOf()], "worse"],
  [{ effect: "allow" }, [entryOf()], undefined],
  [{ code: "fail_closed.trap" }, [entryOf({ code: "fail_closed.trap" })], "new"],
] as const satisfies readonly (readonly [Partial<Finding>, readonly object[], string | undefined])[]) {
  test(`${JSON.stringify(given)} beside ${entries.map(({ effect }) => effect).join(" and ") || "nothing"} is ${expected}`, () => {
    const marked = markKnown([createFinding(given)], { version: 1, findings: [...entries] });
    assert.deepEqual(
      marked.map(({ baseline }) => baseline),
      [expected],
    );
  });
}

test("an entry is gone when its file was checked and does not show it", () => {
  const entries = [
    entryOf({ fingerprint: name(1) }),
    entryOf({ fingerprint: name(2) }),
    entryOf({ file: "unread.json", fingerprint: name(3) }),
    entryOf({ file: "deleted.json", fingerprint: name(4) }),
    entryOf({ file: "~/.cursor/mcp.json", fingerprint: name(5) }),
    entryOf({ file: "/etc/mcp.json", fingerprint: name(6) }),
  ];
  const problem: Problem = { code: "ERR_NORMALIZE_SYNTAX", file: "unread.json", line: 1, column: 1, message: "" };
  const files = ["a.json", "unread.json"].map((path) => ({ path, client: null, servers: 1, settings: 0 }));
  const result = createResult([createFinding({ fingerprint: name(1) })], { files, problems: [problem] });
  const gone = (whole: boolean) =>
    listGone(result, { version: 1, findings: entries }, whole).map(({ fingerprint }) => fingerprint[0]);
  assert.deepEqual(gone(false), ["2"]);
  assert.deepEqual(gone(true), ["2", "4"]);
});

const original = process.cwd();
let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "mcp-trust-baseline-"));
  process.chdir(folder);
});
after(async () => {
  process.chdir(original);
  await rm(folder, { recursive: true, force: true });
});

async function mcpTrust(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    cwd: folder,
    env: { HOME: join(folder, "no-home") },
    columns: 100,
    color: false,
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
  };
  const code = await run(args, io);
  return { code, out: out.join(""), err: err.join("") };
}

const unpinned = { command: "npx", args: ["-y", "web-search-mcp"] };
const preload = { command: "/opt/tool", env: { LD_PRELOAD: "/x.so" } };
const configure = (mcpServers: object) => writeFile(".mcp.json", JSON.stringify({ mcpServers }, null, 2));
const baseline = "mcp-trust.baseline.json";

test("what was written is known, what comes is new, what went is said, and no secret is kept", async () => {
  const token = `ghp_${"aB1cD2eF3gH4".repeat(3)}`;
  await configure({ tool: { ...preload, args: [token] }, search: unpinned });
  const plain = await mcpTrust("check", ".mcp.json");
  assert.equal(plain.code, 1);
  const written = await mcpTrust("check", "--write-baseline", baseline, ".mcp.json");
  assert.equal(written.code, 0);
  const text = await readFile(baseline, "utf8");
  assert.ok(!text.includes(token.slice(0, 12)));
  const known = await mcpTrust("check", "--baseline", baseline, "--fail-on", "ask", ".mcp.json");
  assert.equal(known.code, 0);
  assert.match(known.out, /^nothing new denied, \d known \(2 servers/m);

  await configure({ fresh: preload, tool: { ...preload, args: [token] }, search: unpinned });
  const fresh = await mcpTrust("check", "--baseline", baseline, ".mcp.json");
  assert.equal(fresh.code, 1);
  assert.match(fresh.out, /^1 denied, \d known/m);

  await configure({ search: unpinned });
  const gone = await mcpTrust("check", "--baseline", baseline, ".mcp.json");
  assert.equal(gone.code, 0);
  assert.match(gone.out, /^Next: \d+ entr(y|ies) .*; mcp-trust check --write-baseline mcp-trust\.baseline\.json/m);
  await mcpTrust("check", "--write-baseline", baseline, ".mcp.json");
  assert.equal(JSON.parse(await readFile(baseline, "utf8")).findings.length, 1);
});

test("a finding that got worse fails", async () => {
  await configure({ search: unpinned });
  await mcpTrust("check", "--write-baseline", baseline, ".mcp.json");
  const { code, out } = await mcpTrust("check", "--baseline", baseline, "--profile", "managed", ".mcp.json");
  assert.equal(code, 1);
  assert.match(out, /search \(package: web-search-mcp\), milder in the baseline/);
});

test("the JSON report says what is known and what is gone", async () => {
  await configure({ search: unpinned, tool: preload });
  await mcpTrust("check", "--write-baseline", baseline, ".mcp.json");
  await configure({ search: unpinned });
  const { out } = await mcpTrust("check", "--baseline", baseline, "--format", "json", ".mcp.json");
  const report = JSON.parse(out);
  assert.ok(validate(report), JSON.stringify(validate.errors));
  assert.deepEqual(report.summary, { files: 1, servers: 1, denied: 0, asked: 0, known: 1, waived: 0, problems: 0 });
  assert.equal(report.baseline.file, baseline);
  assert.deepEqual(
    report.baseline.gone.map(({ subject }: { subject: string }) => subject),
    ["tool"],
  );
  assert.deepEqual(
    report.findings.map((finding: Finding) => finding.baseline),
    ["known"],
  );
});

for (const [what, text, expected] of [
  ["JSON that breaks off", `{ "version": 1, "findings": [\n`, /broken\.json:2:1: /],
  [
    "another version",
    `{\n  "version": 2, "findings": [] }`,
    /broken\.json:2:14: version: expected one of 1, found `2`/,
  ],
  ["a report", `{ "version": 1, "findings": [], "problems": [] }`, /broken\.json:1:33: unknown key `problems`/],
  [
    "another effect",
    `{ "version": 1, "findings": [{ "effect": "allow" }] }`,
    /findings\.0\.effect: expected one of ask, deny/,
  ],
  ["a list", "[]", /broken\.json:1:1: expected a map, found a list/],
] as const) {
  test(`${what} is no baseline, and stays as it is`, async () => {
    await configure({ search: unpinned });
    await writeFile("broken.json", text);
    const read = await mcpTrust("check", "--baseline", "broken.json", ".mcp.json");
    assert.equal(read.code, 2);
    assert.match(read.err, expected);
    const written = await mcpTrust("check", "--write-baseline", "broken.json", ".mcp.json");
    assert.equal(written.code, 2);
    assert.match(written.err, /expected a baseline or nothing, found another file/);
    assert.equal(await readFile("broken.json", "utf8"), text);
  });
}

test("a baseline that is missing is an error, and the two options exclude each other", async () => {
  await configure({ search: unpinned });
  const missing = await mcpTrust("check", "--baseline", "nowhere.json", ".mcp.json");
  assert.deepEqual([missing.code, missing.err], [2, "mcp-trust: nowhere.json: cannot read the baseline (ENOENT)\n"]);
  const both = await mcpTrust("check", "--baseline", baseline, "--write-baseline", baseline, ".mcp.json");
  assert.equal(both.code, 2);
});

test("--output leaves the report in a file and the text on the terminal", async () => {
  await configure({ search: unpinned });
  const text = await mcpTrust("check", ".mcp.json");
  const both = await mcpTrust("check", "--format", "json", "--output", "report.json", ".mcp.json");
  assert.deepEqual(both, text);
  assert.equal(JSON.parse(await readFile("report.json", "utf8")).findings.length, 1);
  await mcpTrust("check", "--output", "report.json", ".mcp.json");
  assert.equal(await readFile("report.json", "utf8"), text.out);
});

test("--output takes no configuration's place, follows no link, and says where it cannot write", async () => {
  await configure({ search: unpinned });
  await writeFile("precious", "mine");
  await symlink("precious", "report.sarif");
  const linked = await mcpTrust("check", "--format", "sarif", "--output", "report.sarif", ".mcp.json");
  assert.equal(linked.code, 0);
  assert.equal(await readFile("precious", "utf8"), "mine");
  const own = await mcpTrust("check", "--output", "./.mcp.json", ".mcp.json");
  assert.deepEqual(
    [own.code, own.err],
    [2, "mcp-trust: --output: ./.mcp.json is one of the files to check; name another\n"],
  );
  const nowhere = await mcpTrust("check", "--output", "no/such/report", ".mcp.json");
  assert.equal(nowhere.code, 2);
  assert.match(nowhere.err, /^mcp-trust: no\/such\/report: cannot write/);
});

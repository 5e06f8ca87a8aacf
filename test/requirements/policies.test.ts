// Holds the standard policies to their tests, their cases, their tables and their own conventions.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { after, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { buildBundle, checkSources, readBundleSources } from "../../src/author/build_bundle.ts";
import { readCases } from "../../src/author/cases.ts";
import { buildCatalogue, checkCodes } from "../../src/author/catalogue.ts";
import { runCases } from "../../src/author/run_cases.ts";
import { loadBundle } from "../../src/bundle/load_bundle.ts";
import { createCompiler } from "../../src/compile/compiler.ts";
import { indexPath, writeIndex } from "../../tools/rule_index.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

const compiler = await createCompiler({ deadlineMs: 600_000 });
after(() => compiler.close());

const sources = await readBundleSources();
const { catalogue } = buildCatalogue(await compiler.inspect({ modules: sources.modules }), sources.modules);
const cases = await readCases(`${root}test/cases`);
const bundle = await loadBundle(await buildBundle(compiler, sources, "0.0.0"), { verify: "trusted_path" });
const results = await runCases(compiler, sources, bundle, cases);
const report = await compiler.test({ ...sources, modules: [...sources.modules, ...sources.tests] });
const tables = sources.data.tables as Readonly<Record<string, unknown>>;

/** Codes that no event raises under the standard policies. */
const WITHOUT_CASE: Readonly<Record<string, string>> = {
  "fail_closed.undefined": "the answer when the decision itself is undefined, which no event brings about",
  "fail_closed.no_clause":
    "every kind has rules that say something about every event; it stands for kinds and rules to come",
  "fail_closed.custom_malformed": "speaks about added policies; cases here run the standard ones alone",
  "fail_closed.invalid_event": "the evaluator says it before the policy is asked",
  "fail_closed.unreadable_event": "the evaluator says it before the policy is asked",
  "fail_closed.event_too_large": "the evaluator says it before the policy is asked",
  "fail_closed.event_too_deep": "the evaluator says it before the policy is asked",
  "fail_closed.facts_failed": "the evaluator says it before the policy is asked",
  "fail_closed.policy_trap": "the evaluator says it when the policy stopped",
  "fail_closed.bad_answer": "the evaluator says it when the policy answered with no decision",
  "fail_closed.unknown_method": "a guard says it when there is no event to ask about",
  "fail_closed.unknown_response": "a guard says it when there is no event to ask about",
  "fail_closed.request_id_in_use": "a guard says it before the policy is asked",
  "fail_closed.unreadable_message": "a guard says it when there is no event to ask about",
  "fail_closed.nobody_to_ask": "a guard says it after the policy was asked",
  "fail_closed.not_confirmed": "a guard says it after the policy was asked",
  "fail_closed.obligation_unmet": "a guard says it after the policy was asked",
  "fail_closed.decision_not_recorded": "a guard says it after the policy was asked",
  "fail_closed.issuer_unreachable": "a guard says it in place of the event it could not make",
};

/** Tables that stand beside the policies for another reader. */
const READ_ELSEWHERE: Readonly<Record<string, string>> = {
  clauses: "explain, triage and the catalogue quote what the trust model says",
  well_known_packages: "src/facts/package compares names with it, which Rego cannot",
};

/** Every occurrence of a pattern's first group in the policies, sorted, once each. */
function findAll(pattern: RegExp): string[] {
  const found = sources.modules.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, name = ""]) => name));
  return [...new Set(found)].sort();
}

/** The lists in a table by their place in it. */
function listsOf(value: unknown, place: string): [string, readonly unknown[]][] {
  if (Array.isArray(value) && value.every((item) => typeof item === "object")) {
    return value.flatMap((item, index) => listsOf(item, `${place}.${index}`));
  }
  if (Array.isArray(value)) return [[place, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => listsOf(member, `${place}.${name}`));
}

describe("cases of the standard policies", () => {
  it("are run, each once", () => {
    assert.ok(results.length > 0);
    assert.deepEqual(
      results.map(({ id }) => id),
      cases.map(({ id }) => id),
    );
  });

  for (const { id, file, failures } of results) {
    it(`${id} (${relative(root, file)}) is decided as written, by both engines`, () => assert.deepEqual(failures, []));
  }

  it("show every code that an event can raise", () => {
    const shown = new Set(cases.flatMap(({ expected }) => expected.reasons.map(({ code }) => code)));
    const missing = Object.keys(catalogue.reasons).filter((code) => !shown.has(code));
    assert.deepEqual(missing.sort(), Object.keys(WITHOUT_CASE).sort());
  });

  it("use codes of the catalogue only", () => {
    const unknown = cases.flatMap(({ id, expected }) =>
      expected.reasons
        .filter(({ code }) => !Object.hasOwn(catalogue.reasons, code))
        .map(({ code }) => `${id}: ${code}`),
    );
    assert.deepEqual(unknown, []);
  });

  it("stand under a clause of the catalogue", () => {
    const clauses = new Set(Object.values(catalogue.reasons).map(({ clause }) => clause));
    const wrong = cases.filter(({ id }) => !clauses.has(id.slice(0, id.lastIndexOf("/"))));
    assert.deepEqual(
      wrong.map(({ id }) => id),
      [],
    );
  });
});

describe("Rego tests of the standard policies", () => {
  it("all pass, none is skipped", () => {
    const wrong = report.tests.filter(({ passed, skipped }) => !passed || skipped);
    assert.ok(report.tests.length > 0);
    assert.deepEqual(
      wrong.map((test) => ({ test: `${test.package}.${test.name}`, output: test.output, rows: test.cases })),
      [],
    );
  });

  it("cover every line of every policy", () => {
    const measured = report.coverage?.files ?? [];
    assert.ok(measured.length > 0);
    assert.deepEqual(
      measured.filter(({ notCovered }) => notCovered.length > 0).map(({ file, notCovered }) => ({ file, notCovered })),
      [],
    );
    assert.equal(report.coverage?.percentage, 100);
  });

  it("have table rows, so that no test passes for want of any", () => {
    const tabular = report.tests.filter(({ file, line }) => {
      const text = sources.tests.find(({ path }) => path === file)?.text.split("\n")[line - 1] ?? "";
      return /^test_\w+\[/.test(text);
    });
    assert.ok(tabular.length > 0);
    assert.deepEqual(
      tabular.filter((test) => test.cases.length === 0).map((test) => `${test.package}.${test.name}`),
      [],
    );
  });

  it("are named after what they show", () => {
    const names = /^test_(?:deny|ask|allow|oblige)_[a-z0-9_]+$/;
    assert.deepEqual(
      report.tests.filter(({ name }) => !names.test(name)).map((test) => `${test.package}.${test.name}`),
      [],
    );
  });
});

describe("tables of the standard policies", () => {
  const profiles = tables.profiles as Readonly<Record<string, Readonly<Record<string, string>>>>;

  it("have every profile of the settings, and no other", () => {
    const settings = JSON.parse(sources.schemas.settings ?? "");
    assert.deepEqual(Object.keys(profiles).sort(), [...settings.properties.profile.enum].sort());
  });

  it("give in every profile just the topics that rules weigh", () => {
    const topics = findAll(/"topic": "([^"]+)"/g).concat(findAll(/settings\.effect\("([^"]+)"\)/g));
    const weighed = [...new Set(topics)].sort();
    for (const [name, said] of Object.entries(profiles)) assert.deepEqual(Object.keys(said).sort(), weighed, name);
  });

  it("say allow, ask or deny about each topic, and no profile less than the one before", () => {
    const rank = ["allow", "ask", "deny"];
    const { personal = {}, team = {}, managed = {} } = profiles;
    for (const topic of Object.keys(personal)) {
      const ranks = [personal, team, managed].map((said) => rank.indexOf(said[topic] ?? ""));
      assert.ok(!ranks.includes(-1), topic);
      assert.deepEqual(ranks, [...ranks].sort(), topic);
    }
  });

  it("are each read by a policy", () => {
    const read = findAll(/data\.tables\.(\w+)/g);
    assert.deepEqual([...read, ...Object.keys(READ_ELSEWHERE)].sort(), Object.keys(tables).sort());
  });

  it("have no list that nobody reads", () => {
    const text = sources.modules.map((module) => module.text).join("\n");
    const lists = listsOf(tables, "tables").filter(
      ([place]) => !Object.hasOwn(READ_ELSEWHERE, place.split(".")[1] ?? ""),
    );
    const unread = lists.filter(([place]) => {
      const parts = place.split(".");
      // Members are looked up by name, or by what the event says: data.tables.required_facts[input.kind].
      const above = parts.map((_, index) => parts.slice(0, index + 1).join(".")).slice(1);
      const looked = above.some((part) => text.includes(`data.${part}[`) || text.includes(`in data.${part}\n`));
      return !looked && !text.includes(`data.${place}`) && !text.includes(`_named("${parts.at(-1)}")`);
    });
    assert.deepEqual(
      unread.map(([place]) => place),
      [],
    );
  });

  it("have lists of texts without a repetition", () => {
    // Words under `when` are looked for inside texts, where a blank may be part of them.
    const lists = listsOf(tables, "tables").filter(([place]) => !place.endsWith(".when"));
    assert.ok(lists.length > 0);
    for (const [place, list] of lists) {
      assert.ok(
        list.every((item) => typeof item === "string" && item === item.trim() && item !== ""),
        place,
      );
      assert.deepEqual(
        list.filter((item, index) => list.indexOf(item) !== index),
        [],
        place,
      );
    }
  });

  it("spell what rules compare in lower case so", () => {
    const lower = ["launch_programs", "tool_verbs", "client_configuration"];
    const secretPlaces = listsOf(tables.container_limits, "container_limits").filter(([place]) =>
      place.endsWith(".secret_places"),
    );
    assert.equal(secretPlaces.length, 1);
    const lists = [...lower.flatMap((name) => listsOf(tables[name], name)), ...secretPlaces];
    for (const [place, list] of lists)
      assert.deepEqual(
        list,
        list.map((item) => String(item).toLowerCase()),
        place,
      );
  });
});

describe("rules of the standard policies", () => {
  it("pass their checks", async () => assert.deepEqual(await checkSources(compiler, sources), []));

  it("speak about kinds of the event schema, or any", () => {
    const schema = JSON.parse(readFileSync(`${root}schemas/event.json`, "utf8"));
    const kinds = new Set<string>(["any", ...schema.definitions.kind.enum]);
    const spoken = findAll(/^on\.(\w+)/gm);
    assert.ok(spoken.length > 0);
    assert.deepEqual(
      spoken.filter((kind) => !kinds.has(kind)),
      [],
    );
  });

  it("say deny, ask, allow, weigh or oblige, as main.rego collects it", () => {
    assert.deepEqual(findAll(/^on\.\w+\.(\w+)/gm), ["allow", "ask", "deny", "oblige", "weigh"]);
  });

  it("are all in the index", async () => {
    const [formatted] = await compiler.format({ modules: [await writeIndex(sources.modules)] });
    assert.equal(sources.modules.find(({ path }) => path === indexPath)?.text, formatted?.text);
  });

  it("use every code that is described", () => {
    const unused = Object.keys(catalogue.reasons).filter(
      (code) => !sources.modules.some(({ text }) => text.includes(`"${code}"`)),
    );
    assert.deepEqual(unused, []);
  });

  it("keep their helpers to themselves", () => {
    const helpers = sources.modules
      .filter(({ path }) => !/^mcp\/(?:lib\/|main|collect|custom|enforcement|failures|index|waivers)/.test(path))
      .flatMap(({ path, text }) => [...text.matchAll(/^(\w+)/gm)].map(([, name = ""]) => `${path}: ${name}`));
    assert.deepEqual(
      helpers.filter((helper) => !/: (?:_\w+|on|package|import|default)$/.test(helper)),
      [],
    );
  });

  it("never read a helper of another package", () => {
    const found = sources.modules.flatMap(({ path, text }) =>
      text
        .split("\n")
        .filter((line) => !line.startsWith("#") && /\w\._[a-z]/.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );
    assert.deepEqual(found, []);
  });
});

describe("checks of metadata", () => {
  const PACKAGE = "# METADATA\n# title: A clause\n# custom:\n#   clause: acme\npackage mcp.acme\n";
  const RULE = `
# METADATA
# title: No
# description: It is refused.
# custom:
#   short_name: no
#   severity: high
#   responsible: operator
#   remedy: Ask for it.
on.fetch.deny contains {"code": "acme.no", "pointer": "", "args": {}}
`;

  async function issuesOf(text: string): Promise<string[]> {
    const modules = [{ path: "mcp/acme.rego", text }];
    const built = buildCatalogue(await compiler.inspect({ modules }), modules);
    return [...built.issues, ...checkCodes(modules, built.catalogue)].map(
      ({ file, line, code, message }) => `${file}:${line} ${code} ${message}`,
    );
  }

  it("accept a rule that is described", async () => assert.deepEqual(await issuesOf(PACKAGE + RULE), []));

  it("refuse a code that no rule describes", async () => {
    const text = `${PACKAGE}${RULE}\non.fetch.ask contains {"code": "acme.perhaps", "pointer": "", "args": {}}\n`;
    const message = "reason code `acme.perhaps` has no metadata; give its rule a METADATA block with custom.short_name";
    assert.deepEqual(await issuesOf(text), [`mcp/acme.rego:17 metadata_error ${message}`]);
  });

  it("refuse a code that is described twice", async () => {
    const [found = "", ...others] = await issuesOf(PACKAGE + RULE + RULE.replace("deny", "ask"));
    assert.match(found, /^mcp\/acme\.rego:(?:15|25) metadata_error reason code `acme\.no` is used twice$/);
    assert.deepEqual(others, []);
  });

  it("refuse a rule without metadata", async () => {
    const [found = "", ...others] = await issuesOf(
      `${PACKAGE}\non.fetch.deny contains {"code": "acme.no", "pointer": "", "args": {}}\n`,
    );
    assert.match(found, /^mcp\/acme\.rego:7 metadata_error reason code `acme\.no` has no metadata/);
    assert.deepEqual(others, []);
  });

  for (const [what, line] of [
    ["title", "# title: No\n"],
    ["description", "# description: It is refused.\n"],
    ["custom.severity", "#   severity: high\n"],
    ["custom.responsible", "#   responsible: operator\n"],
    ["custom.remedy", "#   remedy: Ask for it.\n"],
  ] as const) {
    it(`refuse a rule without ${what}`, async () => {
      const [found = "", ...others] = await issuesOf(PACKAGE + RULE.replace(line, ""));
      assert.ok(found.includes(`metadata of the rule needs ${what}`), found);
      assert.deepEqual(others, []);
    });
  }

  it("refuse a package without a clause", async () => {
    const found = await issuesOf(`package mcp.acme\n${RULE}`);
    assert.match(found[0] ?? "", /needs custom\.clause in the metadata of the package/);
  });

  it("refuse a severity that nobody knows", async () => {
    const found = await issuesOf(PACKAGE + RULE.replace("severity: high", "severity: dreadful"));
    assert.match(found.join(), /needs custom\.severity \(one of info, low, medium, high, critical\)/);
  });

  it("refuse an answer of HTTP that nobody knows", async () => {
    const found = await issuesOf(PACKAGE + RULE.replace("severity: high\n", "severity: high\n#   http: teapot\n"));
    assert.match(found.join(), /needs custom\.http \(one of forbidden, unavailable, .*not_found\)/);
  });
});

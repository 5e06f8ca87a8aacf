// Turns a check's result into JUnit XML, as Jenkins and GitLab read it: a suite per file, a case per server or setting.
import type { CheckedFile, CheckedServer, CheckResult } from "../check/check_files.ts";
import type { Finding } from "../check/finding.ts";
import type { Problem } from "../normalize/problem.ts";
import type { CheckContext } from "./formats.ts";
import { groupBy } from "./group_by.ts";
import { type Case, createCase, createProblemCase, type Outcome } from "./junit_cases.ts";
import { printable } from "./place.ts";
import { renderXml, type XmlElement } from "./xml_text.ts";

interface FileResult {
  readonly file: CheckedFile;
  readonly servers: readonly CheckedServer[];
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

function countOutcomes(cases: readonly Case[]): Record<string, number> {
  const count = (...outcomes: Outcome[]) => cases.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return {
    tests: cases.length,
    failures: count("failure"),
    errors: count("error"),
    skipped: count("skipped"),
    time: 0,
  };
}

/** Servers in their order, then settings: those with findings by name, the others together. */
function listCases({ file, servers, findings, problems }: FileResult, failOn: CheckContext["failOn"]): Case[] {
  const bySubject = groupBy(findings, ({ subject }) => subject);
  const byName = groupBy(servers, ({ event }) => event.server?.name ?? "");
  const judged = [...byName].map(([name, [first]]) =>
    createCase(file, name, first?.line ?? 1, bySubject.get(name) ?? [], failOn),
  );
  const settings = [...bySubject].filter(([subject]) => !byName.has(subject));
  const found = settings.map(([name, about]) => createCase(file, name, about[0]?.line ?? 1, about, failOn));
  const quiet = file.settings > settings.length ? [createCase(file, "settings without findings", 1, [], failOn)] : [];
  return [...judged, ...found, ...quiet, ...problems.map((problem) => createProblemCase(file.client, problem))];
}

function toProperties({ bundle, profile, mode }: CheckContext): XmlElement {
  const values = { bundle: bundle.name, digest: bundle.digest, profile, mode };
  const content = Object.entries(values).map(([name, value]) => ({ name: "property", attributes: { name, value } }));
  return { name: "properties", attributes: {}, content };
}

export function renderCheckJunit({ files, servers, findings, problems }: CheckResult, context: CheckContext): string {
  const serversOf = groupBy(servers, ({ file }) => file);
  const findingsOf = groupBy(findings, ({ file }) => file);
  const problemsOf = groupBy(problems, ({ file }) => file);
  const suites = files.map((file) => {
    const { path } = file;
    const parts = {
      file,
      servers: serversOf.get(path) ?? [],
      findings: findingsOf.get(path) ?? [],
      problems: problemsOf.get(path) ?? [],
    };
    return { name: printable(path), cases: listCases(parts, context.failOn) };
  });
  return renderXml({
    name: "testsuites",
    attributes: { name: "mcp-trust", ...countOutcomes(suites.flatMap(({ cases }) => cases)) },
    content: suites.map(({ name, cases }) => ({
      name: "testsuite",
      attributes: { name, ...countOutcomes(cases) },
      content: [toProperties(context), ...cases.map(({ element }) => element)],
    })),
  });
}

// Turns policies, cases and the list of demands into all pages of docs/.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { assembleData, readBundleSources } from "../../src/author/build_bundle.ts";
import { type PolicyCase, readCases } from "../../src/author/cases.ts";
import { type ExplainedClause, explainData } from "../../src/bundle/explain.ts";
import { createCompiler } from "../../src/compile/compiler.ts";
import { root } from "../root.ts";
import { clausePath, type Example, renderClausePage } from "./clause_page.ts";
import { renderClientsPage } from "./clients_page.ts";
import { renderIndexPage } from "./index_page.ts";
import { renderSpecificationPage, type SpecificationSection } from "./specification_page.ts";

const FAILURES = {
  section: "evaluator",
  title: "Fail closed",
  says: "What cannot be judged is denied, and the code says which link broke. There is no switch to change that.",
};

export async function readSpecification(): Promise<readonly SpecificationSection[]> {
  return parse(await readFile(join(root, "requirements", "specification.yaml"), "utf8"));
}

async function readData(): Promise<Readonly<Record<string, unknown>>> {
  const compiler = await createCompiler();
  try {
    return await assembleData(compiler, await readBundleSources());
  } finally {
    await compiler.close();
  }
}

function raises({ expected }: PolicyCase, code: string): boolean {
  return expected.reasons.some((reason) => reason.code === code && reason.effect !== "allow");
}

function leavesOf(value: unknown, place = ""): string[] {
  if (typeof value !== "object" || value === null) return [`${place}=${String(value)}`];
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, `${place}/${name}`));
}

/** How many values one case has and the other has not. */
function difference(one: PolicyCase, other: PolicyCase): number {
  const leaves = ({ event, settings }: PolicyCase) => new Set(leavesOf({ event, settings }));
  const [left, right] = [leaves(one), leaves(other)];
  return [...left].filter((leaf) => !right.has(leaf)).length + [...right].filter((leaf) => !left.has(leaf)).length;
}

/** The case with the fewest reasons beside this one, and its twin: of the same table, allowed, and as like it as there is. */
function findExample(cases: readonly PolicyCase[], code: string): Example | undefined {
  const refused = cases
    .filter((test) => test.checked && raises(test, code))
    .sort((one, other) => one.expected.reasons.length - other.expected.reasons.length)[0];
  if (refused === undefined) return undefined;
  const [allowed] = cases
    .filter(({ file, expected, checked }) => checked && file === refused.file && expected.effect === "allow")
    .map((test) => ({ test, distance: difference(test, refused) }))
    .sort((one, other) => one.distance - other.distance);
  return { refused, allowed: allowed?.test };
}

function effectsOf(cases: readonly PolicyCase[], code: string): ReadonlySet<string> {
  return new Set(
    cases.flatMap(({ expected }) =>
      expected.reasons.filter((reason) => reason.code === code).map(({ effect }) => effect),
    ),
  );
}

/** @returns the text of each page by its path below docs/ */
export async function renderPages(): Promise<ReadonlyMap<string, string>> {
  const cases = await readCases(join(root, "test", "cases"));
  const explained = [...explainData(await readData()).clauses.values()];
  const clauses = explained.map(
    (clause): ExplainedClause => (clause.title === "" ? { ...clause, ...FAILURES } : clause),
  );
  const pages = clauses.map((clause): [string, string] => [
    clausePath(clause.slug),
    renderClausePage(
      clause,
      (code) => effectsOf(cases, code),
      (code) => findExample(cases, code),
    ),
  ]);
  return new Map([
    ["README.md", renderIndexPage(clauses)],
    ["clients.md", renderClientsPage()],
    ["specification.md", renderSpecificationPage(await readSpecification())],
    ...pages,
  ]);
}

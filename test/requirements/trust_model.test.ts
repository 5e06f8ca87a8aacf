// Holds policies and cases to the clauses of the trust model and to the specification's own demands.
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { assembleData, readBundleSources } from "../../src/author/build_bundle.ts";
import { readCases } from "../../src/author/cases.ts";
import type { Catalogue } from "../../src/bundle/catalogue.ts";
import type { Clause } from "../../src/bundle/clauses.ts";
import { createCompiler } from "../../src/compile/compiler.ts";
import { readSpecification } from "../../tools/docs/pages.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const compiler = await createCompiler({ deadlineMs: 600_000 });
after(() => compiler.close());
const sources = await readBundleSources();
const data = await assembleData(compiler, sources);
const { reasons, prose } = data.catalogue as Catalogue;
const clauses = (data.tables as { clauses: Readonly<Record<string, Clause>> }).clauses;
const cases = await readCases(`${root}test/cases`);
const sections = await readSpecification();
const demands = sections.flatMap(({ page, demands }) =>
  demands.map((demand) => ({ ...demand, name: `${page}: ${demand.id}` })),
);

/** Codes that some case raises. */
const raised = new Set(cases.flatMap(({ expected }) => expected.reasons.map(({ code }) => code)));

/** The pages a rule cites, without what it says about the place on them. */
function pagesOf(spec: string): string[] {
  return spec
    .split(";")
    .map((page) => page.split("#")[0]?.trim() ?? "")
    .filter((page) => page !== "");
}

describe("the trust model", () => {
  it("has its 32 clauses", () => assert.equal(Object.keys(clauses).length, 32));

  for (const [slug, { section }] of Object.entries(clauses)) {
    it(`${slug} is cited by a rule and by a case`, () => {
      const codes = Object.keys(reasons).filter((code) => reasons[code]?.clause === slug);
      assert.ok(codes.length > 0, "no rule");
      assert.ok(
        codes.some((code) => raised.has(code)),
        "no case",
      );
    });

    it(`${slug} has a folder of its own`, () => {
      const folder = `mcp/${section}/${slug}/`;
      assert.ok(sources.modules.some(({ path }) => path.startsWith(folder)));
    });
  }

  it("is all that rules cite", () => {
    const known = new Set([...Object.keys(clauses), "fail_closed"]);
    const cited = Object.entries(reasons).flatMap(([code, { clause }]) =>
      [clause, ...(prose[code]?.also ?? [])].map((slug) => [code, slug]),
    );
    assert.deepEqual(
      cited.filter(([, slug = ""]) => !known.has(slug)),
      [],
    );
  });

  it("is cited by intended behavior for every kind of event", () => {
    const behaviors = new Set(Object.keys(clauses).filter((slug) => clauses[slug]?.section === "behavior"));
    const schema = JSON.parse(sources.schemas.event ?? "") as { definitions: { kind: { enum: string[] } } };
    const kinds = new Set(schema.definitions.kind.enum);
    for (const { event, expected } of cases) {
      const cites = expected.reasons.some(
        ({ code, effect }) => effect === "allow" && behaviors.has(reasons[code]?.clause ?? ""),
      );
      if (cites) kinds.delete(String(event.kind));
    }
    // Of a report, the reason's arguments name the behavior.
    assert.deepEqual([...kinds], ["report"]);
  });
});

describe("the specification's demands", () => {
  for (const { name, codes = [], obliges, unobservable } of demands) {
    it(`${name} is held by a rule with a case, or cannot be shown by an event`, () => {
      if (unobservable !== undefined) {
        assert.ok(unobservable.length > 20);
        assert.deepEqual([codes, obliges], [[], undefined]);
        return;
      }
      assert.ok(codes.length > 0 || obliges !== undefined, "neither a code nor a reason why not");
      assert.deepEqual(
        codes.filter((code) => !raised.has(code)),
        [],
        "no case",
      );
      assert.deepEqual(
        codes.filter((code) => (prose[code]?.spec ?? "") === ""),
        [],
        "metadata cites no revision and section",
      );
    });
  }

  it("are obligations that some case has", () => {
    const seen = new Set(cases.flatMap(({ expected }) => (expected.obligations ?? []).map(({ type }) => type)));
    assert.deepEqual(
      demands.flatMap(({ obliges }) => (obliges === undefined || seen.has(obliges) ? [] : [obliges])),
      [],
    );
  });

  it("are all pages that rules cite", () => {
    const known = new Set(sections.flatMap(({ revision, page }) => pagesOf(`${revision} ${page}`)));
    const cited = Object.entries(prose).flatMap(([code, { spec }]) => pagesOf(spec).map((page) => [code, page]));
    assert.deepEqual(
      cited.filter(([, page = ""]) => !known.has(page)),
      [],
    );
  });
});

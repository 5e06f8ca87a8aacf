// Turns one clause, its reasons and its cases into a page of the catalogue.
import { stringify } from "yaml";
import type { PolicyCase } from "../../src/author/cases.ts";
import type { ExplainedClause, ExplainedReason } from "../../src/bundle/explain.ts";
import { nameResponsible } from "../../src/report/place.ts";

export interface Example {
  readonly refused: PolicyCase;
  /** A case as like it as there is, that is allowed. */
  readonly allowed: PolicyCase | undefined;
}

/** Members that a case table repeats in every row and a reader of one example does not need. */
const LEFT_OUT = new Set(["facts", "point", "time"]);

function yamlBlock(value: unknown): string {
  return `\`\`\`yaml\n${stringify(value, { lineWidth: 110, flowCollectionPadding: false }).trimEnd()}\n\`\`\``;
}

function exampleBlock({ event, settings, lock }: PolicyCase): string {
  const shown = Object.fromEntries(Object.entries(event).filter(([name]) => !LEFT_OUT.has(name)));
  return yamlBlock({ settings, ...(lock === undefined ? {} : { lock }), event: shown });
}

function renderExample({ refused, allowed }: Example): string[] {
  const verb = refused.expected.effect === "deny" ? "Denied" : "Asked about";
  return [
    `${verb} (case \`${refused.id}\`):`,
    "",
    exampleBlock(refused),
    "",
    ...(allowed === undefined ? [] : [`Allowed (case \`${allowed.id}\`):`, "", exampleBlock(allowed), ""]),
  ];
}

function renderEffects({ profiles }: ExplainedReason, effects: ReadonlySet<string>): string {
  const weighed = Object.entries(profiles).map(([profile, effect]) => `${profile}: ${effect}`);
  return weighed.length > 0 ? weighed.join(", ") : [...effects].sort().join(", ");
}

/** Where one clause's page lies below docs/. */
export function clausePath(slug: string): string {
  return `clauses/${slug}.md`;
}

function link(from: string, slug: string): string {
  return `[${slug}](${"../".repeat(from.split("/").length - 1)}${slug}.md)`;
}

export function renderClausePage(
  clause: ExplainedClause,
  effectsOf: (code: string) => ReadonlySet<string>,
  exampleOf: (code: string) => Example | undefined,
): string {
  const { slug, section, title, says, reasons } = clause;
  const rows = reasons.map((reason) => {
    const name = reason.code.slice(slug.length + 1);
    const effects = renderEffects(reason, effectsOf(reason.code));
    return `| [${name}](#${name}) | ${effects} | ${reason.severity} | ${nameResponsible(reason.responsible)} | ${reason.title} |`;
  });
  const parts = reasons.flatMap((reason) => {
    const example = exampleOf(reason.code);
    return [
      `## ${reason.code.slice(slug.length + 1)}`,
      "",
      `\`${reason.code}\`: ${reason.title}. ${reason.description}`,
      "",
      ...(reason.remedy === "" ? [] : [`**What to do:** ${reason.remedy}`, ""]),
      ...(reason.also.length === 0
        ? []
        : [`See also ${reason.also.map((other) => link(slug, other)).join(", ")}.`, ""]),
      ...(reason.spec === "" ? [] : [`MCP specification: ${reason.spec}.`, ""]),
      ...(example === undefined ? [] : renderExample(example)),
    ];
  });
  return [
    `# ${title}`,
    "",
    `Clause \`${slug}\`, section ${section}. Generated from the policies and their cases; do not edit.`,
    "",
    `> ${says}`,
    "",
    "| reason | effect | severity | responsible | |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    "",
    ...parts,
  ]
    .join("\n")
    .trimEnd()
    .concat("\n");
}

// Turns findings and problems into entries: by file, worst first, one for each code, with every place it has.
import type { CheckResult } from "../../check/check_files.ts";
import type { Finding } from "../../check/finding.ts";
import { nameClient } from "../client_name.ts";
import type { CheckContext } from "../formats.ts";
import { groupBy } from "../group_by.ts";
import { count, describeArgs, nameResponsible, wordOf } from "../place.ts";
import type { Anchors } from "./marks.ts";
import { html, type Markup } from "./template.ts";
import { compareFindings, countWords, groupFindings, isSevere, summarizeWords, WORD_LABEL, WORDS } from "./words.ts";

type Problem = CheckResult["problems"][number];
type Fix = NonNullable<Finding["fix"]>;

function renderProse(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function renderEdit({ length, line, column, endLine, endColumn, text }: Fix["edits"][number]): Markup {
  const from = html`${line}:${column}`;
  const place = length === 0 ? html`at ${from}` : html`${from} to ${endLine}:${endColumn}`;
  const removed = length === 0 ? null : html`<del>− ${count(length, "character")} that stand there now</del>`;
  const added = text === "" ? null : html`<ins>${text.split("\n").map((row) => html`<span>+ ${row}</span>`)}</ins>`;
  return html`<span class="hunk">@@ ${place} @@</span>${removed}${added}`;
}

function renderFix({ description, edits }: Fix): Markup {
  return html`<details class="fix"><summary>Fix: ${description}</summary><pre>${edits.map(renderEdit)}</pre></details>`;
}

function renderPlace(finding: Finding, anchors: Anchors): Markup {
  const { line, column, subject, args, fix } = finding;
  const details = describeArgs(args);
  return html`<li id="${anchors.get(finding) ?? ""}"><span class="at">${line}:${column}</span> <span><bdi class="subject">${subject}</bdi>${details === "" ? null : html` <span class="args"><bdi>${details}</bdi></span>`}${finding.baseline === "worse" ? html` <span class="args">milder in the baseline</span>` : null}${fix === undefined ? null : renderFix(fix)}</span></li>`;
}

/** What the trust model says, and by which code this is known. */
function renderClause({ clause, code }: Finding, context: CheckContext): Markup {
  const found = context.clauses?.get(clause);
  return html`${found === undefined ? null : html`<q>${renderProse(found.title)}</q> `}<code>${code}</code>`;
}

function renderEntry(findings: readonly Finding[], context: CheckContext, anchors: Anchors): Markup {
  const [first] = findings;
  if (first === undefined) return html``;
  const word = wordOf(first);
  const { severity, title, description, remedy, responsible } = first;
  const advice = remedy === "" ? null : html`<dt>What to do</dt><dd class="remedy">${renderProse(remedy)}</dd>`;
  const facts = html`<dt>Responsible</dt><dd>${nameResponsible(responsible)}</dd><dt>Clause</dt><dd>${renderClause(first, context)}</dd>`;
  return html`<article class="entry ${word} ${isSevere(first) ? "severe" : "mild"}">
<header><span class="chip">${WORD_LABEL[word]}</span> <span class="severity">${severity}</span><h4>${renderProse(title)}</h4></header>
<div><ul class="places">${findings.map((finding) => renderPlace(finding, anchors))}</ul>
<p>${renderProse(description)}</p></div>
<dl>${advice}${facts}</dl>
</article>`;
}

function renderProblem({ line, column, message, code }: Problem): Markup {
  return html`<article class="entry problem"><header><span class="chip">problem</span><h4>${renderProse(message)}</h4></header>
<ul class="places"><li><span class="at">${line}:${column}</span> <code>${code}</code></li></ul></article>`;
}

function renderFile(
  path: string,
  client: string | null,
  findings: readonly Finding[],
  problems: readonly Problem[],
  context: CheckContext,
  anchors: Anchors,
): Markup {
  const groups = groupFindings(findings);
  const counts = [summarizeWords(findings), problems.length === 0 ? "" : count(problems.length, "problem")].filter(
    (text) => text !== "",
  );
  return html`<section class="of-file"><header><h3 class="path">${path}</h3><p class="counts">${client === null ? "" : `${nameClient(client)} · `}${counts.join(", ")}</p></header>
${problems.map(renderProblem)}
${groups.map((group) => renderEntry(group, context, anchors))}</section>`;
}

/** Shows one kind of finding alone, without a script. */
function renderFilter(findings: readonly Finding[]): Markup {
  const words = WORDS.filter((word) => countWords(findings, word) > 0);
  if (words.length < 2) return html``;
  const choice = (id: string, label: string, number: number, isChosen: boolean) =>
    html`<span><input type="radio" name="show" id="show-${id}"${isChosen ? html` checked` : null}><label for="show-${id}">${label} <b>${number}</b></label></span>`;
  const choices = words.map((word) => choice(word, WORD_LABEL[word], countWords(findings, word), false));
  return html`<fieldset class="filter"><legend>Show</legend>${choice("all", "all", findings.length, true)}${choices}</fieldset>`;
}

export function renderFindings(result: CheckResult, context: CheckContext, anchors: Anchors): Markup {
  const findingsByFile = groupBy(result.findings, ({ file }) => file);
  const problemsByFile = groupBy(result.problems, ({ file }) => file);
  const clients = new Map(result.files.map(({ path, client }) => [path, client]));
  const paths = [...new Set([...clients.keys(), ...findingsByFile.keys(), ...problemsByFile.keys()])];
  const listed = paths
    .map((path) => ({
      path,
      findings: [...(findingsByFile.get(path) ?? [])].sort(compareFindings),
      problems: problemsByFile.get(path) ?? [],
    }))
    .filter(({ findings, problems }) => findings.length + problems.length > 0)
    .sort(({ findings: [a] }, { findings: [b] }) =>
      a === undefined || b === undefined ? Number(a === undefined) - Number(b === undefined) : compareFindings(a, b),
    );
  if (listed.length === 0) return html`<p class="empty">Nothing to do.</p>`;
  return html`${renderFilter(result.findings)}
${listed.map(({ path, findings, problems }) => renderFile(path, clients.get(path) ?? null, findings, problems, context, anchors))}`;
}

// Turns clients into the picture of the trust boundaries: a drawing for each, with what is quiet folded away.
import { count } from "../place.ts";
import type { ShownServer } from "./arrows.ts";
import { drawNarrow } from "./draw_narrow.ts";
import { BOUNDARY, drawWide, WIDTH } from "./draw_wide.ts";
import { type Anchors, listMarks } from "./marks.ts";
import { findingsOf, type ShownClient, type ShownFile, sortServers } from "./model.ts";
import { drawArrow, drawMark, drawPerson, nameMark, type Sheet, widthOfMark } from "./shapes.ts";
import { html, type Markup } from "./template.ts";
import { summarizeWords, type Word } from "./words.ts";

/** Servers of one client that are drawn without being asked for: those with findings, and those without. */
const MOST_LOUD = 15;
const MOST_QUIET = 5;

function heading(x: number, title: string, text: string, anchor: "start" | "middle" = "start"): Markup {
  return html`<text class="heading" x="${x}" y="22" text-anchor="${anchor}">${title}</text><text class="muted" x="${x}" y="41" text-anchor="${anchor}">${text}</text>`;
}

function renderHead(): Markup {
  const boundary = html`<path class="boundary" d="M${BOUNDARY.admission} 54V78M${BOUNDARY.environment} 54V78"/>`;
  return html`<svg class="wide" viewBox="0 0 ${WIDTH} 78" aria-hidden="true">${drawPerson(9, 4)}${html`<text class="heading" x="62" y="22">The operator</text><text class="muted" x="62" y="41">chooses and configures</text>`}${drawArrow("M29 52V70", 29, 77, "calm", true)}${heading(BOUNDARY.admission, "Admission", "the client trusts it", "middle")}${heading(432, "Servers", "run as they are configured")}${heading(BOUNDARY.environment, "Environment", "the server trusts it", "middle")}${heading(952, "Within reach", "what each was given")}${boundary}</svg>`;
}

function renderDrawing(
  name: string,
  id: string,
  { shapes, links, height, width }: Sheet,
  title: string,
  description: string,
): Markup {
  return html`<svg class="${name}" viewBox="0 0 ${width} ${height}" role="group" aria-labelledby="${id}-title" aria-describedby="${id}-description">
<title id="${id}-title">${title}</title><desc id="${id}-description">${description}</desc>
<g role="img" aria-label="${title}">${shapes}</g>
${links}
</svg>`;
}

function renderPanel({ name, id }: ShownClient, files: readonly ShownFile[], part: string, anchors: Anchors): Markup {
  const servers = files.flatMap((file) => file.servers);
  const findings = [...files.flatMap((file) => file.findings), ...servers.flatMap(findingsOf)];
  const title = `${name}, ${count(servers.length, "server")} and what each may reach`;
  const description = `${summarizeWords(findings) || "No findings"}. The table below the picture says the same in words.`;
  return html`${renderDrawing("wide", `${id}-${part}-wide`, drawWide(name, files, anchors), title, description)}
${renderDrawing("narrow", `${id}-${part}-narrow`, drawNarrow(name, files, anchors), title, description)}`;
}

/** The files with only those servers of theirs; files that are left with nothing are left out. */
function keepServers(files: readonly ShownFile[], kept: ReadonlySet<ShownServer>, isFirst: boolean): ShownFile[] {
  return files
    .map((file) => ({
      ...file,
      servers: file.servers.filter((server) => kept.has(server)),
      findings: isFirst ? file.findings : [],
    }))
    .filter(({ servers, findings }) => servers.length + findings.length > 0);
}

function listNames(servers: readonly ShownServer[]): Markup {
  const names = servers
    .slice(0, 8)
    .map(({ name }, index) => html`${index === 0 ? "" : ", "}<bdi>${name.slice(0, 60)}</bdi>`);
  return html`${names}${servers.length > 8 ? ", …" : ""}`;
}

function renderFolded(client: ShownClient, servers: readonly ShownServer[], part: string, anchors: Anchors): Markup {
  if (servers.length === 0) return html``;
  const findings = servers.flatMap(findingsOf);
  const what = findings.length === 0 ? "without findings" : `with findings: ${summarizeWords(findings)}`;
  return html`<details class="folded"><summary><strong>${count(servers.length, "more server")} ${what}</strong> <span class="names">${listNames(servers)}</span></summary>
${renderPanel(client, keepServers(client.files, new Set(servers), false), part, anchors)}</details>`;
}

function renderClient(client: ShownClient, anchors: Anchors): Markup {
  const servers = client.files.flatMap((file) => file.servers);
  const loud = sortServers(servers.filter((server) => findingsOf(server).length > 0));
  const quiet = servers.filter((server) => findingsOf(server).length === 0);
  const shownQuiet = quiet.length <= MOST_QUIET + 1 ? quiet : quiet.slice(0, Math.max(0, MOST_QUIET - loud.length));
  const shown = new Set([...loud.slice(0, MOST_LOUD), ...shownQuiet]);
  const files = keepServers(client.files, shown, true);
  return html`<div class="client-panel" id="${client.id}">
${files.length === 0 ? null : renderPanel(client, files, "first", anchors)}
${renderFolded(client, loud.slice(MOST_LOUD), "loud", anchors)}
${renderFolded(
  client,
  quiet.filter((server) => !shown.has(server)),
  "quiet",
  anchors,
)}</div>`;
}

function renderLegend(): Markup {
  const sample = (word: Word, severe: boolean, label: string) => ({
    word,
    severe,
    label,
    title: label,
    href: "#findings",
  });
  const samples = [
    sample("deny", true, "denied"),
    sample("ask", false, "to confirm"),
    sample("waived", false, "waived or known"),
  ].map((mark) => {
    const width = widthOfMark(mark.label, 200);
    return html`<svg width="${width}" height="24" viewBox="0 0 ${width} 24" aria-hidden="true"><g class="${nameMark(mark)}">${drawMark(mark, width / 2, 12, width)}</g></svg>`;
  });
  return html`<p class="legend"><span>${samples}</span> <span>Filled: high or critical. Outlined: medium or lower.</span> <span>Each mark leads to its finding.</span></p>`;
}

export function renderPicture(clients: readonly ShownClient[], anchors: Anchors): Markup {
  if (clients.length === 0)
    return html`<p class="empty">No configured server was found, so there is no boundary to draw.</p>`;
  return html`<div class="picture">${renderHead()}
${clients.map((client) => renderClient(client, anchors))}</div>
${renderLegend()}`;
}

/** The same as the picture, in rows. */
export function renderTable(clients: readonly ShownClient[], anchors: Anchors): Markup {
  const links = (findings: Parameters<typeof listMarks>[0]) =>
    listMarks(findings, anchors, Number.POSITIVE_INFINITY).map(
      ({ href, title, word }) => html` <a class="${word}" href="${href}">${title}</a>`,
    );
  const rows = clients.flatMap(({ name, files }) =>
    files.flatMap((file) => [
      ...(file.findings.length === 0
        ? []
        : [
            html`<tr><td>${name}</td><td><span class="path">${file.path}</span></td><td>all servers</td><td>${links(file.findings)}</td><td></td></tr>`,
          ]),
      ...file.servers.map(
        (server) =>
          html`<tr><td>${name}</td><td><span class="path">${file.path}</span></td><th scope="row"><bdi>${server.name}</bdi></th><td>${server.admission.length === 0 ? "nothing found" : links(server.admission)}</td><td><ul>${server.reach.map(({ reach, findings }) => html`<li><bdi>${reach.label}</bdi>, ${reach.note}${findings.length === 0 ? "" : ":"}${links(findings)}</li>`)}</ul></td></tr>`,
      ),
    ]),
  );
  if (rows.length === 0) return html``;
  return html`<details class="table"><summary>The picture as a table</summary><div class="scroll" role="region" aria-label="The picture as a table" tabindex="0"><table>
<thead><tr><th scope="col">Client</th><th scope="col">File</th><th scope="col">Server</th><th scope="col">Admission</th><th scope="col">Within reach</th></tr></thead>
<tbody>${rows}</tbody></table></div></details>`;
}

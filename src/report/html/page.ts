// Turns a check's result into one self-contained HTML page with a picture of the trust boundaries.
import { createHash } from "node:crypto";
import type { CheckResult } from "../../check/check_files.ts";
import { nameClient } from "../client_name.ts";
import type { CheckContext } from "../formats.ts";
import { count } from "../place.ts";
import { renderFindings } from "./findings.ts";
import { listAnchors } from "./marks.ts";
import { listClients, type ShownClient } from "./model.ts";
import { renderPicture, renderTable } from "./picture.ts";
import { STYLE } from "./style.ts";
import { html, type Markup, trusted } from "./template.ts";
import { countWords } from "./words.ts";

/** Nothing is loaded, nothing is run, nothing is sent; not even a style but the page's own. */
const CONTENT_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

function describeVerdict({ files, findings, problems }: CheckResult): string {
  if (findings.length + problems.length === 0 && files.every(({ servers }) => servers === 0)) return "No servers found";
  const denied = countWords(findings, "deny");
  const asked = countWords(findings, "ask");
  const parts = [...(denied > 0 ? [`${denied} denied`] : []), ...(asked > 0 ? [`${asked} to confirm`] : [])];
  const last = parts.pop();
  if (last === undefined) return "Nothing denied";
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}

function renderHeader(
  result: CheckResult,
  { profile, mode, bundle, settings }: CheckContext,
  clients: readonly ShownClient[],
): Markup {
  const servers = result.files.reduce((sum, file) => sum + file.servers, 0);
  const among = `${count(servers, "server")} of ${count(clients.length, "client")}`;
  const problems = result.problems.length;
  const note =
    problems === 0
      ? null
      : html`<p class="note">${count(problems, "problem")} with reading files, listed with the findings.</p>`;
  const audit = mode === "audit" ? html`<p class="note">Audit: what is found is recorded, not enforced.</p>` : null;
  return html`<header class="top"><p class="brand">mcp-trust check</p>
<h1>${describeVerdict(result)}${servers === 0 ? null : html` <span>in ${among}</span>`}</h1>${note}${audit}
<dl class="context"><div><dt>Profile</dt><dd>${profile}</dd></div><div><dt>Mode</dt><dd>${mode}</dd></div><div><dt>Settings</dt><dd>${settings ?? "none, the profile’s defaults"}</dd></div><div class="digest"><dt>Policy bundle</dt><dd>${bundle.name} ${bundle.revision} <code>${bundle.digest}</code></dd></div></dl></header>`;
}

function renderChecked({ files }: CheckResult, { settings }: CheckContext): Markup {
  const rows = files.map(
    ({ path, client, servers, settings: switches }) =>
      html`<tr><td><span class="path">${path}</span></td><td>${client === null ? "not recognized" : nameClient(client)}</td><td class="number">${servers}</td><td class="number">${switches}</td></tr>`,
  );
  return html`<section aria-labelledby="checked"><h2 id="checked">What was checked</h2>
<p>${count(files.length, "file")}${settings === undefined ? "" : html`, judged with the settings in <span class="path">${settings}</span>`}. Nothing was started and nothing was sent.</p>
${files.length === 0 ? null : html`<div class="scroll checked" role="region" aria-label="Files that were checked" tabindex="0"><table><thead><tr><th scope="col">File</th><th scope="col">Client</th><th scope="col" class="number">Servers</th><th scope="col" class="number">Settings</th></tr></thead><tbody>${rows}</tbody></table></div>`}</section>`;
}

export function renderCheckHtml(result: CheckResult, context: CheckContext): string {
  const anchors = listAnchors(result.findings);
  const clients = listClients(result, context);
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${describeVerdict(result)} · mcp-trust</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#findings">Skip to the findings</a>
${renderHeader(result, context, clients)}
<main>
<section aria-labelledby="picture"><h2 id="picture">Trust boundaries</h2>
${renderPicture(clients, anchors)}
${renderTable(clients, anchors)}</section>
<section aria-labelledby="findings"><h2 id="findings" tabindex="-1">Findings</h2>
${renderFindings(result, context, anchors)}</section>
${renderChecked(result, context)}
</main>
<footer><p>Written by mcp-trust. This page holds everything it shows, loads nothing and runs no script.</p></footer>
</body>
</html>
`;
  return page.text;
}

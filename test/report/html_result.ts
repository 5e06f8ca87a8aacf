// Results of checks as the tests of the HTML page make them up: any names, any number, no files.
import type { CheckedServer, CheckResult } from "../../src/check/check_files.ts";
import type { Finding } from "../../src/check/finding.ts";
import type { Event } from "../../src/generated/event.ts";
import { createColors } from "../../src/report/colors.ts";
import type { CheckContext } from "../../src/report/formats.ts";

export const context: CheckContext = {
  bundle: { name: "mcp-trust", revision: "1", digest: `sha256:${"0".repeat(64)}` },
  profile: "team",
  mode: "enforce",
  settings: undefined,
  clauses: new Map([
    ["client/consent", { section: "responsibility", title: "Client developers ask for consent", says: "" }],
  ]),
  colors: createColors(false),
  columns: 80,
};

let made = 0;

export function createFinding(more: Partial<Finding> = {}): Finding {
  made += 1;
  const about = { server: more.subject ?? "files", pointer: "/server" };
  return {
    file: "a.json",
    line: 2,
    column: 3,
    subject: "files",
    code: "client/consent.approval_by_others",
    clause: "client/consent",
    effect: "deny",
    severity: "high",
    responsible: "operator",
    title: "A title",
    description: "A description.",
    remedy: "A remedy.",
    args: {},
    fingerprint: made.toString(16).padStart(32, "0"),
    about,
    ...more,
  };
}

export function createServer(server: Event["server"], facts: Event["facts"] = {}, file = "a.json"): CheckedServer {
  const origin = { source: "project" } as const;
  const event: Event = { kind: "connection", server: { name: "files", origin, ...server }, facts };
  return { file, line: 1, column: 1, client: "cursor", event };
}

export function createResult(servers: readonly CheckedServer[], findings: readonly Finding[]): CheckResult {
  const paths = [...new Set([...servers.map(({ file }) => file), ...findings.map(({ file }) => file)])];
  const files = paths.map((path) => ({
    path,
    client: "cursor",
    servers: servers.filter(({ file }) => file === path).length,
    settings: 0,
  }));
  return { files, servers, findings, problems: [] };
}

/** Text that breaks out of badly written pages. */
export const HOSTILE: readonly string[] = [
  "<script>globalThis.ran = true</script>",
  "<img src=x onerror='globalThis.ran = true'>",
  '"><svg onload="globalThis.ran = true">',
  "' autofocus onfocus='globalThis.ran = true",
  "</title></style></svg><iframe src=https://example.com></iframe>",
  "<!-- <![CDATA[ ]]> --> <plaintext>",
  "javascript:globalThis.ran = true",
  "&lt;b&gt; &#x3c;b&#x3e; &quot",
  "</text><foreignObject><body onload='globalThis.ran = true'>",
  "`;globalThis.ran = true;`",
  "a\u0000b\u001b[2J\u202eabc\u200b\ud800z",
  "שרת הקבצים של הצוות ששמו ארוך מכפי שיש לו מקום בתמונה",
  "🙂".repeat(90),
  "long-".repeat(300),
  `Z${"\u0351".repeat(300)}`,
  "",
];

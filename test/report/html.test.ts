// The HTML page: what is drawn where, what is escaped, and that one result gives one page.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Finding } from "../../src/check/finding.ts";
import type { Event, Launch } from "../../src/generated/event.ts";
import { fitText } from "../../src/report/html/fit.ts";
import { listAnchors, listMarks } from "../../src/report/html/marks.ts";
import { listClients } from "../../src/report/html/model.ts";
import { renderCheckHtml } from "../../src/report/html/page.ts";
import { listReach } from "../../src/report/html/reach.ts";
import { html } from "../../src/report/html/template.ts";
import { printable } from "../../src/report/place.ts";
import { context, createFinding, createResult, createServer, HOSTILE } from "./html_result.ts";

const anyText = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.tuple(fc.constantFrom(...HOSTILE), fc.string({ unit: "grapheme", maxLength: 30 })).map((parts) => parts.join("")),
);

function decode(text: string): string {
  const names: Readonly<Record<string, string>> = {
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&amp;": "&",
    "&#39;": "'",
    "&#96;": "`",
  };
  return text.replace(/&(?:lt|gt|quot|amp|#39|#96);/g, (name) => names[name] ?? "");
}

describe("html", () => {
  it("escapes whatever is no markup, and nothing else", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const escaped = html`${text}`.text;
        assert.doesNotMatch(escaped, /[<>"'`]/);
        assert.equal(
          decode(escaped),
          printable(text).replace(/\p{Cs}/gu, (half) => `\\u{${half.charCodeAt(0).toString(16)}}`),
        );
        assert.equal(
          html`<b title="${text}">${[html`<i>${text}</i>`, null, 3]}</b>`.text,
          `<b title="${escaped}"><i>${escaped}</i>3</b>`,
        );
      }),
    );
  });
});

describe("fitText", () => {
  const rows: readonly (readonly [text: string, keep: "start" | "end", expected: string])[] = [
    ["files", "start", "files"],
    ["", "start", ""],
    ["a-very-long-server-name", "start", "a-very-lon…"],
    ["/home/ada/projects/notes", "end", "…cts/notes"],
    ["東京東京東京東京", "start", "東京東京…"],
    [`a${"\u0301".repeat(50)}b`, "start", `a${"\u0301".repeat(3)}b`],
    ["a\u200bb", "start", "a\\u{200b}b"],
  ];
  for (const [text, keep, expected] of rows) {
    it(`${JSON.stringify(text.slice(0, 30))} keeps its ${keep}`, () => {
      assert.equal(fitText(text, { width: 78, size: 12, keep }), expected);
    });
  }

  it("never gives more than there is room for", () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), fc.constantFrom("start", "end"), (text, bold, keep) => {
        assert.ok([...fitText(text, { width: 120, size: 12, bold, keep })].length <= 120);
      }),
    );
  });
});

describe("listReach", () => {
  const account = {
    kind: "account",
    label: "This account",
    note: "runs with all its rights",
    pointers: ["/server/command"],
  };
  const launch: Launch = { program: "x", location: "search_path", wrappers: [], elevated: false };
  const container = {
    runtime: "docker",
    image: "a/b",
    privileged: false,
    host_namespaces: [],
    capabilities_added: [],
    mounts: [],
  };
  const rows: readonly (readonly [
    name: string,
    server: Partial<NonNullable<Event["server"]>>,
    facts: Event["facts"],
    expected: unknown,
  ])[] = [
    ["nothing", {}, {}, []],
    ["a local command", { transport: "stdio", command: "x", args: ["run", "--fast"] }, { launch }, [account]],
    [
      "one with more rights",
      { transport: "stdio" },
      { launch: { ...launch, elevated: true } },
      [{ ...account, label: "Administrator rights" }],
    ],
    [
      "folders",
      { transport: "stdio", args: ["/srv/a", "--root=~/b", "./c.js", "left/right"], cwd: "C:\\d" },
      { launch: { ...launch, script: { path: "./c.js", pointer: "/server/args/2" } } },
      [
        account,
        { kind: "folder", label: "C:\\d", note: "working folder", pointers: ["/server/cwd"] },
        { kind: "folder", label: "/srv/a", note: "named in an argument", pointers: ["/server/args/0"] },
        { kind: "folder", label: "~/b", note: "named in an argument", pointers: ["/server/args/1"] },
      ],
    ],
    [
      "a switch of cmd.exe",
      { transport: "stdio", args: ["/c", "x"] },
      {
        launch: {
          ...launch,
          shell: { program: "cmd", simple: true, operators: [], programs: ["x"], pointer: "/server/args/1" },
        },
      },
      [account],
    ],
    [
      "more folders than are drawn",
      { transport: "http", args: ["/a", "/b", "/c", "/d", "/e"] },
      {},
      [
        ...["/a", "/b", "/c"].map((label, index) => ({
          kind: "folder",
          label,
          note: "named in an argument",
          pointers: [`/server/args/${index}`],
        })),
        { kind: "folder", label: "2 more folders", note: "/d, /e", pointers: ["/server/args/3", "/server/args/4"] },
      ],
    ],
    [
      "a container with a mount",
      { transport: "stdio", args: ["run", "-v", "/srv:/srv", "a/b"] },
      {
        launch: {
          ...launch,
          container: { ...container, mounts: [{ source: "/srv", read_only: true, pointer: "/server/args/2" }] },
        },
      },
      [
        { kind: "container", label: "docker container", note: "a/b", pointers: ["/facts/launch/container"] },
        { kind: "folder", label: "/srv", note: "mounted, read only", pointers: ["/server/args/2"] },
      ],
    ],
    [
      "a container that shares",
      { transport: "stdio" },
      { launch: { ...launch, container: { ...container, privileged: true, host_namespaces: ["pid"] } } },
      [
        {
          kind: "container",
          label: "docker container",
          note: "privileged, host pid",
          pointers: ["/facts/launch/container"],
        },
      ],
    ],
    [
      "a shell",
      { transport: "stdio" },
      {
        launch: {
          ...launch,
          shell: {
            program: "bash",
            simple: false,
            operators: ["|"],
            programs: ["curl", "sh"],
            pointer: "/server/args/1",
          },
        },
      },
      [account, { kind: "shell", label: "curl, sh", note: "run by bash", pointers: ["/server/args/1"] }],
    ],
    [
      "code",
      { transport: "stdio" },
      { launch: { ...launch, inline_code: { program: "node", flag: "-e", pointer: "/server/args/1" } } },
      [account, { kind: "shell", label: "node -e", note: "code in the configuration", pointers: ["/server/args/1"] }],
    ],
    [
      "a package",
      { package: { runner: "npx", registry: "npm", name: "a", version: "1.0.0", pinned: true } },
      {},
      [{ kind: "package", label: "npm registry", note: "fetches one exact version", pointers: ["/server/package"] }],
    ],
    [
      "a remote server",
      { transport: "http", url: "https://a.example/mcp", header_names: ["Authorization"] },
      { urls: [{ pointer: "/server/url", scheme: "https", host: "a.example", address_class: "name" }] },
      [
        { kind: "network", label: "a.example", note: "runs there, over http", pointers: ["/server/url"] },
        { kind: "environment", label: "Authorization", note: "sent as 1 header", pointers: ["/server/header_names"] },
      ],
    ],
    [
      "an environment",
      { env_keys: ["A", "B"], env_file: ".env", env_inherit: "all" },
      {},
      [
        { kind: "environment", label: "A, B", note: "2 environment variables", pointers: ["/server/env_keys"] },
        { kind: "environment", label: ".env", note: "environment file", pointers: ["/server/env_file"] },
        {
          kind: "environment",
          label: "The client's whole environment",
          note: "handed on",
          pointers: ["/server/env_inherit"],
        },
      ],
    ],
  ];
  for (const [name, server, facts, expected] of rows) {
    it(name, () => {
      assert.deepEqual(
        listReach({ kind: "connection", server: { name: "x", ...server }, ...(facts && { facts }) }),
        expected,
      );
    });
  }

  it("lists what the operator grants", () => {
    const grants = {
      filesystem: { read: ["/a"], write: ["/b"] },
      git: { read: true, write: false, rewrite_history: true },
      network: { allow: ["a.example"] },
      commands: { allow: ["git status"] },
    };
    const of = (kind: string, label: string, note: string) => ({ kind, label, note, pointers: [] });
    assert.deepEqual(listReach({ kind: "connection", server: { name: "x" } }, grants), [
      of("folder", "/b", "granted: read and write"),
      of("folder", "/a", "granted: read"),
      of("network", "a.example", "granted: requests"),
      of("shell", "git status", "granted: command"),
      of("data", "read, rewrite history", "granted: version control"),
    ]);
  });
});

describe("listClients", () => {
  const server = createServer({ name: "files", env_keys: ["A"], args: ["/a"] });
  const rows: readonly (readonly [clause: string, pointer: string, arrow: string])[] = [
    ["client/consent", "/setting/value", "admission"],
    ["operator_selects_servers", "/server/origin/source", "admission"],
    ["client_trusts_server", "/server/url", "admission"],
    ["local_server_is_software", "/server/package/version", "admission"],
    ["local_server_is_software", "/server/args/0", "/a"],
    ["server_trusts_environment", "/server/env_keys/0", "A"],
    ["server_trusts_environment", "/server/env_keysake", "Environment"],
    ["server_trusts_environment", "/server/args/7", "Command line"],
    ["token_leakage", "/server/url", "Address"],
    ["filesystem_access", "/server/args/0", "/a"],
  ];
  for (const [clause, pointer, arrow] of rows) {
    it(`draws ${clause} at ${pointer} on ${arrow}`, () => {
      const finding = createFinding({ clause, about: { server: "files", pointer } });
      const [client] = listClients(createResult([server], [finding]), context);
      const [shown] = client?.files[0]?.servers ?? [];
      const arrows = (shown?.reach ?? []).map(({ reach, findings }) => ({ label: reach.label, findings }));
      const all = [{ label: "admission", findings: shown?.admission ?? [] }, ...arrows];
      assert.deepEqual(
        all.filter(({ findings }) => findings.length > 0),
        [{ label: arrow, findings: [finding] }],
      );
    });
  }

  it("draws at the file what is about no server in it", () => {
    const finding = createFinding({ about: { server: undefined, pointer: "/setting/value" }, subject: "all" });
    const [client] = listClients(createResult([server], [finding]), context);
    assert.deepEqual(client?.files[0]?.findings, [finding]);
  });

  it("tells servers of one name in one file apart by where they stand", () => {
    const servers = [1, 10, 20].map((line) => ({ ...createServer({ name: "files" }), line }));
    const findings = [2, 10, 25].map((line) => createFinding({ line, column: 1 }));
    const [client] = listClients(createResult(servers, findings), context);
    const found = client?.files[0]?.servers.map(({ checked, admission, reach }) => [
      checked.line,
      [...admission, ...reach.flatMap((arrow) => arrow.findings)].map(({ line }) => line),
    ]);
    assert.deepEqual(found, [
      [1, [2]],
      [10, [10]],
      [20, [25]],
    ]);
  });

  it("puts the worst first and what is off last", () => {
    const servers = ["quiet", "off", "asked", "denied"].map((name) => createServer({ name, enabled: name !== "off" }));
    const findings = [createFinding({ subject: "asked", effect: "ask" }), createFinding({ subject: "denied" })];
    const [client] = listClients(
      createResult(
        [servers[1], servers[0], ...servers.slice(2)].filter((one) => one !== undefined),
        findings,
      ),
      context,
    );
    assert.deepEqual(
      client?.files[0]?.servers.map(({ name }) => name),
      ["denied", "asked", "quiet", "off"],
    );
  });
});

describe("listMarks", () => {
  it("makes one mark for each code, worst first, and one for the rest", () => {
    const of = (code: string, more: Partial<Finding>) => createFinding({ code: `c.${code}`, ...more });
    const findings = [
      of("waived", { effect: "allow", severity: "high" }),
      of("known", { baseline: "known" }),
      of("asked", { effect: "ask", severity: "low" }),
      of("worst", { severity: "critical" }),
      of("asked", { effect: "ask", severity: "low" }),
    ];
    const anchors = listAnchors(findings);
    const marks = listMarks(findings, anchors, 3);
    assert.deepEqual(marks, [
      {
        label: "worst",
        title: "A title (denied, critical)",
        word: "deny",
        severe: true,
        href: `#${anchors.get(findings[3] as Finding)}`,
      },
      {
        label: "asked ×2",
        title: "A title (to confirm, low, 2 places)",
        word: "ask",
        severe: false,
        href: `#${anchors.get(findings[2] as Finding)}`,
      },
      {
        label: "2 more",
        title: "2 more: 1 waived, 1 known",
        word: "waived",
        severe: true,
        href: `#${anchors.get(findings[0] as Finding)}`,
      },
    ]);
  });

  it("gives findings of one fingerprint an anchor each", () => {
    const findings = [createFinding({ fingerprint: "a" }), createFinding({ fingerprint: "a" })];
    assert.deepEqual([...listAnchors(findings).values()], ["finding-a", "finding-a-1"]);
  });
});

describe("renderCheckHtml", () => {
  it("holds no text from outside as markup", () => {
    const plain = (text: string) =>
      renderCheckHtml(
        createResult(
          [createServer({ name: text, command: text, args: [text], cwd: text })],
          [createFinding({ subject: text, args: { [text]: text }, title: text })],
        ),
        context,
      );
    const tags = (page: string) => new Set(page.match(/<[^\s>]*/g));
    const known = tags(plain("x".repeat(2000)) + plain(""));
    fc.assert(
      fc.property(anyText, (text) => {
        assert.deepEqual(
          [...tags(plain(text))].filter((tag) => !known.has(tag)),
          [],
        );
      }),
      { numRuns: 40 },
    );
  });

  it("allows its own style, and nothing else", () => {
    const page = renderCheckHtml(createResult([], []), context);
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    assert.ok(
      page.includes(
        `content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
      ),
    );
    assert.doesNotMatch(page, /<script|javascript:| on\w+=| style=|https?:\/\//);
  });

  it("is the same for the same result", () => {
    const result = createResult([createServer({ name: "files" })], [createFinding()]);
    assert.equal(renderCheckHtml(result, context), renderCheckHtml(structuredClone(result), context));
  });

  const verdicts: readonly (readonly [findings: Partial<Finding>[], expected: string])[] = [
    [[], "Nothing denied <span>in 1 server of 1 client</span>"],
    [[{}], "1 denied <span>in 1 server of 1 client</span>"],
    [
      [{}, {}, { effect: "ask" }, { baseline: "known" }, { effect: "allow" }],
      "2 denied and 1 to confirm <span>in 1 server of 1 client</span>",
    ],
  ];
  for (const [findings, expected] of verdicts) {
    it(`says: ${expected}`, () => {
      const page = renderCheckHtml(
        createResult([createServer({ name: "files" })], findings.map(createFinding)),
        context,
      );
      assert.equal(/<h1>(.*?)<\/h1>/.exec(page)?.[1], expected);
    });
  }

  it("shows a fix without the text that it replaces", () => {
    const edit = { offset: 4, length: 6, line: 2, column: 3, endLine: 2, endColumn: 9, text: '"a@1"\n"b"' };
    const page = renderCheckHtml(
      createResult([], [createFinding({ fix: { description: "Pin it.", source: "", edits: [edit] } })]),
      context,
    );
    const [, fix] = /<details class="fix">(.*?)<\/details>/.exec(page) ?? [];
    assert.equal(
      fix,
      '<summary>Fix: Pin it.</summary><pre><span class="hunk">@@ 2:3 to 2:9 @@</span><del>− 6 characters that stand there now</del><ins><span>+ &quot;a@1&quot;</span><span>+ &quot;b&quot;</span></ins></pre>',
    );
  });
});

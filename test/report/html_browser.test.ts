// The HTML page in a real browser: it loads nothing, runs nothing, fits every width, and can be read and walked through.
import assert from "node:assert/strict";
import { accessSync, constants, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { type Browser, launch, type Page } from "puppeteer-core";
import type { CheckResult } from "../../src/check/check_files.ts";
import { renderCheckHtml } from "../../src/report/html/page.ts";
import { context, createFinding, createResult, createServer, HOSTILE } from "./html_result.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function findChromium(): string | undefined {
  if (process.env.CHROMIUM !== undefined) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isExecutable);
}

const chromium = findChromium();
const missing = "no Chromium found: install it (Debian: apt-get install chromium), or name one in CHROMIUM";

const inPage = readFileSync(new URL("html_in_page.js", import.meta.url), "utf8");

const RESULTS: Readonly<Record<string, CheckResult>> = {
  nothing: createResult([], []),
  ordinary: {
    ...createResult(
      [
        createServer({
          name: "files",
          transport: "stdio",
          command: "npx",
          args: ["-y", "files", "/home/ada"],
          env_keys: ["TOKEN"],
        }),
        createServer(
          { name: "search", transport: "http", url: "https://search.example/mcp", enabled: false },
          { urls: [{ pointer: "/server/url", scheme: "https", host: "search.example", address_class: "name" }] },
        ),
        createServer({ name: "quiet", transport: "stdio", command: "quiet" }),
      ],
      (["critical", "high", "medium", "low", "info"] as const).flatMap((severity, index) => [
        createFinding({ severity, code: `client/consent.rule_${index}` }),
        createFinding({
          severity,
          code: `local_server_is_software.rule_${index}`,
          clause: "local_server_is_software",
          effect: "ask",
          subject: "search",
        }),
        createFinding({
          severity,
          code: `token_leakage.rule_${index}`,
          clause: "token_leakage",
          effect: "allow",
          about: { server: "files", pointer: "/server/env_keys/0" },
        }),
        createFinding({
          severity,
          code: `sandbox_escape.rule_${index}`,
          clause: "sandbox_escape",
          baseline: "known",
          about: { server: "files", pointer: "/server/args/2" },
        }),
        createFinding({ severity, about: { server: undefined, pointer: "/setting/value" }, subject: "approve all" }),
      ]),
    ),
    problems: [{ code: "ERR_NORMALIZE_SYNTAX", file: "b.json", line: 1, column: 1, message: "Expected a value." }],
  },
  hostile: createResult(
    HOSTILE.map((text) =>
      createServer(
        { name: text, transport: "stdio", command: text, args: [text, `/${text}`], cwd: text, env_keys: [text] },
        {},
        `/home/${text}.json`,
      ),
    ),
    HOSTILE.flatMap((text) => [
      createFinding({ subject: text, title: text, args: { [text]: text }, file: `/home/${text}.json` }),
      createFinding({ subject: text, remedy: text, code: `a.${text}`, clause: text, file: `/home/${text}.json` }),
    ]),
  ),
  "three hundred": createResult(
    Array.from({ length: 300 }, (_, index) =>
      createServer(
        { name: `server-${index}`, transport: "stdio", command: "x", args: [`/srv/${index}`] },
        {},
        `f${index % 9}.json`,
      ),
    ),
    Array.from({ length: 40 }, (_, index) =>
      createFinding({
        subject: `server-${index}`,
        file: `f${index % 9}.json`,
        effect: index % 2 === 0 ? "deny" : "ask",
      }),
    ),
  ),
};

describe("the HTML page in a browser", {
  skip: chromium === undefined && process.env.CI === undefined ? missing : false,
}, () => {
  let browser: Browser;
  let folder = "";

  before(async () => {
    if (chromium === undefined) assert.fail(missing);
    folder = await mkdtemp(join(tmpdir(), "mcp-trust-html-"));
    browser = await launch({ executablePath: chromium, args: ["--no-sandbox"] });
  });

  after(async () => {
    await browser?.close();
    if (folder !== "") await rm(folder, { recursive: true, force: true });
  });

  async function open(name: string, use: (page: Page) => Promise<void>): Promise<void> {
    const path = join(folder, `${name}.html`);
    await writeFile(path, renderCheckHtml(RESULTS[name] ?? assert.fail(name), context));
    const page = await browser.newPage();
    const url = pathToFileURL(path).href;
    const events: string[] = [];
    page.on("console", (message) => events.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => events.push(`error: ${String(error)}`));
    page.on("dialog", (dialog) => events.push(`dialog: ${dialog.message()}`));
    page.on("request", (request) => {
      if (request.url() !== url && request.url() !== "data:,") events.push(`request: ${request.url()}`);
    });
    await page.evaluateOnNewDocument(inPage);
    try {
      await page.goto(url);
      await use(page);
      assert.deepEqual(events, []);
    } finally {
      await page.close();
    }
  }

  const ask = async <Answer>(page: Page, question: string) => (await page.evaluate(`inPage.${question}`)) as Answer;

  for (const name of Object.keys(RESULTS)) {
    for (const width of [360, 768, 1440]) {
      it(`shows ${name} at ${width} pixels without scrolling sideways`, async () => {
        await open(name, async (page) => {
          await page.setViewport({ width, height: 900 });
          assert.equal(await ask(page, "overflow()"), 0);
          await ask(page, "openDetails()");
          assert.equal(await ask(page, "overflow()"), 0);
        });
      });
    }

    it(`runs nothing that stands in ${name}, and has links that lead somewhere`, async () => {
      await open(name, async (page) => {
        await ask(page, "openDetails()");
        const found = await ask(page, "inspect()");
        const nothing = { dangerous: [], handlers: [], twice: 0, lost: [], unlabelled: [], unnamed: 0 };
        assert.deepEqual(found, { ran: null, ...nothing });
      });
    });
  }

  it("links every mark of the picture to an entry, and has every finding in the table", async () => {
    await open("ordinary", async (page) => {
      // Four arrows with five codes each have three marks and one for the rest; what is about all servers has one code.
      assert.deepEqual(await ask(page, "readLinks()"), { same: true, entries: true, wide: 17, table: 21 });
    });
  });

  for (const width of [390, 1440]) {
    it(`is walked through with the Tab key at ${width} pixels`, async () => {
      await open("ordinary", async (page) => {
        await page.setViewport({ width, height: 900 });
        const stops = await ask<number>(page, "numberStops()");
        const reached: number[] = [];
        for (let stop = 0; stop < stops; stop += 1) {
          await page.keyboard.press("Tab");
          reached.push(await ask(page, "readStop()"));
        }
        assert.deepEqual(
          reached,
          Array.from({ length: stops }, (_, stop) => stop),
        );
      });
    });
  }

  it("leads to an entry that the filter hides", async () => {
    await open("ordinary", async (page) => {
      assert.deepEqual(await ask(page, "filterAndFollow()"), { asked: true, all: true, added: 1 });
    });
  });

  for (const scheme of ["light", "dark"]) {
    for (const width of [390, 1440]) {
      it(`can be read in ${scheme} at ${width} pixels`, async () => {
        await open("ordinary", async (page) => {
          await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
          await page.setViewport({ width, height: 900 });
          await ask(page, "openDetails()");
          await page.setViewport({ width, height: await ask<number>(page, "height()") });
          const contrasts = await ask<{ ratio: number }[]>(page, "readContrasts()");
          assert.ok(contrasts.length > 100);
          assert.deepEqual(
            contrasts.filter(({ ratio }) => ratio < 4.5),
            [],
          );
        });
      });
    }
  }

  it("is read back by a browser with the elements it was written with, whatever the names", async () => {
    await open("nothing", async (page) => {
      const render = (text: string) => {
        const names = { subject: text, title: text, file: text, description: text, remedy: text, clause: text };
        const finding = createFinding({ ...names, args: { [text]: text }, fingerprint: "a" });
        return renderCheckHtml(createResult([createServer({ name: text }, {}, text)], [finding]), context);
      };
      const readShape = (text: string) => ask(page, `readShape(${JSON.stringify(render(text))})`);
      const expected = await readShape("x");
      const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary", minLength: 1, maxLength: 40 }));
      await fc.assert(
        fc.asyncProperty(text, async (name) => {
          assert.deepEqual(await readShape(name === "" ? "x" : name), expected);
        }),
        { numRuns: 60 },
      );
    });
  });
});

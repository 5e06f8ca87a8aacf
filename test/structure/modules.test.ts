// Holds every source file to its place in the flow, its size and its first line.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

function listFiles(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes("/generated/"))
    .sort();
}

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

/** What each folder of src/ may import, beside itself, generated types and the files that lie in src/ itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  normalize: [],
  facts: [],
  ledger: ["facts", "normalize"],
  sandbox: ["facts"],
  validate: [],
  bundle: [],
  evaluate: ["bundle"],
  decide: [],
  documents: [],
  settings: ["documents", "facts"],
  fix: ["bundle", "facts", "normalize"],
  log: ["facts"],
  check: ["bundle", "facts", "fix", "normalize"],
  guard: ["bundle", "facts", "ledger", "log", "normalize", "sandbox"],
  http: ["bundle", "facts", "guard", "log", "normalize"],
  approve: ["check", "facts"],
  triage: ["bundle", "documents"],
  report: ["approve", "author", "bundle", "check", "compile", "fix", "normalize", "triage"],
  wrap: ["bundle", "facts", "guard", "http", "ledger", "log", "normalize", "sandbox"],
  compile: [],
  author: ["bundle", "compile", "decide", "documents", "evaluate", "settings", "validate"],
  cli: [
    "approve",
    "author",
    "bundle",
    "check",
    "compile",
    "documents",
    "facts",
    "fix",
    "guard",
    "ledger",
    "log",
    "normalize",
    "report",
    "sandbox",
    "settings",
    "triage",
    "validate",
    "wrap",
  ],
};

/** Files in src/ itself that know the order of the stages. Stages do not import them. */
const ORDER = new Set(["evaluator.ts", "index.ts"]);

/** Stages that ask an evaluator. */
const KNOWS_ORDER = new Set(["check", "cli", "guard"]);

const MAY_READ_FILES = new Set([
  "sandbox",
  "fix",
  "log",
  "normalize",
  "facts",
  "bundle",
  "documents",
  "settings",
  "compile",
  "author",
  "triage",
  "wrap",
  "cli",
]);

function importsOf(file: string): string[] {
  const paths = [...read(file).matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map(([, path]) => path ?? "");
  return paths.map((path) => (path.startsWith(".") ? relative("src", join(dirname(file), path)) : path));
}

function stageOf(file: string): string {
  const path = relative("src", file);
  return path.includes("/") ? (path.split("/")[0] ?? "") : "";
}

describe("src/", () => {
  const files = listFiles("src", ".ts");

  it("imports only what comes before in the flow", () => {
    const wrong = files.flatMap((file) => {
      const stage = stageOf(file);
      if (stage === "") return [];
      const allowed = new Set([stage, "generated", ...(ALLOWED[stage] ?? [])]);
      return importsOf(file)
        .filter((path) => !path.startsWith("node:") && /\.(?:ts|js)$/.test(path))
        .filter((path) =>
          path.includes("/") ? !allowed.has(path.split("/")[0] ?? "") : ORDER.has(path) && !KNOWS_ORDER.has(stage),
        )
        .map((path) => `${file} imports ${path}`);
    });
    assert.deepEqual(wrong, []);
  });

  it("reads files and starts processes only in the stages that say so", () => {
    const wrong = files.filter(
      (file) =>
        stageOf(file) !== "" &&
        !MAY_READ_FILES.has(stageOf(file)) &&
        importsOf(file).some((path) => /^node:(?:fs|net|http|https|child_process|worker_threads|dns)/.test(path)),
    );
    assert.deepEqual(wrong, []);
  });

  it("wraps opa-wasm in one file", () => {
    const users = files.filter((file) => importsOf(file).includes("@open-policy-agent/opa-wasm"));
    assert.deepEqual(users, ["src/evaluate/opa_wasm.ts"]);
  });

  it("has small modules", (context) => {
    const sizes = files.map((file) => ({ file, lines: read(file).split("\n").length - 1 }));
    const sorted = sizes.map(({ lines }) => lines).sort((a, b) => a - b);
    context.diagnostic(`${sizes.length} modules, median ${sorted[Math.floor(sorted.length / 2)]} lines`);
    assert.deepEqual(
      sizes.filter(({ lines }) => lines > 300),
      [],
    );
  });

  it("says in the first line of each module what it is", () => {
    assert.deepEqual(
      files.filter((file) => !/^\/\/ \S/.test(read(file))),
      [],
    );
  });

  it("exports by name, one thing at a time", () => {
    assert.deepEqual(
      files.filter((file) => /^export (?:\*|default)/m.test(read(file))),
      [],
    );
  });
});

describe("policies/", () => {
  const files = listFiles("policies", ".rego");
  const policies = files.filter((file) => !file.endsWith("_test.rego"));

  it("are small", () => {
    // The index is generated from the heads of all rules, and read by nobody but the compiler.
    const written = policies.filter((file) => file !== "policies/mcp/index.rego");
    const sizes = written.map((file) => ({ file, lines: read(file).split("\n").length - 1 }));
    assert.deepEqual(
      sizes.filter(({ lines }) => lines > 120),
      [],
    );
  });

  it("have packages that match their folders", () => {
    const wrong = files.filter((file) => {
      const path = relative("policies", file)
        .replace(/\.rego$/, "")
        .replaceAll("/", ".");
      return !new RegExp(`^package ${path}$`, "m").test(read(file));
    });
    assert.deepEqual(wrong, []);
  });

  it("have a test each", () => {
    const wrong = policies.filter((file) => !files.includes(file.replace(/\.rego$/, "_test.rego")));
    assert.deepEqual(wrong, []);
  });

  it("have tests that can fail", () => {
    const tests = files.filter((file) => file.endsWith("_test.rego"));
    // `test_x if { a | b == set() }` reads as a set comprehension, which is true even when it is empty; the formatter
    // betrays it by leaving the line behind the brace without an indent.
    const vacuous = tests.filter((file) => /^test_[^\n]* if \{\n(?![\t}])/m.test(read(file)));
    assert.deepEqual(vacuous, []);
  });

  it("have tests that run every row they list", () => {
    const tests = files.filter((file) => file.endsWith("_test.rego"));
    // What a test iterates over but does not have in its name is checked until one row holds, and no further.
    const once = tests.flatMap((file) =>
      [...read(file).matchAll(/^(test_\w+)((?:\[\w+\])*) if \{\n([\s\S]*?)^\}/gm)]
        .filter(([, , keys = "", body = ""]) => {
          const named = [...keys.matchAll(/\w+/g)].map(([key]) => key);
          const computed = named.some((key) => body.includes(`\t${key} := `));
          const listed = [...body.matchAll(/^\tsome ([\w, ]+) in (?:[[{]|_\w+$)/gm)].map(([, variables = ""]) =>
            variables.split(", "),
          );
          return !computed && listed.some((variables) => !variables.some((variable) => named.includes(variable)));
        })
        .map(([, name]) => `${file}: ${name}`),
    );
    assert.deepEqual(once, []);
  });

  it("use the slug of their folder as clause", () => {
    const wrong = policies.filter((file) => {
      const clause = /^policies\/mcp\/(?:trust|behavior|responsibility|vulnerability|reporting)\/(.+)\/[^/]+$/.exec(
        file,
      )?.[1];
      if (clause === undefined) return false;
      return !read(file).includes(`#   clause: ${clause}\n`);
    });
    assert.deepEqual(wrong, []);
  });
});

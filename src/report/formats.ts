// Every format a check can be reported in, by the name that --format takes.
import type { Clauses } from "../bundle/clauses.ts";
import type { BundleIdentity } from "../bundle/load_bundle.ts";
import type { BaselineEntry } from "../check/baseline.ts";
import type { CheckResult } from "../check/check_files.ts";
import type { CheckReport } from "../generated/check_report.ts";
import type { Grants } from "../generated/settings.ts";
import type { Colors } from "./colors.ts";

/** What a report says beside what was found. */
export interface CheckContext extends Pick<CheckReport, "profile" | "mode"> {
  readonly bundle: BundleIdentity;
  /** The settings file that was used: whoever wrote it had a say. */
  readonly settings: string | undefined;
  /** What the settings grant, by server; nothing when there are none. */
  readonly grants?: Readonly<Record<string, Grants>>;
  /** What the bundle says its clauses are; a clause not among them is shown by its slug. */
  readonly clauses?: Clauses;
  readonly colors: Colors;
  readonly columns: number;
  /** Of mcp-trust. */
  readonly version?: string;
  /** The least effect that fails; deny when nothing is said. */
  readonly failOn?: "deny" | "ask";
  /** The baseline that findings were compared with, and its entries that no longer occur. */
  readonly baseline?: { readonly file: string; readonly gone: readonly BaselineEntry[] };
}

type Renderer = (result: CheckResult, context: CheckContext) => string;

/** Loaded when it is asked for: most checks need one, and a page is much code. */
export const checkFormats = {
  text: async () => (await import("./check_text.ts")).renderCheckText,
  json: async () => (await import("./check_json.ts")).renderCheckJson,
  sarif: async () => (await import("./check_sarif.ts")).renderCheckSarif,
  junit: async () => (await import("./check_junit.ts")).renderCheckJunit,
  html: async () => (await import("./html/page.ts")).renderCheckHtml,
} as const satisfies Record<string, () => Promise<Renderer>>;

export type CheckFormat = keyof typeof checkFormats;

export async function renderCheck(format: CheckFormat, result: CheckResult, context: CheckContext): Promise<string> {
  const render = await checkFormats[format]();
  return render(result, context);
}

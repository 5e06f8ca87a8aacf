// Every format a check can be reported in, by the name that --format takes.
import type { Clauses } from "../bundle/clauses.ts";
import type { BundleIdentity } from "../bundle/load_bundle.ts";
import type { BaselineEntry } from "../check/baseline.ts";
import type { CheckResult } from "../check/check_files.ts";
import type { CheckReport } from "../generated/check_report.ts";
import type { Grants } from "../generated/settings.ts";
import { renderCheckJson } from "./check_json.ts";
import { renderCheckJunit } from "./check_junit.ts";
import { renderCheckSarif } from "./check_sarif.ts";
import { renderCheckText } from "./check_text.ts";
import type { Colors } from "./colors.ts";
import { renderCheckHtml } from "./html/page.ts";

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

export const checkFormats = {
  text: renderCheckText,
  json: renderCheckJson,
  sarif: renderCheckSarif,
  junit: renderCheckJunit,
  html: renderCheckHtml,
} as const satisfies Record<string, Renderer>;

export type CheckFormat = keyof typeof checkFormats;

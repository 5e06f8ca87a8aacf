// Every format a check can be reported in, by the name that --format takes.
import type { BundleIdentity } from "../bundle/load_bundle.ts";
import type { CheckResult } from "../check/check_files.ts";
import type { CheckReport } from "../generated/check_report.ts";
import { renderCheckJson } from "./check_json.ts";
import { renderCheckText } from "./check_text.ts";
import type { Colors } from "./colors.ts";

/** What a report says beside what was found. */
export interface CheckContext extends Pick<CheckReport, "profile" | "mode"> {
  readonly bundle: BundleIdentity;
  /** The settings file that was used: whoever wrote it had a say. */
  readonly settings: string | undefined;
  readonly colors: Colors;
  readonly columns: number;
}

type Renderer = (result: CheckResult, context: CheckContext) => string;

export const checkFormats = { text: renderCheckText, json: renderCheckJson } as const satisfies Record<
  string,
  Renderer
>;

export type CheckFormat = keyof typeof checkFormats;

// Turns a check's result into the one line that sums it up.
import type { CheckResult } from "../check/check_files.ts";
import type { CheckContext } from "./formats.ts";
import { count, printable, wordOf } from "./place.ts";

export function renderSummary(
  { files, findings, problems }: CheckResult,
  { colors, profile, mode, settings: used }: CheckContext,
): string {
  const servers = files.reduce((sum, file) => sum + file.servers, 0);
  const settings = files.reduce((sum, file) => sum + file.settings, 0);
  if (servers + settings + problems.length === 0) return `no servers or settings in ${count(files.length, "file")}`;
  const words = findings.map(wordOf);
  const { length: denied } = words.filter((word) => word === "deny");
  const { length: asked } = words.filter((word) => word === "ask");
  const { length: waived } = words.filter((word) => word === "waived");
  const known = findings.length - denied - asked - waived;
  const found = [
    ...(servers > 0 || settings === 0 ? [count(servers, "server")] : []),
    ...(settings > 0 ? [count(settings, "setting")] : []),
  ];
  const audit = mode === "audit" ? ", audit: recorded, not enforced" : "";
  const checked = `${found.join(" and ")} in ${count(files.length, "file")}, profile ${profile}${used === undefined ? "" : ` from ${printable(used)}`}${audit}`;
  const verdict = [
    denied > 0 ? colors.red(`${denied} denied`) : colors.green(known > 0 ? "nothing new denied" : "nothing denied"),
    ...(asked > 0 ? [colors.yellow(`${asked} to confirm`)] : []),
    ...(known > 0 ? [`${known} known`] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(problems.length > 0 ? [colors.red(count(problems.length, "problem"))] : []),
  ];
  return `${verdict.join(", ")} (${checked})`;
}

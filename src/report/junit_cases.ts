// Turns findings and problems into JUnit's test cases.
import type { CheckedFile } from "../check/check_files.ts";
import type { Finding } from "../check/finding.ts";
import { isUndecided } from "../check/undecided.ts";
import type { Problem } from "../normalize/problem.ts";
import type { CheckContext } from "./formats.ts";
import { describeArgs, nameResponsible, printable, wordOf } from "./place.ts";
import type { XmlElement } from "./xml_text.ts";

export type Outcome = "passed" | "failure" | "skipped" | "error";

export interface Case {
  readonly outcome: Outcome;
  readonly element: XmlElement;
}

/** Confirming is a person's; a machine cannot, and has neither passed nor failed. */
function judge(finding: Finding, failOn: CheckContext["failOn"]): Outcome {
  const word = wordOf(finding);
  if (word === "waived" || word === "known") return "passed";
  if (word === "ask") return failOn === "ask" ? "failure" : "skipped";
  return isUndecided(finding.code) ? "error" : "failure";
}

const ORDER: readonly Outcome[] = ["failure", "error", "skipped", "passed"];

function describe(finding: Finding): string {
  const { severity, title, file, line, column, subject, description, remedy, code, responsible } = finding;
  const details = describeArgs(finding.args);
  return [
    `${wordOf(finding)} ${severity}: ${title}`,
    `${file}:${line}:${column} ${subject}${details === "" ? "" : ` (${details})`}`,
    ...(description === "" ? [] : [description]),
    ...(remedy === "" ? [] : [`What to do: ${remedy}`]),
    `${code}, responsible: ${nameResponsible(responsible)}`,
  ]
    .map(printable)
    .join("\n");
}

/** @param name of the server or setting that the findings are about */
export function createCase(
  file: CheckedFile,
  name: string,
  line: number,
  findings: readonly Finding[],
  failOn: CheckContext["failOn"],
): Case {
  const ranked = findings
    .map((finding) => ({ finding, outcome: judge(finding, failOn) }))
    .sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
  const [worst] = ranked;
  const attributes = {
    name: printable(name),
    classname: file.client ?? "unknown",
    file: printable(file.path),
    line,
    time: 0,
  };
  if (worst === undefined) return { outcome: "passed", element: { name: "testcase", attributes } };
  const text = ranked.map(({ finding }) => describe(finding)).join("\n\n");
  const more = ranked.length > 1 ? ` (and ${ranked.length - 1} more)` : "";
  const said: XmlElement =
    worst.outcome === "passed"
      ? { name: "system-out", attributes: {}, content: text }
      : {
          name: worst.outcome,
          attributes: { message: printable(worst.finding.title) + more, type: worst.finding.code },
          content: text,
        };
  return { outcome: worst.outcome, element: { name: "testcase", attributes, content: [said] } };
}

export function createProblemCase(client: string | null, { code, file, line, column, message }: Problem): Case {
  const place = `${printable(file)}:${line}:${column}`;
  const attributes = {
    name: `${code} ${line}:${column}`,
    classname: client ?? "unknown",
    file: printable(file),
    line,
    time: 0,
  };
  const error = {
    name: "error",
    attributes: { message: printable(message), type: code },
    content: `${place}\n${printable(message)}`,
  };
  return { outcome: "error", element: { name: "testcase", attributes, content: [error] } };
}

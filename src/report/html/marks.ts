// Turns the findings on one arrow into marks: one for each code, worst first, and one for those that have no room.
import type { Finding } from "../../check/finding.ts";
import { count, wordOf } from "../place.ts";
import { groupFindings, isSevere, nameCode, summarizeWords, WORD_LABEL, type Word } from "./words.ts";

export interface Mark {
  readonly label: string;
  /** The whole of it, for whoever points at it or has it read. */
  readonly title: string;
  readonly word: Word;
  readonly severe: boolean;
  /** The entry it leads to. */
  readonly href: string;
}

/** Where each finding is explained: the id of its entry. */
export type Anchors = ReadonlyMap<Finding, string>;

export function listAnchors(findings: readonly Finding[]): Anchors {
  const used = new Set<string>();
  const anchors = new Map<Finding, string>();
  for (const [index, finding] of findings.entries()) {
    // The same file may be checked under two spellings of its path.
    const id = used.has(finding.fingerprint) ? `${finding.fingerprint}-${index}` : finding.fingerprint;
    used.add(id);
    anchors.set(finding, `finding-${id}`);
  }
  return anchors;
}

function createMark(findings: readonly Finding[], label: string, title: string, anchors: Anchors): Mark[] {
  const [first] = findings;
  const anchor = first === undefined ? undefined : anchors.get(first);
  if (first === undefined || anchor === undefined) return [];
  return [{ label, title, word: wordOf(first), severe: isSevere(first), href: `#${anchor}` }];
}

export function listMarks(findings: readonly Finding[], anchors: Anchors, most = 4): Mark[] {
  const groups = groupFindings(findings);
  const shown = groups.length <= most ? groups : groups.slice(0, most - 1);
  const rest = groups.slice(shown.length).flat();
  const marks = shown.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { code, severity, title } = first;
    const times = group.length === 1 ? "" : ` ×${group.length}`;
    const places = group.length === 1 ? "" : `, ${count(group.length, "place")}`;
    return createMark(
      group,
      nameCode(code) + times,
      `${title} (${WORD_LABEL[wordOf(first)]}, ${severity}${places})`,
      anchors,
    );
  });
  return [
    ...marks,
    ...createMark(rest, `${rest.length} more`, `${rest.length} more: ${summarizeWords(rest)}`, anchors),
  ];
}

// Turns a module and its rules into mutants: texts in which one body is deleted, one condition flipped or one dropped.
import type { RegoModule } from "../../src/compile/types.ts";
import type { Span } from "./locate.ts";
import type { Body, Expression, Rule } from "./syntax.ts";

export const OPERATORS = ["delete", "flip", "drop"] as const;
export type Operator = (typeof OPERATORS)[number];

export interface Mutant {
  /** Path of the module in the folder of policies. */
  readonly path: string;
  readonly line: number;
  readonly operator: Operator;
  /** The source that is changed, on one line. */
  readonly source: string;
  readonly text: string;
}

interface Edit extends Span {
  readonly text: string;
}

const OPPOSITE: Readonly<Record<string, string>> = {
  "==": "!=",
  "!=": "==",
  "<": ">=",
  ">=": "<",
  ">": "<=",
  "<=": ">",
};

function apply(text: string, edits: readonly Edit[]): string {
  const last = [...edits].sort((one, other) => other.start - one.start);
  return last.reduce((sum, edit) => sum.slice(0, edit.start) + edit.text + sum.slice(edit.end), text);
}

/**
 * A deleted body stays as one that never holds: without its name the module would not compile, which says nothing about
 * the tests. An `else` without conditions is the last of its chain and has no name of its own: it goes.
 */
function never(text: string, { start, end, expressions }: Body): Edit {
  const [first] = expressions;
  if (first === undefined && text.startsWith("else", start)) return { start, end, text: "" };
  if (first === undefined) return { start: end, end, text: " if false" };
  const opened = /\bif\s*\{(?:\s|#[^\n]*\n)*$/.test(text.slice(start, first.start));
  if (opened) return { start: first.start, end: first.start, text: "false; " };
  return { start: first.start, end: first.end, text: `{ false; ${text.slice(first.start, first.end)} }` };
}

function deletions(text: string, rule: Rule): [Span, Edit[]][] {
  if (rule.isDefault) return [[rule, [{ start: rule.start, end: rule.end, text: "" }]]];
  const each = rule.bodies.map((body): [Span, Edit[]] => [body, [never(text, body)]]);
  if (each.length === 1) return [[rule, each.flatMap(([, edits]) => edits)]];
  return [[rule, each.flatMap(([, edits]) => edits)], ...each];
}

function flip(text: string, { start, end, negated, operator }: Expression): Edit {
  if (negated) {
    const [word = ""] = /^not\s+/.exec(text.slice(start, end)) ?? [];
    return { start, end: start + word.length, text: "" };
  }
  const opposite = OPPOSITE[operator?.text ?? ""];
  if (operator === undefined || opposite === undefined) return { start, end: start, text: "not " };
  return { start: operator.start, end: operator.end, text: opposite };
}

function flips(text: string, { lists }: Rule): [Span, Edit[]][] {
  const conditions = lists.flat().filter(({ shape }) => shape === "condition");
  return conditions.map((expression) => [expression, [flip(text, expression)]]);
}

function drops({ lists }: Rule): [Span, Edit[]][] {
  const expressions = lists.filter(({ length }) => length > 1).flat();
  const kept = expressions.filter(({ shape }) => shape !== "declaration");
  return kept.map(({ start, end }) => [{ start, end }, [{ start, end, text: "true" }]]);
}

function lineOf(text: string, { start }: Span): number {
  return text.slice(0, start).split("\n").length;
}

/** Mutants of one module; that they compile is not yet known. */
export function mutate({ path, text }: RegoModule, rules: readonly Rule[], operators: ReadonlySet<Operator>): Mutant[] {
  const mutants: Mutant[] = [];
  const add = (operator: Operator, changes: readonly [Span, Edit[]][]) => {
    if (!operators.has(operator)) return;
    for (const [span, edits] of changes) {
      const source = text.slice(span.start, span.end).replace(/\s+/g, " ");
      mutants.push({ path, line: lineOf(text, span), operator, source, text: apply(text, edits) });
    }
  };
  for (const rule of rules) {
    add("delete", deletions(text, rule));
    add("flip", flips(text, rule));
    add("drop", drops(rule));
  }
  return mutants;
}

// Turns one Rego module into its rules, with the exact place of each body and expression in the text.
import type { RegoModule } from "../../src/compile/types.ts";
import { createLocate, type Locate, type Located, type Place, type Span } from "./locate.ts";
import { runOpa } from "./opa.ts";

interface OpaExpression extends Located {
  readonly terms: unknown;
  readonly negated?: boolean;
  readonly with?: unknown;
  /** The body `true` that OPA writes where there is none. */
  readonly generated?: boolean;
}

interface OpaRule extends Located {
  readonly head: Located;
  readonly body: readonly OpaExpression[];
  readonly else?: OpaRule;
  readonly default?: boolean;
}

export interface Expression extends Span {
  readonly shape: "condition" | "binding" | "declaration";
  readonly negated: boolean;
  /** Of `a == b` the `==`. */
  readonly operator: Place | undefined;
}

/** One body of a rule: its own, or that of an `else`. */
export interface Body extends Span {
  /** Empty when the rule states its value without conditions. */
  readonly expressions: readonly Expression[];
}

export interface Rule extends Span {
  readonly isDefault: boolean;
  /** Its body, then those of its `else` chain. */
  readonly bodies: readonly Body[];
  /** All lists of expressions in it: its bodies, and those of comprehensions and `every` within. */
  readonly lists: readonly (readonly Expression[])[];
}

type Node = Readonly<Record<string, unknown>>;

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null;
}

const BINDING = new Set([":=", "="]);

function readExpression(expression: OpaExpression, locate: Locate): Expression {
  const span = locate(expression);
  const { terms, negated = false } = expression;
  const first = Array.isArray(terms) ? (terms[0] as Located) : undefined;
  const operator = first === undefined ? undefined : locate(first);
  const base = { ...span, negated, operator };
  if (isNode(terms) && Array.isArray(terms.symbols)) {
    // `some x` alone declares; `some x in xs` is a call of the operator `in`.
    const searches = terms.symbols.some((symbol) => isNode(symbol) && symbol.type === "call");
    return { ...base, shape: searches ? "binding" : "declaration" };
  }
  const isEvery = isNode(terms) && terms.domain !== undefined;
  if (isEvery || expression.with !== undefined || BINDING.has(operator?.text ?? ""))
    return { ...base, shape: "binding" };
  return { ...base, shape: "condition" };
}

/** OPA lets the one expression of an `else` without braces begin with the `else`. */
function withoutHead(expression: Expression & Place, head: Place | undefined): Expression {
  if (head === undefined || expression.start !== head.start) return expression;
  const [condition = ""] = /^\s*if\s+/.exec(expression.text.slice(head.text.length)) ?? [];
  return { ...expression, start: head.end + condition.length };
}

function readList(list: readonly OpaExpression[], head: Located | undefined, locate: Locate): Expression[] {
  const kept = list.filter(({ generated }) => !generated);
  const place = head === undefined ? undefined : locate(head);
  return kept.map((expression) => withoutHead({ ...readExpression(expression, locate), ...locate(expression) }, place));
}

/** Every `body` below a node, each once: OPA repeats parts of a head in its `reference`. */
function collectLists(node: unknown, locate: Locate, found: Map<number, Expression[]>): void {
  if (!isNode(node)) return;
  if (Array.isArray(node.body)) {
    const list = readList(node.body as OpaExpression[], node.head as Located | undefined, locate);
    const [first] = list;
    if (first !== undefined) found.set(first.start, list);
  }
  for (const child of Object.values(node)) collectLists(child, locate, found);
}

/** A rule's own location may name its first word only (`g(3)`, `default x := 1`); it then ends with the line. */
function endOf(text: string, spans: readonly Span[]): number {
  const end = Math.max(...spans.map((span) => span.end));
  const rest = /^[^\n]*?(?=[ \t]*(?:#[^\n]*)?(?:\n|$))/.exec(text.slice(end))?.[0] ?? "";
  return end + rest.length;
}

function readBodies(rule: OpaRule, text: string, locate: Locate): Body[] {
  const expressions = readList(rule.body, rule.head, locate);
  const head = locate(rule.head);
  const own = { start: head.start, end: expressions.length > 0 ? head.end : endOf(text, [head]), expressions };
  return [own, ...(rule.else === undefined ? [] : readBodies(rule.else, text, locate))];
}

function readRule(rule: OpaRule, text: string, locate: Locate): Rule {
  const place = locate(rule);
  const lists = new Map<number, Expression[]>();
  collectLists(rule, locate, lists);
  return {
    start: place.start,
    end: endOf(text, [place, locate(rule.head)]),
    isDefault: rule.default === true,
    bodies: readBodies(rule, text, locate),
    lists: [...lists.values()],
  };
}

/** @param file where the module's text lies, for OPA to read */
export async function parseModule(opa: string, file: string, module: RegoModule): Promise<Rule[]> {
  const { status, stdout, stderr } = await runOpa(opa, ["parse", "--format=json", "--json-include=locations", file]);
  if (status !== 0) throw new Error(`${module.path} does not parse: ${stderr || stdout}`);
  const { rules = [] } = JSON.parse(stdout) as { rules?: OpaRule[] };
  const locate = createLocate(module);
  return rules.map((rule) => readRule(rule, module.text, locate));
}

// Turns the decision about a report into the answer its sender gets: outcome, clause or class, open questions.
import type { Clause, Clauses } from "../bundle/clauses.ts";
import type { Bundle } from "../bundle/load_bundle.ts";
import type { Decision, Reason } from "../generated/decision.ts";
import { type Question, readEventSchema } from "./report_schema.ts";

export interface OpenQuestion {
  readonly field: string;
  readonly question: string;
  /** The answers there are, where the form offers a choice. */
  readonly answers?: readonly string[];
}

export interface Triage {
  /** intended_behavior, in_scope, out_of_scope or needs_information; undecided when the policy could not be asked. */
  readonly outcome: string;
  /** The clause or class of the trust model that decides it. */
  readonly clause?: Clause & { readonly slug: string };
  readonly missing: readonly OpenQuestion[];
  readonly decision: Decision;
}

function textArg({ args }: Reason, name: string): string | undefined {
  const value = args[name];
  return typeof value === "string" ? value : undefined;
}

function readQuestions(bundle: Bundle): Readonly<Record<string, string>> {
  const tables = bundle.data.tables as { report_triage?: Record<string, Record<string, string>> } | undefined;
  return { ...tables?.report_triage?.questions, ...tables?.report_triage?.evidence };
}

function openQuestion(field: string, said: string | undefined, form: Question | undefined): OpenQuestion {
  const question = { field, question: said ?? form?.description ?? field };
  if (form?.type === "boolean") return { ...question, answers: ["true", "false"] };
  return form?.enum === undefined ? question : { ...question, answers: form.enum };
}

export async function summarizeTriage(decision: Decision, bundle: Bundle, clauses: Clauses): Promise<Triage> {
  const { properties } = (await readEventSchema()).definitions.report;
  const questions = readQuestions(bundle);
  const [first] = decision.reasons;
  const outcome = (first === undefined ? undefined : textArg(first, "outcome")) ?? "undecided";
  const slug = first === undefined ? undefined : (textArg(first, "class") ?? textArg(first, "clause"));
  const clause = slug === undefined ? undefined : clauses.get(slug);
  const missing = decision.reasons
    .flatMap((reason) => textArg(reason, "missing") ?? [])
    .map((field) => openQuestion(field, questions[field], properties[field]));
  const decided = { outcome, missing, decision };
  return slug === undefined || clause === undefined ? decided : { ...decided, clause: { slug, ...clause } };
}

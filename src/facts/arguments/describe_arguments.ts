// Turns the strings of a call into facts about what is in them: characters that some interpreter would act upon.
//
// Limits: the marks are lexical. They say that a character or form is there, not that anybody interprets it, and not
// where: `a & b` in prose and in a command line are marked alike. What the mark means is a matter of the parameter.
import type { ArgumentFact } from "../../generated/event.ts";
import { isWholeUrl } from "../urls/find_urls.ts";
import { type ArgumentText, isIdentifier } from "./list_strings.ts";

type Mark = ArgumentFact["marks"][number];

/** INVARIANT: each takes linear time on any text; none repeats a group that can match in two ways. */
const FORMS: readonly (readonly [Mark, RegExp])[] = [
  ["shell_separator", /[;|&]/],
  ["shell_substitution", /`|\$[({]|[<>]\(/],
  ["redirection", /[<>]/],
  ["newline", /[\n\r\u0085\u2028\u2029]/],
  ["control_character", /(?![\0\t\n\r])\p{Cc}/u],
  ["null_byte", /\0/],
  ["option", /^-[\p{L}-]/u],
  // Quotes in front are gone by the time a program sees its options.
  ["embedded_option", /\s["']{0,2}-{1,2}\p{L}/u],
  ["quote", /["']/],
  // `#` is MySQL's; elsewhere it is a heading, a tag or a fragment unless something was closed in front of it.
  ["sql_comment", /--|\/\*|["'`)]\s*#|\s#(?:\s|$)/],
  ["semicolon", /;/],
  ["parenthesis", /[()]/],
  ["whitespace", /\s/],
  ["template", /\{\{|\$\{|<%|\{%/],
];

function listMarks(text: string, isName: boolean): Mark[] {
  const marks = FORMS.filter(([, form]) => form.test(text)).map(([mark]) => mark);
  if (isWholeUrl(text)) marks.push("url");
  if (!isIdentifier(text)) marks.push("not_identifier");
  if (isName) marks.push("member_name");
  return marks;
}

export function describeArguments(texts: readonly ArgumentText[]): ArgumentFact[] {
  return texts.map(({ pointer, value, words, isName }) => ({
    pointer,
    words: [...words],
    length: value.length,
    marks: listMarks(value, isName),
  }));
}

// Finds the operators and expansions in POSIX shell text, and the texts inside its substitutions.

export interface ShellScan {
  readonly operators: readonly string[];
  readonly substitutions: readonly string[];
  /** The same text with unquoted line ends as `;`, because shell-quote reads them as blanks. */
  readonly flat: string;
  readonly complete: boolean;
}

const MOST_SUBSTITUTIONS = 16;
const OPERATORS = [
  "<<<",
  "&&",
  "||",
  "|&",
  "&>",
  ";;",
  ">>",
  ">&",
  "<&",
  "<<",
  ">|",
  "<>",
  "|",
  "&",
  ";",
  ">",
  "<",
  "(",
  ")",
];

/** One spelling for both halves of a pair, and `;` for a line end. */
export function nameOperator(text: string): string {
  if (/[\r\n]/.test(text)) return ";";
  if (/[()]/.test(text)) return "()";
  if (/[{}]/.test(text)) return "{}";
  return /[[\]?]/.test(text) ? "*" : text;
}

export function scanShellText(text: string): ShellScan {
  const operators = new Set<string>();
  const substitutions: string[] = [];
  const flat = Array.from({ length: text.length }, (_, index) => text.charAt(index));
  let quote = "";
  let at = 0;
  while (at < text.length) {
    const letter = text.charAt(at);
    if (quote === "'") {
      if (letter === "'") quote = "";
    } else if (letter === "\\") {
      if (quote === "") operators.add("\\");
      at += 1;
    } else if (letter === '"') quote = quote === '"' ? "" : '"';
    else if (letter === "'" && quote === "") quote = "'";
    else if (letter === "`") {
      operators.add("`");
      const end = text.indexOf("`", at + 1);
      if (end > at) {
        if (substitutions.length < MOST_SUBSTITUTIONS) substitutions.push(text.slice(at + 1, end));
        flat.fill(" ", at, end + 1);
        at = end;
      }
    } else if (letter === "$") {
      const next = text.charAt(at + 1);
      operators.add(next === "(" ? "$()" : "$");
      if (next === "(") keepSubstitution(substitutions, text, at + 2);
      if (next === "(" || next === "{") at += 1;
    } else if (quote === "") at += scanPlain(text, at, operators, substitutions, flat);
    at += 1;
  }
  return { operators: [...operators], substitutions, flat: flat.join(""), complete: quote === "" };
}

/** Returns how many more characters the operator at this place takes. */
function scanPlain(text: string, at: number, operators: Set<string>, substitutions: string[], flat: string[]): number {
  const letter = text.charAt(at);
  const startsWord = at === 0 || /[\s;|&(=:]/.test(text.charAt(at - 1));
  if (letter === "\n" || letter === "\r") {
    operators.add(";");
    flat[at] = ";";
    return 0;
  }
  if ((letter === "<" || letter === ">") && text.charAt(at + 1) === "(") {
    operators.add(`${letter}()`);
    keepSubstitution(substitutions, text, at + 2);
    return 1;
  }
  const operator = OPERATORS.find((known) => text.startsWith(known, at));
  if (operator !== undefined) {
    if (operator !== ")") operators.add(nameOperator(operator));
    return operator.length - 1;
  }
  if ("*?[".includes(letter)) operators.add("*");
  if (letter === "{") operators.add("{}");
  if (letter === "!" && startsWord) operators.add("!");
  if ((letter === "~" || letter === "#") && startsWord) operators.add(letter);
  return 0;
}

/** Attacker-controlled: thousands of openings would make reading them quadratic. */
function keepSubstitution(substitutions: string[], text: string, start: number): void {
  if (substitutions.length < MOST_SUBSTITUTIONS) substitutions.push(takeParenthesis(text, start));
}

function takeParenthesis(text: string, start: number): string {
  let depth = 1;
  for (let at = start; at < text.length; at += 1) {
    if (text.charAt(at) === "(") depth += 1;
    if (text.charAt(at) === ")") depth -= 1;
    if (depth === 0) return text.slice(start, at);
  }
  return text.slice(start);
}

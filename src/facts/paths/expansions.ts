// Tells what a shell, or a server that acts like one, would put in place of variables and braces in a path.

const HOME_VARIABLE =
  /^(?:\$(?:HOME|USERPROFILE)|\$\{(?:HOME|USERPROFILE)\}|%(?:HOME|USERPROFILE)%|\$env:(?:HOME|USERPROFILE))(?=[\\/]|$)/i;

/** Any variable or command substitution at the start. */
const FIRST = /^(?:\$[A-Za-z_{(]|%[A-Za-z_][^%\\/]*%)/;

/** Elsewhere `$` stands in plain names (`Foo$Bar.class`), so that a whole component must be one, or braces show it. */
const COMPONENT = /^\$(?:[A-Za-z_]\w*|env:\w+)$/i;
const BRACED = /\$[{(]/;
const PERCENT = /%[A-Za-z_][^%\\/]*%/;

/** `$HOME/x` → `~/x`; undefined when the path does not start at the home, or other variables follow. */
export function homeOf(path: string): string | undefined {
  const found = HOME_VARIABLE.exec(path)?.[0];
  if (found === undefined) return undefined;
  const rest = path.slice(found.length);
  return hasVariable(rest, true) ? undefined : `~${rest}`;
}

/** Whether where the path starts depends on a variable whose value is not known. */
export function isExpandedFirst(path: string): boolean {
  return FIRST.test(path) && homeOf(path) === undefined;
}

/** @param windows whether `%X%` is a variable everywhere, and not percent-encoding */
export function hasVariable(path: string, windows: boolean): boolean {
  if (FIRST.test(path)) return true;
  if (BRACED.test(path) || (windows && PERCENT.test(path))) return true;
  return path.split(/[\\/]/).some((part) => COMPONENT.test(part));
}

/** A component with letters around its braces stays one name, whatever is chosen: `*.{ts,tsx}`. */
function staysName(part: string): boolean {
  let depth = 0;
  let outside = "";
  for (const character of part) {
    if (character === "{") depth += 1;
    else if (character === "}") depth -= 1;
    else if (depth === 0) outside += character;
    if (depth < 0) return false;
  }
  if (depth !== 0) return false;
  if (/[^.]/.test(outside)) return true;
  // `{src,test}`: one group that is the whole component, and no choice in it is empty or dots.
  const group = /^\{([^{}]*)\}$/.exec(part)?.[1];
  return group?.split(",").every((choice) => /[^.]/.test(choice)) ?? false;
}

/** Whether braces choose between paths, rather than between names in one folder. */
export function isBracePattern(path: string): boolean {
  if (!path.includes("{") || !path.includes(",") || !path.includes("}")) return false;
  return !path.split(/[\\/]/).every((part) => (part.includes("{") || part.includes("}") ? staysName(part) : true));
}

// Tells by a text's form whether it is, or holds behind a prefix, a file path.

/** What a file URI starts with; the WHATWG parser drops tabs and line breaks inside it. */
const FILE_SCHEME = "f[\\t\\r\\n]*i[\\t\\r\\n]*l[\\t\\r\\n]*e[\\t\\r\\n]*:";

/** `$HOME/`, `${X}/`, `%X%\`, `$env:X\`; a lone `$X\` is mathematics more often than a path. */
const VARIABLE_START =
  "\\$[A-Za-z_]\\w*\\/|\\$(?:HOME|USERPROFILE|env:\\w+)(?:[\\\\/]|$)|\\$\\{[^{}\\s]{1,256}\\}[\\\\/]|\\$\\{(?:HOME|USERPROFILE)\\}$|" +
  "(?:%[A-Za-z_]\\w{0,255}%){1,4}[\\\\/]|%(?:HOME|HOMEPATH|USERPROFILE|APPDATA)%$";

/** Absolute, home or climbing from its first character on. */
export const ROOTED_START = `(?:\\/|~(?:[A-Za-z_][\\w.-]{0,64})?[\\\\/]|\\\\\\\\|[A-Za-z]:[\\\\/]|\\.\\.(?:[\\\\/]|$)|${FILE_SCHEME}|${VARIABLE_START})`;

const ROOTED = new RegExp(`^${ROOTED_START}`, "i");

/** Roots as every file system spells them, homes, and anything that climbs. */
const PATH_FORM =
  /^(?:\/|~(?:[A-Za-z_][\w.-]*)?(?:\/|\\)|~$|\\\\|[A-Za-z]:[\\/]|\.\.?(?:[\\/]|$))|(?:^|[\\/])\.\.(?:[\\/]|$)/;

const VARIABLE_FORM = new RegExp(`^(?:${VARIABLE_START})`, "i");

/** `\etc\passwd`; shorter names are escapes of regular expressions, and braces are LaTeX. */
const BACKSLASH_FORM = /^\\[\w.-]{2,255}\\[\w.-]{2,255}(?:\\|$|[^{[(*+?|\\])/;

/** `{a,/etc/*}`, `{..,x}/y`: an alternative that is rooted or climbs. Quotes and colons belong to JSON and code. */
const BRACE_FORM = /[{,](?:\.\.(?=[\\/,}])|~?\/)/;

/**
 * `@/x`, `-o/x`, `-o /x`, `--output=/x`, `of=/x`, `type=bind,source=/x`, `jar:file:///x`. `://` is a URL's, unless no
 * host follows.
 */
const PREFIX = new RegExp(
  `^(?:[\\w.+@:=,[\\]-]*?(?:[@=]|:(?!\\/\\/[^/]))|-[A-Za-z]{1,3}|--?[A-Za-z][\\w-]{0,64} )["'\`]?(?=${ROOTED_START})`,
  "i",
);

/** Longer strings, and strings with line breaks, are text that mentions paths rather than paths. */
const MAX_FORM_LENGTH = 4096;

export function isFileUri(bare: string): boolean {
  return new RegExp(`^${FILE_SCHEME}`, "i").test(bare);
}

export function hasPathForm(bare: string): boolean {
  if (!PATH_FORM.test(bare) && !VARIABLE_FORM.test(bare) && !BACKSLASH_FORM.test(bare) && !hasBraceForm(bare))
    return false;
  return isNameOrBecomesOne(bare);
}

/** What stands behind a prefix, when that is rooted; the prefix itself is a server's business. */
export function behindPrefix(bare: string): string | undefined {
  if (ROOTED.test(bare)) return undefined;
  const prefix = PREFIX.exec(bare)?.[0];
  if (prefix === undefined) return undefined;
  const rest = bare.slice(prefix.length);
  return isNameOrBecomesOne(rest) ? rest : undefined;
}

/** Stricter than hasPathForm: a member named `.` or `./x` is a module of a package. */
export function hasRootedForm(bare: string): boolean {
  return (/^~$|(?:^|[\\/])\.\.(?:[\\/]|$)/.test(bare) || ROOTED.test(bare)) && isNameOrBecomesOne(bare);
}

function hasBraceForm(bare: string): boolean {
  if (bare.length > MAX_FORM_LENGTH || /["'`();:\r\n]/.test(bare)) return false;
  return bare.includes("{") && bare.includes("}") && bare.includes(",") && BRACE_FORM.test(bare);
}

/** Attacker-controlled: `/./././…` or `/<line break>/../etc` is long or broken only until it is normalized. */
function isNameOrBecomesOne(bare: string): boolean {
  return isOneName(bare) || isOneName(collapse(bare));
}

/** Removes dots as a server does that resolves the path against its root; in linear time, unlike `path.normalize`. */
function collapse(text: string): string {
  const kept: string[] = [];
  for (const part of text.split(/[\\/]/)) {
    if (part === "..") kept.pop();
    else if (part !== "" && part !== ".") kept.push(part);
  }
  return kept.join("/");
}

function isOneName(text: string): boolean {
  return text.length <= MAX_FORM_LENGTH && !/[\r\n]/.test(text);
}

// Cuts a name into lower-case words: at case changes, changes of script, digits and anything that is no letter.

/** What no reader sees: zero-width characters, joiners, direction marks. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/** Latin letters, or letters of other scripts: `execд` must not hide `exec`, nor be taken for it. */
const WORD = /(?:\p{Script=Latin}\p{M}*)+|(?:(?!\p{Script=Latin})\p{Alphabetic}\p{M}*)+/gu;

/** `readTextFile2`, `read_text-file` → read, text, file. */
export function splitWords(name: string): string[] {
  const cut = name
    .normalize("NFKC")
    .replace(INVISIBLE, "")
    .normalize("NFKC")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase();
  return cut.match(WORD) ?? [];
}

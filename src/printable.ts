// Makes text from outside harmless on a terminal.

/**
 * Attacker-controlled: control characters of a server name could move the cursor and rewrite the report, direction marks
 * could turn it around, letters without a shape make two names look the same.
 */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

// Turns a member name into what parsers make of it that ignore case, or what a person takes it for.

/**
 * Parsers that ignore case take the Kelvin sign for a k and the long s for an s; some clean names of what is not seen.
 * Two names with the same fold may be one member to one reader and two to another.
 */
export function foldName(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/gu, "")
    .toUpperCase()
    .toLowerCase()
    .normalize("NFKC");
}

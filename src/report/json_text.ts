// Turns a value into JSON that is safe to look at on a terminal: the same value, every unseen character escaped.

// A line feed stands only between members: in a string it is escaped already.
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800]/gu;

function escapeUnits(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("");
}

/** Attacker-controlled: JSON leaves DEL, C1 controls and direction marks in strings as they are. */
export function renderJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(UNSEEN, escapeUnits)}\n`;
}

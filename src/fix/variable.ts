// Turns a secret's place into the name of a variable, and that into a reference in the client's own style.
import type { ReferenceStyle } from "../normalize/references.ts";

/** In the order in which they are taken when a client knows several. */
const styles: readonly (readonly [ReferenceStyle, (name: string) => string])[] = [
  ["${env:VAR}", (name) => `\${env:${name}}`],
  ["${VAR}", (name) => `\${${name}}`],
  ["{env:VAR}", (name) => `{env:${name}}`],
  ["${{SCOPE.VAR}}", (name) => `\${{ secrets.${name} }}`],
  ["$VAR", (name) => `$${name}`],
  ["%VAR%", (name) => `%${name}%`],
];

/** Null for a client that replaces no variables, or of which nobody knows. */
export function findReferenceStyle(expands: readonly ReferenceStyle[] = []): ((name: string) => string) | null {
  return styles.find(([style]) => expands.includes(style))?.[1] ?? null;
}

/** Words of letters and digits in capitals, joined by underscores. */
export function nameVariable(...parts: readonly string[]): string {
  const words = parts.flatMap((part) => part.split(/[^A-Za-z0-9]+/)).filter((word) => word !== "");
  const name = words.join("_").toUpperCase().slice(0, 100);
  return /^[A-Z]/.test(name) ? name : `MCP_${name}`;
}

// Turns elements into XML 1.0 text.

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly content?: readonly XmlElement[] | string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** Attacker-controlled: XML has no way at all to write most control characters, half characters and U+FFFE and U+FFFF. */
function withoutForbidden(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go.
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\p{Cs}\ufffe\uffff]/gu, "\ufffd");
}

function escapeAttribute(text: string): string {
  return withoutForbidden(text).replace(/[&<>"'\t\n\r]/g, (character) => ENTITIES[character] ?? "");
}

function escapeContent(text: string): string {
  return withoutForbidden(text).replace(/[&<>\r]/g, (character) => ENTITIES[character] ?? "");
}

function writeElement({ name, attributes, content = [] }: XmlElement, indent: string): string {
  const pairs = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const open = `${indent}<${name}${pairs.map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`).join("")}`;
  if (content.length === 0) return `${open}/>\n`;
  if (typeof content === "string") return `${open}>${escapeContent(content)}</${name}>\n`;
  return `${open}>\n${content.map((child) => writeElement(child, `${indent}  `)).join("")}${indent}</${name}>\n`;
}

/** Names of elements and attributes are the caller's own words and written as they are. */
export function renderXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeElement(root, "")}`;
}

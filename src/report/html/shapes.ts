// Turns places and sizes into the shapes that the picture is drawn with.
import { fitText, measureText } from "./fit.ts";
import type { Mark } from "./marks.ts";
import type { ReachKind } from "./reach.ts";
import { html, type Markup } from "./template.ts";

/** Shapes and text are one image for a screen reader; links are not part of it. */
export interface Drawing {
  readonly shapes: Markup[];
  readonly links: Markup[];
}

export interface Sheet extends Drawing {
  readonly width: number;
  readonly height: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface TextStyle {
  readonly size: number;
  readonly name: string;
  readonly monospace?: boolean;
  readonly bold?: boolean;
  readonly centered?: boolean;
  readonly keep?: "start" | "end";
}

export const MARK_HEIGHT = 22;
const MARK_FONT = { size: 11.5, bold: true } as const;

export function drawBox({ x, y, width, height }: Box, name: string, radius = 8): Markup {
  return html`<rect class="${name}" x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"/>`;
}

/** One line of text. Nothing of it leaves its box: an inner svg cuts off what was measured wrongly. */
export function drawText(text: string, x: number, y: number, width: number, style: TextStyle): Markup {
  const shown = fitText(text, { ...style, width });
  const title = shown === text ? null : html`<title>${text.slice(0, 2000)}</title>`;
  const place = style.centered ? html`x="${width / 2}" text-anchor="middle"` : html`x="0"`;
  const line = html`<text class="${style.name}" ${place} y="${style.size * 1.1}">${shown}</text>`;
  return html`<svg x="${x}" y="${y}" width="${width}" height="${style.size * 1.5}">${title}${line}</svg>`;
}

/** With a tip at its end. */
export function drawArrow(path: string, tipX: number, tipY: number, name: string, down = false): Markup {
  const tip = down ? `M${tipX - 4} ${tipY - 7}l4 7l4 -7z` : `M${tipX - 7} ${tipY - 4}l7 4l-7 4z`;
  return html`<path class="arrow ${name}" d="${path}"/><path class="tip ${name}" d="${tip}"/>`;
}

const GLYPHS = {
  deny: "M-3.2 -3.2L3.2 3.2M3.2 -3.2L-3.2 3.2",
  ask: "M-2.6 -2.2a2.6 2.6 0 1 1 3.6 2.4q-1 .5 -1 1.8M0 4.6v.2",
  waived: "M-3.8 0h7.6",
  known: "M-3.8 0h7.6",
} as const;

/** As wide as its label, as far as there is room. */
export function widthOfMark(label: string, most: number): number {
  return Math.min(most, Math.ceil(measureText(label, MARK_FONT)) + 36);
}

/** Around its middle, which lies on the arrow. */
export function drawMark({ label, word }: Mark, middleX: number, middleY: number, most: number): Markup {
  const width = widthOfMark(label, most);
  const x = Math.round(middleX - width / 2);
  const y = Math.round(middleY - MARK_HEIGHT / 2);
  const glyph = html`<path class="glyph" transform="translate(${x + 13} ${y + 11})" d="${GLYPHS[word]}"/>`;
  const box = drawBox({ x, y, width, height: MARK_HEIGHT }, "mark-box", MARK_HEIGHT / 2);
  return html`${box}${glyph}${drawText(label, x + 21, y + 2.6, width - 28, { ...MARK_FONT, name: "mark-text", centered: true })}`;
}

export function nameMark({ word, severe }: Pick<Mark, "word" | "severe">): string {
  return `mark ${word} ${severe ? "severe" : "mild"}`;
}

export function linkMark(mark: Mark, middleX: number, middleY: number, most: number): Markup {
  const { title, href } = mark;
  return html`<a class="${nameMark(mark)}" href="${href}" aria-label="${title}"><title>${title}</title>${drawMark(mark, middleX, middleY, most)}</a>`;
}

/** Each in a square of 16. */
const ICONS: Readonly<Record<ReachKind, string>> = {
  account: "M8 8.2a3 3 0 1 0 0 -6a3 3 0 0 0 0 6zM2.5 14c.6 -3 2.7 -4.4 5.5 -4.4s4.900 1.400 5.500 4.400",
  package: "M8 1.800l5.500 3v6.400l-5.500 3l-5.500 -3v-6.400zM2.500 4.800l5.500 3l5.500 -3M8 7.800v6.400",
  network:
    "M8 14.200a6.200 6.200 0 1 0 0 -12.400a6.200 6.200 0 0 0 0 12.400zM1.800 8h12.400M8 1.800c2.200 2 2.800 4 2.800 6.200s-.6 4.200 -2.800 6.200c-2.200 -2 -2.800 -4 -2.800 -6.200s.6 -4.200 2.800 -6.200",
  folder: "M1.800 4.200v8.300q0 .8 .8 .8h10.800q.8 0 .8 -.8v-6.500q0 -.8 -.8 -.8h-5.400l-1.600 -2h-3.800q-.8 0 -.8 .8z",
  environment:
    "M5.500 2.500q-2 0 -2 2v1.500q0 2 -1.500 2q1.500 0 1.500 2v1.500q0 2 2 2M10.500 2.500q2 0 2 2v1.500q0 2 1.500 2q-1.500 0 -1.500 2v1.500q0 2 -2 2",
  container: "M2 3.500h12v9h-12zM5 3.500v9M8 3.500v9M11 3.500v9",
  shell: "M3 4.500l3.500 3.500l-3.500 3.500M8 12h5.500",
  data: "M2.500 4c0 -2.600 11 -2.600 11 0s-11 2.600 -11 0v8c0 2.600 11 2.600 11 0v-8",
};

export function drawIcon(kind: ReachKind, x: number, y: number): Markup {
  return html`<path class="icon" transform="translate(${x} ${y})" d="${ICONS[kind]}"/>`;
}

export function drawPerson(x: number, y: number): Markup {
  return html`<g class="person" transform="translate(${x} ${y})"><circle cx="20" cy="20" r="20"/><path d="M20 20.500a6 6 0 1 0 0 -12a6 6 0 0 0 0 12zM8.500 32.500c1.500 -6 6 -8.500 11.500 -8.500s10 2.500 11.500 8.500"/></g>`;
}

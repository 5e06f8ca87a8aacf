// Turns one client's servers into a drawing from left to right: client, server, what it may reach.
import { count, wordOf } from "../place.ts";
import type { ReachArrow, ShownServer } from "./arrows.ts";
import { describeServer } from "./describe_server.ts";
import { type Anchors, listMarks, type Mark } from "./marks.ts";
import { findingsOf, isOff, type ShownFile } from "./model.ts";
import {
  type Box,
  type Drawing,
  drawArrow,
  drawBox,
  drawIcon,
  drawText,
  linkMark,
  MARK_HEIGHT,
  type Sheet,
} from "./shapes.ts";
import { html, type Markup } from "./template.ts";
import { compareFindings } from "./words.ts";

export const WIDTH = 1200;
const CLIENT = { x: 1, width: 224 } as const;
const SERVER = { x: 432, width: 262 } as const;
const REACH = { x: 946, width: 253 } as const;
/** The boundaries: between a client and its servers, and between a server and what it reaches. */
export const BOUNDARY = { admission: 329, environment: 834 } as const;
const MARK_STEP = MARK_HEIGHT + 4;
const SERVER_HEIGHT = 72;
const REACH_HEIGHT = 38;
const GAP = 14;
const FILE_GAP = 28;
const CARD_HEIGHT = 94;
const TRUNK = CLIENT.x + CLIENT.width - 32;
const MOST_MARK = { admission: 190, environment: 200 } as const;

export function nameTone(marks: readonly Mark[]): string {
  return marks[0]?.word ?? "calm";
}

function heightOfReach(arrow: ReachArrow, anchors: Anchors): number {
  return Math.max(REACH_HEIGHT, listMarks(arrow.findings, anchors).length * MARK_STEP + 6);
}

function heightOfServer({ admission, reach }: ShownServer, anchors: Anchors): number {
  const marks = listMarks(admission, anchors).length * MARK_STEP;
  return Math.max(
    SERVER_HEIGHT,
    marks,
    reach.reduce((sum, arrow) => sum + heightOfReach(arrow, anchors), 0),
  );
}

function drawMarks(marks: readonly Mark[], boundary: keyof typeof BOUNDARY, y: number): Markup[] {
  const top = y - ((marks.length - 1) * MARK_STEP) / 2;
  return marks.map((mark, index) => linkMark(mark, BOUNDARY[boundary], top + index * MARK_STEP, MOST_MARK[boundary]));
}

export function drawServerText(server: ShownServer, x: number, y: number, width: number): Markup[] {
  const { what, how } = describeServer(server);
  return [
    drawText(server.name === "" ? "(no name)" : server.name, x, y, width, { size: 14.5, name: "name", bold: true }),
    drawText(what, x, y + 22, width, { size: 11.5, name: "code", monospace: true }),
    drawText(how, x, y + 40, width, { size: 11.5, name: "muted" }),
  ];
}

/** The client, the file's name, its folder, and who wrote it. */
export function drawFileText(client: string, file: ShownFile, x: number, y: number, width: number): Markup[] {
  const end = Math.max(file.path.lastIndexOf("/"), file.path.lastIndexOf("\\")) + 1;
  const scope = file.scope === null ? [] : [file.scope];
  return [
    drawText(client, x, y, width, { size: 15, name: "name", bold: true }),
    drawText(file.path.slice(end), x, y + 24, width, { size: 12, name: "code file-name", monospace: true }),
    drawText(file.path.slice(0, end), x, y + 41, width, { size: 11.5, name: "code", monospace: true, keep: "end" }),
    drawText([...scope, file.total === 0 ? "settings" : count(file.total, "server")].join(" · "), x, y + 58, width, {
      size: 11.5,
      name: "muted",
    }),
  ];
}

export function toneOfServer(server: ShownServer): string {
  const [worst] = findingsOf(server).sort(compareFindings);
  return worst === undefined ? "calm" : wordOf(worst);
}

function drawServer(server: ShownServer, card: Box, y: number, height: number, anchors: Anchors): Drawing {
  const middle = y + height / 2;
  const admission = listMarks(server.admission, anchors);
  const box = { x: SERVER.x, y: middle - SERVER_HEIGHT / 2, width: SERVER.width, height: SERVER_HEIGHT };
  const off = isOff(server) ? " off" : "";
  const shapes = [
    drawWayIn(card, middle, nameTone(admission) + off),
    drawBox(box, `server ${toneOfServer(server)}${off}`),
    ...drawServerText(server, SERVER.x + 16, box.y + 10, SERVER.width - 28),
  ];
  const links = drawMarks(admission, "admission", middle);
  let top = middle - server.reach.reduce((sum, arrow) => sum + heightOfReach(arrow, anchors), 0) / 2;
  for (const arrow of server.reach) {
    const marks = listMarks(arrow.findings, anchors);
    const rowHeight = heightOfReach(arrow, anchors);
    const row = top + rowHeight / 2;
    const start = SERVER.x + SERVER.width;
    const curve = `M${start} ${middle}C${start + 26} ${middle} ${start + 12} ${row} ${start + 40} ${row}H${REACH.x - 7}`;
    shapes.push(
      drawArrow(curve, REACH.x - 1, row, nameTone(marks) + off),
      drawIcon(arrow.reach.kind, REACH.x + 6, row - 8),
      drawText(arrow.reach.label, REACH.x + 30, row - 18, REACH.width - 30, {
        size: 12.5,
        name: `label${off}`,
        ...(arrow.reach.kind === "folder" ? { keep: "end" as const } : {}),
      }),
      drawText(arrow.reach.note, REACH.x + 30, row - 1, REACH.width - 30, { size: 11, name: "muted" }),
    );
    links.push(...drawMarks(marks, "environment", row));
    top += rowHeight;
  }
  return { shapes, links };
}

function drawCard(client: string, file: ShownFile, y: number, height: number, anchors: Anchors): Drawing {
  const x = CLIENT.x + 16;
  const links = listMarks(file.findings, anchors).map((mark, index) =>
    linkMark(mark, CLIENT.x + CLIENT.width / 2, y + CARD_HEIGHT + 8 + index * MARK_STEP, CLIENT.width - 24),
  );
  const box = drawBox({ x: CLIENT.x, y, width: CLIENT.width, height }, "client", 10);
  return { shapes: [box, ...drawFileText(client, file, x, y + 11, CLIENT.width - 30)], links };
}

/** The servers beside the card are reached from its side, those below from a line that goes down from it. */
function drawWayIn(card: Box, middle: number, tone: string): Markup {
  const bottom = card.y + card.height;
  const path =
    middle < bottom - 10
      ? `M${card.x + card.width} ${middle}H${SERVER.x - 7}`
      : `M${TRUNK} ${middle - 10}q0 10 10 10H${SERVER.x - 7}`;
  return drawArrow(path, SERVER.x - 1, middle, tone);
}

function drawFile(client: string, file: ShownFile, y: number, anchors: Anchors): Drawing & { readonly height: number } {
  const heights = file.servers.map((server) => heightOfServer(server, anchors));
  const rows = heights.reduce((sum, height) => sum + height + GAP, -GAP);
  const marks = listMarks(file.findings, anchors).length;
  const cardHeight = CARD_HEIGHT + (marks === 0 ? 0 : marks * MARK_STEP + 4);
  const cardY = y + Math.max(0, ((heights[0] ?? 0) - cardHeight) / 2);
  const card: Box = { x: CLIENT.x, y: cardY, width: CLIENT.width, height: cardHeight };
  const shapes: Markup[] = [];
  const { shapes: cardShapes, links } = drawCard(client, file, cardY, cardHeight, anchors);
  let top = heights.length === 1 ? y + Math.max(0, (cardHeight - rows) / 2) : y;
  let last = 0;
  for (const [index, server] of file.servers.entries()) {
    const height = heights[index] ?? SERVER_HEIGHT;
    const drawn = drawServer(server, card, top, height, anchors);
    shapes.push(...drawn.shapes);
    links.push(...drawn.links);
    last = top + height / 2;
    top += height + GAP;
  }
  const bottom = cardY + cardHeight;
  const trunk = last < bottom - 10 ? [] : [html`<path class="arrow calm" d="M${TRUNK} ${bottom}V${last - 10}"/>`];
  return { shapes: [...cardShapes, ...trunk, ...shapes], links, height: Math.max(cardHeight, rows) };
}

function drawBoundaries(height: number): Markup {
  return html`<path class="boundary" d="M${BOUNDARY.admission} 0V${height}M${BOUNDARY.environment} 0V${height}"/>`;
}

export function drawWide(client: string, files: readonly ShownFile[], anchors: Anchors): Sheet {
  const shapes: Markup[] = [];
  const links: Markup[] = [];
  let y = 2;
  for (const file of files) {
    const drawn = drawFile(client, file, y, anchors);
    shapes.push(...drawn.shapes);
    links.push(...drawn.links);
    y += drawn.height + FILE_GAP;
  }
  return { shapes: [drawBoundaries(y), ...shapes], links, height: y, width: WIDTH };
}

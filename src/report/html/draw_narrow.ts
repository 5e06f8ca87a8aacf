// Turns one client's servers into a drawing from top to bottom, for screens as wide as a hand.
import type { ShownServer } from "./arrows.ts";
import { drawFileText, drawServerText, nameTone, toneOfServer } from "./draw_wide.ts";
import { type Anchors, listMarks, type Mark } from "./marks.ts";
import { isOff, type ShownFile } from "./model.ts";
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
  widthOfMark,
} from "./shapes.ts";
import { html, type Markup } from "./template.ts";

const WIDTH = 340;
/** The line that goes down from a box, at its left. */
const TRUNK = 22;
const SERVER_HEIGHT = 72;
const MARK_STEP = MARK_HEIGHT + 5;
const REACH_HEIGHT = 40;

interface Pen extends Drawing {
  y: number;
}

/** Marks stand below each other beside the line, each with its own stub. */
function drawMarks(pen: Pen, marks: readonly Mark[], x: number): void {
  for (const mark of marks) {
    pen.y += MARK_STEP;
    const middle = pen.y - MARK_STEP / 2;
    const most = WIDTH - x - 24;
    const width = widthOfMark(mark.label, most);
    pen.shapes.push(html`<path class="arrow ${mark.word}" d="M${x} ${middle}h14"/>`);
    pen.links.push(linkMark(mark, x + 12 + width / 2, middle, most));
  }
}

function drawBoundary(pen: Pen, label: string): void {
  const y = pen.y + 9;
  pen.shapes.push(html`<path class="boundary" d="M0 ${y}H${WIDTH}"/>`);
  pen.shapes.push(html`<text class="boundary-label halo" x="${WIDTH}" y="${y + 4}" text-anchor="end">${label}</text>`);
  pen.y += 18;
}

/** Where the line into a server comes from that does not stand right below its client. */
function drawOrigin(pen: Pen, client: string): void {
  pen.shapes.push(
    html`<circle class="tip calm" cx="${TRUNK}" cy="${pen.y + 2}" r="3"/>`,
    drawText(client, TRUNK + 12, pen.y - 6, WIDTH - 120, { size: 11.5, name: "muted" }),
  );
  pen.y += 5;
}

function drawServer(pen: Pen, server: ShownServer, anchors: Anchors): void {
  const off = isOff(server) ? " off" : "";
  const admission = listMarks(server.admission, anchors);
  const from = pen.y;
  pen.y += 6;
  drawBoundary(pen, "admission");
  drawMarks(pen, admission, TRUNK);
  pen.y += 14;
  pen.shapes.push(drawArrow(`M${TRUNK} ${from}V${pen.y - 7}`, TRUNK, pen.y - 1, nameTone(admission) + off, true));
  const box: Box = { x: 1, y: pen.y, width: WIDTH - 2, height: SERVER_HEIGHT };
  pen.shapes.push(
    drawBox(box, `server ${toneOfServer(server)}${off}`),
    ...drawServerText(server, 17, pen.y + 10, WIDTH - 32),
  );
  pen.y += SERVER_HEIGHT;
  const start = pen.y;
  let last = pen.y;
  if (server.reach.length > 0) {
    pen.y += 6;
    drawBoundary(pen, "environment");
  }
  const branches: Markup[] = [];
  for (const { reach, findings } of server.reach) {
    const marks = listMarks(findings, anchors);
    drawMarks(pen, marks, TRUNK);
    const middle = pen.y + REACH_HEIGHT / 2;
    branches.push(drawArrow(`M${TRUNK} ${middle}h14`, TRUNK + 20, middle, nameTone(marks) + off));
    pen.shapes.push(
      drawIcon(reach.kind, TRUNK + 27, middle - 8),
      drawText(reach.label, TRUNK + 52, middle - 18, WIDTH - TRUNK - 54, {
        size: 12.5,
        name: `label${off}`,
        ...(reach.kind === "folder" ? { keep: "end" as const } : {}),
      }),
      drawText(reach.note, TRUNK + 52, middle - 1, WIDTH - TRUNK - 54, { size: 11, name: "muted" }),
    );
    pen.y += REACH_HEIGHT;
    last = middle;
  }
  pen.shapes.push(html`<path class="arrow calm${off}" d="M${TRUNK} ${start}V${last}"/>`, ...branches);
  pen.y += 18;
}

export function drawNarrow(client: string, files: readonly ShownFile[], anchors: Anchors): Sheet {
  const pen: Pen = { shapes: [], links: [], y: 0 };
  for (const file of files) {
    const marks = listMarks(file.findings, anchors);
    const height = 94 + (marks.length === 0 ? 0 : marks.length * MARK_STEP + 6);
    pen.shapes.push(
      drawBox({ x: 1, y: pen.y + 1, width: WIDTH - 2, height: height - 2 }, "client", 10),
      ...drawFileText(client, file, 17, pen.y + 11, WIDTH - 32),
    );
    const bottom = pen.y + height;
    pen.y += 90;
    drawMarks(pen, marks, 8);
    pen.y = bottom - 1;
    for (const [index, server] of file.servers.entries()) {
      if (index > 0) drawOrigin(pen, client);
      drawServer(pen, server, anchors);
    }
    pen.y += 14;
  }
  return { ...pen, height: pen.y, width: WIDTH };
}

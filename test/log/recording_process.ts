// A process that records decisions until it is killed, and says the id of each that was acknowledged.
import { writeSync } from "node:fs";
import { createDecisionLog } from "../../src/log/decision_log.ts";
import { createDecision } from "./decisions.ts";

const [path = "", name = "", maxBytes = ""] = process.argv.slice(2);
const log = await createDecisionLog({ path, maxBytes: Number(maxBytes), maxFiles: Number.POSITIVE_INFINITY });

function acknowledge(id: string): void {
  try {
    writeSync(1, `${id}\n`);
  } catch (error) {
    // The pipe is full: whoever reads it is slower.
    if (!(error instanceof Error && "code" in error && error.code === "EAGAIN")) throw error;
    acknowledge(id);
  }
}

for (let count = 0; ; count += 1) {
  const id = `${name}-${count}`;
  // Longer than a page, so that a kill can meet the middle of a line.
  const event = { kind: "tool_call", point: "client", arguments: { text: "word ".repeat(count % 4000) } };
  log.record(event, createDecision({ id }));
  acknowledge(id);
}

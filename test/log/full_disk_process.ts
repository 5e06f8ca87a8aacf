// A process that records decisions until it cannot, and says the id of each that was acknowledged.
import { writeSync } from "node:fs";
import { createDecisionLog } from "../../src/log/decision_log.ts";
import { LogError } from "../../src/log/errors.ts";
import { createDecision } from "./decisions.ts";

const log = await createDecisionLog({ path: process.argv[2] ?? "" });
try {
  for (let count = 0; count < 1000; count += 1) {
    log.record(
      { kind: "tool_call", arguments: { text: "word ".repeat(count) } },
      createDecision({ id: String(count) }),
    );
    writeSync(1, `${count}\n`);
  }
} catch (error) {
  if (!(error instanceof LogError)) throw error;
  writeSync(1, `refused ${error.code} ${/\((\w+)\)$/.exec(error.message)?.[1]}\n`);
}

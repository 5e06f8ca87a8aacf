// Processes that write to one log, rotate it and are killed at any moment lose nothing that was acknowledged.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { createDecisionLog } from "../../src/log/decision_log.ts";
import { createDecision, createFolder, readLog } from "./decisions.ts";

const child = fileURLToPath(new URL("recording_process.ts", import.meta.url));
const ROUNDS = 6;
const PROCESSES = 3;

/** Runs until it acknowledged so many, and is killed while it goes on. */
async function recordUntilKilled(path: string, name: string, acknowledgements: number): Promise<string[]> {
  const recording = spawn(process.execPath, ["--import", "tsx", child, path, name, "300000"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  recording.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    if (said.split("\n").length > acknowledgements) recording.kill("SIGKILL");
  });
  const [, signal] = await once(recording, "close");
  assert.equal(signal, "SIGKILL");
  return said.split("\n").slice(0, -1);
}

test("every acknowledged decision is in the log once, whole, after kill -9", async (context) => {
  const folder = createFolder(context);
  const path = join(folder, "decisions.jsonl");
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const killed = Array.from({ length: PROCESSES }, (_, index) =>
      recordUntilKilled(path, `${round}-${index}`, 1 + Math.floor(Math.random() * 200)),
    );
    acknowledged.push(...(await Promise.all(killed)).flat());
  }
  const { entries, fragments } = readLog(folder);
  const counts = new Map<string, number>();
  for (const { decision_id } of entries) counts.set(decision_id, (counts.get(decision_id) ?? 0) + 1);
  context.diagnostic(`${acknowledged.length} acknowledged, ${entries.length} whole, ${fragments.length} torn`);
  assert.deepEqual(
    acknowledged.filter((id) => counts.get(id) !== 1),
    [],
  );
  assert.deepEqual(
    [...counts].filter(([, count]) => count > 1),
    [],
  );
  // What a killed process did not acknowledge is at most one decision of each.
  assert.ok(entries.length + fragments.length - acknowledged.length <= ROUNDS * PROCESSES);
});

test("a torn last line gets an end when the log is opened", async (context) => {
  const folder = createFolder(context);
  const path = join(folder, "decisions.jsonl");
  const torn = '{"labels":{"id":"a"},"decision_id":"torn';
  appendFileSync(path, torn);
  const log = await createDecisionLog({ path });
  assert.equal(readFileSync(path, "utf8"), `${torn}\n`);
  // Another process is killed while this one has the file open.
  appendFileSync(path, torn);
  log.record({ kind: "report" }, createDecision({ id: "whole" }));
  await log.close();
  const { entries, fragments } = readLog(folder);
  assert.deepEqual(
    entries.map(({ decision_id }) => decision_id),
    ["whole"],
  );
  assert.deepEqual(fragments, [torn, torn]);
});

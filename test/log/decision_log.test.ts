// The log's file: rotation, several logs on one file, and what is said when a decision cannot be recorded.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { createDecisionLog } from "../../src/log/decision_log.ts";
import { LogError } from "../../src/log/errors.ts";
import { combineRecorders } from "../../src/log/recorder.ts";
import { createDecision, createFolder, readLog } from "./decisions.ts";

const event = { kind: "tool_call", point: "client" };
const ids = (folder: string) => readLog(folder).entries.map(({ decision_id }) => decision_id);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => String(from + index));

function refuses(code: string, message: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof LogError);
    assert.equal(error.code, code);
    assert.match(error.message, message);
    return true;
  };
}

test("rotation keeps every line in order, and as many files as it is told", async (context) => {
  const folder = createFolder(context);
  const path = join(folder, "decisions.jsonl");
  const log = await createDecisionLog({ path, maxBytes: 3000, maxFiles: 3, fsync: "always" });
  for (const id of range(0, 100)) log.record(event, createDecision({ id }));
  await log.close();
  const files = readdirSync(folder).sort();
  assert.deepEqual(files, ["decisions.jsonl", "decisions.jsonl.1", "decisions.jsonl.2", "decisions.jsonl.3"]);
  const kept = ids(folder);
  assert.deepEqual(kept, range(100 - kept.length, 100));
  for (const file of files) assert.ok(statSync(join(folder, file)).size <= 3000);
  assert.equal(statSync(path).mode & 0o777, process.platform === "win32" ? 0o666 : 0o600);
});

test("an entry says what was done, where somebody knows", async (context) => {
  const folder = createFolder(context);
  const log = await createDecisionLog({ path: join(folder, "decisions.jsonl") });
  const all = combineRecorders([log]);
  const enforced = { action: "pass", message_id: "2b1f0f6e-0000-4000-8000-000000000002" } as const;
  all.record(event, createDecision(), enforced);
  all.record(event, createDecision());
  await log.close();
  const { entries } = readLog(folder);
  assert.deepEqual(
    entries.map((entry) => entry.enforced),
    [enforced, undefined],
  );
});

test("a decision longer than the file may be is recorded, alone", async (context) => {
  const folder = createFolder(context);
  const log = await createDecisionLog({ path: join(folder, "decisions.jsonl"), maxBytes: 10 });
  for (const id of range(0, 4)) log.record(event, createDecision({ id }));
  await log.close();
  assert.deepEqual(ids(folder), range(0, 4));
  assert.equal(readdirSync(folder).length, 4);
});

test("rotation fills the gap that a killed rotation left, and waits for the lock of a running one", async (context) => {
  const folder = createFolder(context);
  const path = join(folder, "decisions.jsonl");
  writeFileSync(`${path}.2`, '{"decision_id":"old"}\n');
  writeFileSync(`${path}.lock`, `${process.pid} ${hostname()}`);
  const log = await createDecisionLog({ path, maxBytes: 10 });
  for (const id of range(0, 3)) log.record(event, createDecision({ id }));
  assert.deepEqual(readdirSync(folder).sort(), ["decisions.jsonl", "decisions.jsonl.2", "decisions.jsonl.lock"]);
  await log.close();
  // Process ids end below this: whoever wrote the lock is gone.
  writeFileSync(`${path}.lock`, `99999999 ${hostname()}`);
  const next = await createDecisionLog({ path, maxBytes: 10 });
  next.record(event, createDecision({ id: "3" }));
  await next.close();
  const last = await createDecisionLog({ path, maxBytes: 10 });
  last.record(event, createDecision({ id: "4" }));
  await last.close();
  assert.deepEqual(ids(folder), ["old", ...range(0, 5)]);
  assert.deepEqual(readdirSync(folder).sort(), ["decisions.jsonl", "decisions.jsonl.1", "decisions.jsonl.2"]);
});

test("several logs on one file lose and double nothing while they rotate it", async (context) => {
  const folder = createFolder(context);
  const path = join(folder, "decisions.jsonl");
  const logs = await Promise.all(
    range(0, 3).map(() => createDecisionLog({ path, maxBytes: 3000, maxFiles: Number.POSITIVE_INFINITY })),
  );
  for (const id of range(0, 200)) {
    logs[Number(id) % 3]?.record(event, createDecision({ id }));
    if (Number(id) % 7 === 0) await logs[Number(id) % 3]?.flush();
  }
  await Promise.all(logs.map((log) => log.close()));
  assert.deepEqual(ids(folder), range(0, 200));
});

test("a lock of another machine, or of nobody, is left alone until it is old", async (context) => {
  const folder = createFolder(context);
  const path = join(folder, "decisions.jsonl");
  for (const lock of ["99999999 another.example", ""]) {
    writeFileSync(`${path}.lock`, lock);
    const young = await createDecisionLog({ path, maxBytes: 10 });
    young.record(event, createDecision());
    young.record(event, createDecision());
    await young.close();
    assert.equal(readFileSync(`${path}.lock`, "utf8"), lock);
    utimesSync(`${path}.lock`, 0, 0);
    const old = await createDecisionLog({ path, maxBytes: 10 });
    old.record(event, createDecision());
    await old.close();
    assert.deepEqual(readdirSync(folder), ["decisions.jsonl"]);
  }
});

test("flushes wait for each other, and rotation for none of them", async (context) => {
  const folder = createFolder(context);
  const log = await createDecisionLog({ path: join(folder, "decisions.jsonl"), maxBytes: 10, maxFiles: 50 });
  const flushes = range(0, 20).map((id) => {
    log.record(event, createDecision({ id }));
    return log.flush();
  });
  await Promise.all(flushes);
  await log.close();
  assert.deepEqual(ids(folder), range(0, 20));
});

test("a file that somebody moved or removed is made anew", async (context) => {
  const folder = createFolder(context);
  const path = join(folder, "decisions.jsonl");
  const log = await createDecisionLog({ path });
  log.record(event, createDecision({ id: "0" }));
  renameSync(path, `${path}.1`);
  log.record(event, createDecision({ id: "1" }));
  rmSync(path);
  log.record(event, createDecision({ id: "2" }));
  await log.close();
  assert.deepEqual(ids(folder), ["0", "2"]);
});

test("what was recorded is in the file before anything is flushed, and nothing is recorded after the end", async (context) => {
  const folder = createFolder(context);
  const path = join(folder, "decisions.jsonl");
  const log = await createDecisionLog({ path, labels: { host: "build" } });
  log.record(event, createDecision());
  assert.equal(JSON.parse(readFileSync(path, "utf8")).labels.host, "build");
  await log.flush();
  await log.close();
  await log.close();
  await log.flush();
  assert.throws(() => log.record(event, createDecision()), refuses("ERR_LOG_CLOSED", /is closed$/));
});

test("createDecisionLog refuses what it cannot append to", async (context) => {
  const folder = createFolder(context);
  mkdirSync(join(folder, "folder"));
  const rows = [
    [{ path: join(folder, "folder") }, "ERR_LOG_OPEN", /EISDIR/],
    [{ path: join(folder, "missing", "log") }, "ERR_LOG_OPEN", /ENOENT/],
    [{ path: "/dev/null" }, "ERR_LOG_OPEN", /expected a regular file/],
    [{ path: join(folder, "log"), maxBytes: 0 }, "ERR_LOG_OPTIONS", /maxBytes: expected a whole number of at least 1/],
    [{ path: join(folder, "log"), maxFiles: 1.5 }, "ERR_LOG_OPTIONS", /maxFiles/],
    [{ path: join(folder, "log"), maxEntryBytes: Number.NaN }, "ERR_LOG_OPTIONS", /maxEntryBytes/],
  ] as const;
  for (const [options, code, message] of rows) await assert.rejects(createDecisionLog(options), refuses(code, message));
});

test("record throws when the folder is gone, and records again when it is back", async (context) => {
  const folder = join(createFolder(context), "logs");
  mkdirSync(folder);
  const path = join(folder, "decisions.jsonl");
  const log = await createDecisionLog({ path });
  rmSync(folder, { recursive: true });
  assert.throws(() => log.record(event, createDecision({ id: "0" })), refuses("ERR_LOG_OPEN", /ENOENT/));
  mkdirSync(folder);
  log.record(event, createDecision({ id: "1" }));
  await log.close();
  assert.deepEqual(ids(folder), ["1"]);
});

test("record throws for a decision that is no JSON, and records the next", async (context) => {
  const folder = createFolder(context);
  const log = await createDecisionLog({ path: join(folder, "decisions.jsonl") });
  const args: Record<string, unknown> = {};
  args.self = args;
  const [reason] = createDecision().reasons;
  assert.ok(reason !== undefined);
  const broken = createDecision({ reasons: [{ ...reason, args }] });
  assert.throws(() => log.record(event, broken), refuses("ERR_LOG_ENTRY", /cannot write the decision/));
  log.record(event, createDecision({ id: "1" }));
  await log.close();
  assert.deepEqual(ids(folder), ["1"]);
});

test("record throws on a full disk, and the next line after it is whole", {
  skip: process.platform === "win32",
}, (context) => {
  const folder = createFolder(context);
  const path = join(folder, "decisions.jsonl");
  const full = fileURLToPath(new URL("full_disk_process.ts", import.meta.url));
  // The system stops at the limit of a file's size as it stops at the end of a disk: in the middle of a line.
  const { stdout, stderr } = spawnSync(
    "sh",
    ["-c", 'ulimit -f 8; exec "$@"', "sh", process.execPath, "--import", "tsx", full, path],
    { encoding: "utf8" },
  );
  const acknowledged = stdout.split("\n").filter((line) => /^\d+$/.test(line));
  assert.ok(acknowledged.length > 0, stderr);
  assert.match(stdout, /refused ERR_LOG_WRITE EFBIG\n$/);
  appendFileSync(path, "");
  const { entries, fragments } = readLog(folder);
  assert.deepEqual(
    entries.map(({ decision_id }) => decision_id),
    acknowledged,
  );
  assert.equal(fragments.length, 1);
});

test("combineRecorders tells everybody, and throws what the first threw", () => {
  const told: string[] = [];
  const refuse = (name: string) => ({
    record() {
      told.push(name);
      throw new LogError("ERR_LOG_WRITE", name);
    },
  });
  const recorder = combineRecorders([refuse("a"), { record: (_, { id }) => told.push(id) }, refuse("b")]);
  assert.throws(() => recorder.record(event, createDecision({ id: "id" })), refuses("ERR_LOG_WRITE", /^a$/));
  assert.deepEqual(told, ["a", "id", "b"]);
});

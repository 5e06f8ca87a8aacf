// Turns decisions into lines of a file. When `record` returns, the line survives the death of this process.
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { isSpanContextValid, trace } from "@opentelemetry/api";
import { loadFindSecrets } from "../facts/secrets/detect_secrets.ts";
import { openAppendFile } from "./append_file.ts";
import { type EntryContext, writeEntry } from "./entry.ts";
import { LogError, nameCause } from "./errors.ts";
import { createMaskEntry } from "./mask_entry.ts";
import type { Recorder } from "./recorder.ts";

export interface CreateDecisionLogOptions {
  /** The file to append to. Made with mode 0600 when there is none; its folder must exist. */
  readonly path: string;
  /** The file is rotated before it gets longer than this. Default 64 MiB. */
  readonly maxBytes?: number;
  /** How many rotated files are kept, `path.1` being the newest. Default 8. The oldest is deleted; Infinity keeps all. */
  readonly maxFiles?: number;
  /**
   * always: a recorded decision also survives a power failure; each costs a wait for the disk. interval (the default):
   * the disk is asked once a second, and a power failure may take what was recorded since. The death of the process
   * takes nothing in either case.
   */
  readonly fsync?: "always" | "interval";
  /** Longest event and answer kept, in bytes of JSON. The largest parts of what is longer are erased. Default 64 KiB. */
  readonly maxEntryBytes?: number;
  /** Added to every entry, beside `id` (of this process) and `version` (of mcp-trust). */
  readonly labels?: Readonly<Record<string, string>>;
  /** What time it is. Default: the system's clock. */
  readonly now?: () => Date;
}

export interface DecisionLog extends Recorder {
  /** Resolves when everything recorded so far is on the disk. */
  flush(): Promise<void>;
  /** The same, and nothing can be recorded afterwards. */
  close(): Promise<void>;
}

const FSYNC_MS = 1000;

function assertCount(name: string, value: number, least: number): void {
  if (value >= least && (Number.isInteger(value) || value === Number.POSITIVE_INFINITY)) return;
  throw new LogError("ERR_LOG_OPTIONS", `${name}: expected a whole number of at least ${least}`);
}

function traceIds(): ReturnType<EntryContext["trace"]> {
  const span = trace.getActiveSpan()?.spanContext();
  return span !== undefined && isSpanContextValid(span) ? { trace_id: span.traceId, span_id: span.spanId } : undefined;
}

async function createContext(options: CreateDecisionLogOptions, maxEntryBytes: number): Promise<EntryContext> {
  const text = await readFile(new URL("../../package.json", import.meta.url), "utf8");
  const { version } = JSON.parse(text) as { version: string };
  return {
    labels: { ...options.labels, id: randomUUID(), version },
    mask: createMaskEntry(await loadFindSecrets()),
    maxEntryBytes,
    now: options.now ?? (() => new Date()),
    trace: traceIds,
  };
}

function write([event, decision, enforced]: Parameters<Recorder["record"]>, context: EntryContext): Buffer {
  try {
    return Buffer.from(writeEntry(event, decision, context, enforced));
  } catch (error) {
    throw new LogError("ERR_LOG_ENTRY", `cannot write the decision as JSON (${nameCause(error)})`, { cause: error });
  }
}

/**
 * Opens a decision log.
 *
 * @throws {LogError} when the file cannot be used
 */
export async function createDecisionLog(options: CreateDecisionLogOptions): Promise<DecisionLog> {
  const { maxBytes = 64 * 1024 * 1024, maxFiles = 8, fsync = "interval", maxEntryBytes = 64 * 1024 } = options;
  assertCount("maxBytes", maxBytes, 1);
  assertCount("maxFiles", maxFiles, 1);
  assertCount("maxEntryBytes", maxEntryBytes, 1);
  const context = await createContext(options, maxEntryBytes);
  const file = openAppendFile({ path: resolve(options.path), maxBytes, maxFiles, sync: fsync === "always" });
  let isClosed = false;
  let isDirty = false;

  const flush = async () => {
    isDirty = false;
    await file.flush();
  };
  // A failure is kept by the file, and the next decision is not acknowledged.
  const timer = setInterval(() => void (isDirty && flush().catch(() => undefined)), FSYNC_MS).unref();
  const close = () => {
    if (isClosed) return;
    isClosed = true;
    clearInterval(timer);
    process.removeListener("exit", close);
    file.close();
  };
  process.on("exit", close);

  return {
    record(...recorded) {
      if (isClosed) throw new LogError("ERR_LOG_CLOSED", `${options.path}: the decision log is closed`);
      file.append(write(recorded, context));
      isDirty = fsync === "interval";
    },
    async flush() {
      if (!isClosed) await flush();
    },
    async close() {
      try {
        if (!isClosed) await flush();
      } finally {
        close();
      }
    },
  };
}

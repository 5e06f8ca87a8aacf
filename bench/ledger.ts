// Times the ledger of one conversation, and measures its memory after 100,000 calls.
import { createHmac, randomBytes } from "node:crypto";
import { createLedger, type Ledger } from "../src/ledger/create_ledger.ts";
import { readSymbols } from "../src/ledger/normalize_text.ts";
import { SpanDigests } from "../src/ledger/span_digest.ts";

const CALLS = 100_000;
const SPAN = 24;

/** Random words: nothing in one text is a copy of another. */
function makeText(length: number): string {
  let text = "";
  while (text.length < length)
    text += `${randomBytes(6)
      .toString("base64")
      .replace(/[^a-z]/gi, "")} `;
  return text.slice(0, length);
}

function median(rounds: number, call: () => unknown): number {
  for (let round = 0; round < rounds; round += 1) call();
  const times = Array.from({ length: rounds }, () => {
    const started = performance.now();
    call();
    return (performance.now() - started) * 1000;
  }).sort((a, b) => a - b);
  return times[rounds >> 1] ?? Number.NaN;
}

function show(name: string, microseconds: number): void {
  console.log(`${name.padEnd(46)} ${microseconds.toFixed(1).padStart(10)}`);
}

function observe(ledger: Ledger, server: string, text: string): void {
  ledger.observe({ server, tool: "read", kind: "tool_result", value: { content: [{ type: "text", text }] } });
}

function measureDigests(): void {
  const key = randomBytes(32);
  const text = makeText(64 * 1024);
  const { codes } = readSymbols([{ text, first: 0, last: 0 }], "dropped");
  const digests = new SpanDigests(key);
  const rolled = median(50, () => digests.visit(codes, 0, codes.length, SPAN, 1, () => undefined));
  show("1,000 digests of stretches, rolled", (1000 * rolled) / codes.length);
  const hashed = median(50, () => {
    for (let at = 0; at < 1000; at += 1)
      createHmac("sha256", key)
        .update(text.slice(at, at + SPAN))
        .digest();
  });
  show("1,000 digests of stretches, HMAC-SHA-256", hashed);
}

/** Sizes double: what doubles with them is linear. */
function measureSizes(): void {
  const ledger = createLedger();
  for (let server = 0; server < 5; server += 1)
    for (let count = 0; count < 20; count += 1) observe(ledger, `s${server}`, makeText(20_000));
  for (const size of [200, 2_000, 4_000, 8_000, 16_000, 64_000]) {
    const text = makeText(size);
    const encoded = Buffer.from(text).toString("base64");
    const rounds = size > 10_000 ? 20 : 100;
    show(
      `describe ${size} characters`,
      median(rounds, () => ledger.describe({ server: "x", arguments: { text } })),
    );
    show(
      `describe ${size} characters in base64`,
      median(rounds, () => ledger.describe({ server: "x", arguments: { encoded } })),
    );
    show(
      `observe ${size} characters`,
      median(rounds, () => observe(ledger, "s0", text)),
    );
  }
}

function measureMemory(): void {
  const ledger = createLedger();
  const text = makeText(51_000);
  const before = process.memoryUsage();
  const started = performance.now();
  for (let count = 0; count < CALLS; count += 1) {
    const server = `s${count % 5}`;
    ledger.describe({ server, tool: "read", arguments: { id: count, path: `/srv/${count}` } });
    observe(ledger, server, `${count} ${text.slice(count % 50_000, (count % 50_000) + 300)}`);
  }
  const elapsed = (performance.now() - started) / 1000;
  const { bytes, bound } = ledger.size();
  const after = process.memoryUsage();
  const mebibytes = (number: number): string => `${(number / 1024 / 1024).toFixed(1)} MiB`;
  const grown = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  console.log(
    `after ${CALLS} calls with 300 characters each: ${mebibytes(bytes)} held, bound ${mebibytes(bound)}, process grew by ` +
      `${mebibytes(grown)} with what is not yet collected, ${elapsed.toFixed(1)} s`,
  );
}

export function measureLedger(): void {
  console.log("\nledger, microseconds");
  measureDigests();
  measureSizes();
  measureMemory();
}

// Measures what enforcement costs per call: in process against the unguarded call, `wrap` against a plain pass-through.
import { setMaxListeners } from "node:events";
import { type Opened, PEERS, Peers, type Wire } from "./peers.ts";

const WARM_UP = 300;
const ROUNDS = 2_000;
const CONCURRENCY = [1, 16, 256];
const CALLS = 2_048;

interface Summary {
  readonly p50: number;
  readonly p99: number;
}

function summarize(times: readonly number[]): Summary {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

/** One call of each in turn, so that each meets the same state of the machine. */
async function measureLatency(opened: readonly Opened[]): Promise<Summary[]> {
  const times = opened.map((): number[] => []);
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const [index, { call }] of opened.entries()) {
      const started = performance.now();
      // Another text each time: nothing can have been seen before.
      await call(`message ${round} of ${index}`);
      if (round >= 0) times[index]?.push((performance.now() - started) * 1000);
    }
  }
  return times.map(summarize);
}

async function measureThroughput({ call }: Opened, concurrency: number): Promise<number> {
  let left = CALLS;
  const started = performance.now();
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await call(`message ${left}`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return CALLS / ((performance.now() - started) / 1000);
}

function cell(value: number, digits = 0): string {
  return value.toFixed(digits).padStart(10);
}

async function measureWire(peers: Peers, wire: Wire): Promise<void> {
  const opened: Opened[] = [];
  for (const peer of PEERS) opened.push(await peers.open(peer, wire));
  const latencies = await measureLatency(opened);
  console.log(`\n${wire}, one call of an echo tool, microseconds; calls a second at ${CONCURRENCY.join(", ")} at once`);
  console.log("                    p50       p99   over direct   over pass-through    calls/s");
  const [direct, , copied] = latencies;
  for (const [index, peer] of PEERS.entries()) {
    const latency = latencies[index];
    const one = opened[index];
    if (latency === undefined || one === undefined || direct === undefined || copied === undefined) continue;
    const rates: string[] = [];
    for (const concurrency of CONCURRENCY) rates.push(cell(await measureThroughput(one, concurrency)));
    const ratios = `${cell(latency.p50 / direct.p50, 2)} ${cell(latency.p50 / copied.p50, 2).padStart(18)}`;
    console.log(`${peer.padEnd(13)}${cell(latency.p50)}${cell(latency.p99)} ${ratios}   ${rates.join("")}`);
  }
  for (const { close } of opened) await close();
}

/** @throws when a peer cannot be started */
export async function measureEnforcement(): Promise<void> {
  // The SDK's HTTP client adds a listener to one signal with every call, and Node warns of each.
  setMaxListeners(0);
  const peers = new Peers();
  try {
    for (const wire of ["stdio", "http"] as const) await measureWire(peers, wire);
  } finally {
    peers.close();
  }
}

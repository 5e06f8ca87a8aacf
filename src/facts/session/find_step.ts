// Finds out whether an id continues those before it, as counters and clocks do, and how many bits the next step has.

const RADIXES: readonly (readonly [RegExp, number])[] = [
  [/^\d{1,64}$/, 10],
  [/^(?:[\da-f]{1,64}|[\dA-F]{1,64})$/, 16],
  [/^(?:[\da-z]{1,64}|[\dA-Z]{1,64})$/, 36],
];

/** Ids that are looked back at. */
const MAX_VALUES = 8;

const TIME_UUID = /^([0-9a-f]{8})-([0-9a-f]{4})-1([0-9a-f]{3})-([0-9a-f]{4}-[0-9a-f]{12})$/i;

/** Version 1 keeps the slow digits of the time behind the fast ones. */
function inOrder(id: string): string {
  return id.replace(TIME_UUID, "$4$3$2$1").replaceAll("-", "");
}

function sharedStart(ids: readonly string[]): number {
  const [first = ""] = ids;
  for (let index = 0; index < first.length; index += 1) {
    if (ids.some((id) => id[index] !== first[index])) return index;
  }
  return first.length;
}

function toNumber(digits: string, radix: number): bigint {
  let value = 0n;
  for (const digit of digits) value = value * BigInt(radix) + BigInt(Number.parseInt(digit, radix));
  return value;
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}

/** The number in each id in which they differ, with all its digits, and its size in bits. */
function readNumbers(ids: readonly string[]): { values: bigint[]; bits: number } | undefined {
  const start = sharedStart(ids);
  const rests = ids.map((id) => id.slice(start));
  const end = sharedStart(rests.map((rest) => [...rest].reverse().join("")));
  const parts = rests.map((rest) => rest.slice(0, Math.max(0, rest.length - end)));
  // An id that is the beginning of another: `1` and `11`.
  const digits = parts.some((part) => part === "") ? rests : parts;
  const [pattern, radix] = RADIXES.find(([candidate]) => digits.every((part) => candidate.test(part))) ?? [];
  if (pattern === undefined || radix === undefined) return undefined;
  let from = start;
  while (from > 0 && start - from < 64 && pattern.test(ids[0]?.charAt(from - 1) ?? "")) from -= 1;
  const length = start - from + Math.max(...digits.map((part) => part.length));
  return { values: digits.map((part) => toNumber(part, radix)), bits: length * Math.log2(radix) };
}

function isProgression(ids: readonly string[]): number | undefined {
  const numbers = readNumbers(ids);
  if (numbers === undefined) return undefined;
  const { values, bits } = numbers;
  const steps = values.slice(1).map((value, index) => value - (values[index] ?? 0n));
  const [first = 0n] = steps;
  const size = Math.max(...steps.map((step) => bitLength(step < 0n ? -step : step)));
  // A step of one is a counter however few digits it has. Larger steps must be too small, for numbers of that size, to
  // come by chance: one such step must be smaller than several.
  if (steps.every((step) => step === first) && (first === 1n || first === -1n)) return 1;
  const sameSign = steps.every((step) => step > 0n) || steps.every((step) => step < 0n);
  return sameSign && size <= bits * (steps.length > 1 ? 0.6 : 0.25) ? size : undefined;
}

/** Bits of the step from the last of `seen` to this id, where it is one; undefined where there is no progression. */
export function findStep(id: string, seen: readonly string[]): number | undefined {
  const ids = [...seen.slice(1 - MAX_VALUES), id].map(inOrder);
  for (let count = 2; count <= ids.length; count += 1) {
    const step = isProgression(ids.slice(-count));
    if (step !== undefined) return step;
  }
  return undefined;
}

// Turns a JSON text that is too long to be kept into its outermost id and kind, so that whoever waits gets an answer.
import type { JsonObject } from "../../guard/json_rpc.ts";

/** Longest id or method worth repeating, in bytes of JSON. */
const MAX_TOKEN = 1024;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPENING = new Set([0x7b, 0x5b]);
const CLOSING = new Set([0x7d, 0x5d]);

function parseToken(token: readonly number[]): unknown {
  try {
    return JSON.parse(Buffer.from(token).toString("utf8"));
  } catch {
    return undefined;
  }
}

/**
 * Reads byte by byte and keeps one token. Attacker-controlled: the result only says whom a denial is for; nothing of it
 * is passed on.
 */
export class PartialMessage {
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  #token: number[] = [];
  #name: unknown;
  readonly #found: { id?: unknown; method?: unknown; isAnswer?: boolean } = {};

  read(bytes: Uint8Array): void {
    for (const byte of bytes) this.#step(byte);
  }

  /** A request, notification or answer without its contents; undefined when it cannot be told which. */
  get value(): JsonObject | undefined {
    const { id, method, isAnswer = false } = this.#found;
    const named = typeof id === "string" || typeof id === "number" ? { id } : {};
    if (typeof method === "string") return { jsonrpc: "2.0", ...named, method, params: {} };
    return isAnswer ? { jsonrpc: "2.0", ...named, result: {} } : undefined;
  }

  #keep(byte: number): void {
    if (this.#depth === 1 && this.#token.length <= MAX_TOKEN) this.#token.push(byte);
  }

  #step(byte: number): void {
    if (this.#inString) {
      this.#keep(byte);
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === BACKSLASH) this.#isEscaped = true;
      else if (byte === QUOTE) this.#inString = false;
      return;
    }
    if (byte === COLON && this.#depth === 1) this.#beginValue();
    else if ((byte === COMMA || CLOSING.has(byte)) && this.#depth === 1) this.#endValue();
    else this.#keep(byte);
    if (byte === QUOTE) this.#inString = true;
    else if (OPENING.has(byte)) this.#depth += 1;
    else if (CLOSING.has(byte)) this.#depth -= 1;
  }

  #beginValue(): void {
    this.#name = parseToken(this.#token);
    this.#token = [];
    if (this.#name === "result" || this.#name === "error") this.#found.isAnswer = true;
  }

  #endValue(): void {
    if (this.#name === "id" || this.#name === "method") this.#found[this.#name] = parseToken(this.#token);
    this.#name = undefined;
    this.#token = [];
  }
}

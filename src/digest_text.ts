// Turns text or bytes into the digest that events, locks and bundles write: `sha256:` and 64 hexadecimal digits.
import { createHash } from "node:crypto";

export function digestText(content: string | Uint8Array): string {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

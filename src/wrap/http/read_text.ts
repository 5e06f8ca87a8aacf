// Turns a stream of bytes into a text, or into why it is none: too long, not UTF-8, cut short.
import { decodeMessage } from "../../normalize/message/parse_message.ts";

export type ReadText = { readonly text: string } | { readonly problem: "too_large" | "not_utf8" | "cut_short" };

/**
 * Reads to the end, or to the limit: what is longer is not read any further, and whoever sends it is to be hung up on.
 *
 * @param limit in bytes
 */
export async function readText(stream: AsyncIterable<Uint8Array>, limit: number): Promise<ReadText> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      length += chunk.length;
      if (length > limit) return { problem: "too_large" };
      chunks.push(chunk);
    }
  } catch {
    return { problem: "cut_short" };
  }
  const text = decodeMessage(Buffer.concat(chunks));
  return text === undefined ? { problem: "not_utf8" } : { text };
}

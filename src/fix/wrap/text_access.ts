// Turns a text into a file that holds it, for readers that want one.
import type { FileAccess } from "../../normalize/files/read_bytes.ts";

/** Whatever path is opened. Errors: none. */
export function readsText(text: string): FileAccess {
  const bytes = Buffer.from(text);
  const status = { size: bytes.length, isFile: () => true, isDirectory: () => false };
  return {
    stat: async () => status,
    open: async () => {
      let at = 0;
      return {
        stat: async () => status,
        close: async () => undefined,
        read: async (buffer, offset, length) => {
          const piece = bytes.subarray(at, at + length);
          buffer.set(piece, offset);
          at += piece.length;
          return { bytesRead: piece.length };
        },
      };
    },
  };
}

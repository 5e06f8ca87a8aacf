// Writes a JSON-RPC error of the proxy's own.
import type { RequestId } from "../guard/json_rpc.ts";

export const INTERNAL_ERROR = -32603;

/** @param id null where it is not known what the error answers */
export function writeError(id: RequestId | null, code: number, message: string, data?: object): string {
  return JSON.stringify({ jsonrpc: "2.0", id, error: { code, message, ...(data === undefined ? {} : { data }) } });
}

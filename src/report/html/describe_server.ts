// Turns a configured server into the two lines that its box says about it.
import type { ShownServer } from "./arrows.ts";
import { isOff } from "./model.ts";

export interface ServerLines {
  /** What runs, or where it is. */
  readonly what: string;
  readonly how: string;
}

export function describeServer(server: ShownServer): ServerLines {
  const { transport, command, args = [], url, package: found } = server.checked.event.server ?? {};
  const off = isOff(server) ? ["switched off"] : [];
  const host = server.checked.event.facts?.urls?.find(({ pointer }) => pointer === "/server/url")?.host;
  if (url !== undefined)
    return { what: host ?? url ?? "", how: [`remote, ${transport ?? "http"}`, ...off].join(" · ") };
  if (found === undefined)
    return {
      what: [command ?? "", ...args.slice(0, 20)].map((word) => word.slice(0, 200)).join(" "),
      how: ["local command", ...off].join(" · "),
    };
  const version = found.version ?? found.digest;
  const pinned = found.pinned ? "pinned" : "not pinned";
  const what = version === undefined ? found.name : `${found.name}${found.registry === "oci" ? ":" : "@"}${version}`;
  return { what, how: [`${found.runner}, ${pinned}`, ...off].join(" · ") };
}

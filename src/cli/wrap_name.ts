// Names a server by what it is started from, where nobody says what it is called.
import { basename } from "node:path";
import type { Evaluator } from "../evaluator.ts";
import type { Server } from "../generated/event.ts";

/** The package, else the script, else the program: `@scope/server`, `server.js`, `my-server`. */
export function nameServer(evaluator: Pick<Evaluator, "describe">, server: Server): string {
  const { server: known, facts } = evaluator.describe({ kind: "connection", server });
  const { package: pkg } = known ?? server;
  const path = facts?.launch?.script?.path;
  return pkg?.name ?? (path === undefined ? undefined : basename(path)) ?? facts?.launch?.program ?? "server";
}

// Guards servers of the official SDKs: every message of every transport that they are connected to.
import type { Server } from "../generated/event.ts";
import { checkOptions } from "./check_options.ts";
import { type GuardableTransport, type GuardOptions, guardTransport, serverOf } from "./guard_transport.ts";
import { Tasks } from "./pending_requests.ts";
import { refuseConnected, refuseTwice } from "./refuse_target.ts";

/** What guards use of a server, of either SDK: of the high-level class, the server inside it is guarded. */
export interface GuardableServer {
  connect(transport: never): Promise<void>;
  readonly server?: { connect(transport: never): Promise<void> };
}

/** A server cannot see how it was started, but both SDKs keep a process's own streams in these members. */
function describeOwn(transport: object, given: string | Server): Server {
  const server = serverOf(given);
  const isStdio = "_stdin" in transport || "_wire" in transport;
  return server.transport === undefined && isStdio ? { ...server, transport: "stdio" } : server;
}

/**
 * Guards a server in place. To be called before it is connected.
 *
 * @returns the same server
 * @throws {GuardError} when it is guarded or connected already, or an option is not what is expected
 */
export function guardServer<T extends GuardableServer>(server: T, options: GuardOptions): T {
  checkOptions(options, "server");
  const inner = server.server ?? server;
  refuseConnected(inner, "server");
  refuseTwice(inner, "server");
  const shared = { ...options, tasks: options.tasks ?? new Tasks() };
  const connect = inner.connect.bind(inner) as (transport: GuardableTransport) => Promise<void>;
  const guarded = async (transport: GuardableTransport): Promise<void> => {
    await connect(guardTransport(transport, { ...shared, server: describeOwn(transport, options.server) }, "server"));
  };
  inner.connect = guarded;
  return server;
}

/**
 * Guards every server that a factory makes, as `createMcpHandler` and `serveStdio` of the v2 SDK take it. The servers of one
 * factory are one server to the policy.
 *
 * @throws {GuardError} when an option is not what is expected
 */
export function guardServerFactory<Context extends unknown[], T extends GuardableServer>(
  factory: (...context: Context) => T | Promise<T>,
  options: GuardOptions,
): (...context: Context) => T | Promise<T> {
  checkOptions(options, "server");
  const shared = { ...options, tasks: options.tasks ?? new Tasks() };
  return (...context) => {
    const made = factory(...context);
    return made instanceof Promise ? made.then((server) => guardServer(server, shared)) : guardServer(made, shared);
  };
}

// Guards a client of an official SDK: admission before anything is started or opened, then every message.
import { type AdmissionOptions, admitTransport } from "./admission.ts";
import { checkOptions } from "./check_options.ts";
import { type GuardableTransport, type GuardOptions, guardTransport, serverOf } from "./guard_transport.ts";
import { refuseConnected, refuseTwice } from "./refuse_target.ts";

/** What guards use of a client, of either SDK. */
export interface GuardableClient {
  connect(transport: never, options?: never): Promise<void>;
}

export interface ClientGuardOptions extends GuardOptions, Pick<AdmissionOptions, "sandbox"> {}

/**
 * Guards a client in place. Its `connect` then rejects with an `AdmissionDeniedError` for a server that is not admitted,
 * before a process is started or a connection opened.
 *
 * @returns the same client
 * @throws {GuardError} when it is guarded or connected already, or an option is not what is expected
 */
export function guardClient<T extends GuardableClient>(client: T, options: ClientGuardOptions): T {
  checkOptions(options, "client");
  refuseConnected(client, "client");
  refuseTwice(client, "client");
  const connect = client.connect.bind(client) as (transport: GuardableTransport, rest?: unknown) => Promise<void>;
  const guarded = async (transport: GuardableTransport, rest?: unknown): Promise<void> => {
    const server = await admitTransport(transport, serverOf(options.server), options);
    await connect(guardTransport(transport, { ...options, server }, "client"), rest);
  };
  client.connect = guarded;
  return client;
}

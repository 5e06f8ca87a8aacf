// Runs the guard in front of a server on HTTP: as an HTTP proxy, or as the stdio server that a client starts.

import { once } from "node:events";
import { withoutSecrets } from "../facts/secrets/without_secrets.ts";
import type { Server } from "../generated/event.ts";
import { admitConnection } from "../guard/admission.ts";
import type { AskHandler } from "../guard/ask.ts";
import { askByElicitation } from "../guard/elicitation_channel.ts";
import { createGate } from "../guard/gate.ts";
import { createLedger } from "../ledger/create_ledger.ts";
import { parseUrl } from "../parse_url.ts";
import { printable } from "../printable.ts";
import type { ConversationOptions } from "../wrap/http/conversations.ts";
import { createProxy, type ProxyOptions } from "../wrap/http/create_proxy.ts";
import { runBridge } from "../wrap/http/run_bridge.ts";
import { Upstream } from "../wrap/http/upstream.ts";
import { createRelay } from "../wrap/relay.ts";
import { DEFAULT_MAX_MESSAGE } from "../wrap/stdio/lines.ts";
import { EXIT, type ExitCode, UsageError } from "./exit_code.ts";
import type { Io } from "./io.ts";
import type { WrapContext } from "./wrap_context.ts";
import { readWrapHeaders } from "./wrap_headers.ts";

interface WrapHttpArguments {
  /** The server's key in the operator's settings. Default: the host of its address. */
  readonly name?: string | undefined;
  /** Of the server's MCP endpoint. */
  readonly url: string;
  /** `[HOST:]PORT`; absent: stdio in front. */
  readonly listen?: string | undefined;
  /** `Name: value`, with `${NAME}` for what the environment holds. */
  readonly header?: readonly string[] | undefined;
  readonly allowedHost?: readonly string[] | undefined;
  readonly allowedOrigin?: readonly string[] | undefined;
}

interface WrapHttpContext
  extends Omit<ConversationOptions, "server" | "createLedger" | "ask" | "onBlock">,
    Pick<WrapContext, "reportBlocks"> {
  readonly ask: AskHandler | undefined;
}

function readUrl(text: string): URL {
  const url = parseUrl(text);
  // INVARIANT: the text may hold a secret, so it is not repeated.
  if (url === undefined || !["http:", "https:"].includes(url.protocol))
    throw new UsageError("--url: expected the address of an MCP server, as https://host/path");
  url.hash = "";
  return url;
}

export function readListen(text: string): { readonly host: string; readonly port: number } {
  const found = /^(?:(\[[0-9A-Fa-f:.%\w]{2,64}\]|[^:[\]\s]{1,253}):)?(\d{1,5})$/.exec(text);
  const port = Number(found?.[2]);
  if (found === null || port > 65535)
    throw new UsageError(`--listen: expected PORT or HOST:PORT, 0 for any port, found \`${text.slice(0, 64)}\``);
  return { host: found[1]?.replace(/^\[|\]$/g, "") ?? "127.0.0.1", port };
}

/** Aborted when somebody wants this process to end. */
function listenForEnd(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => controller.abort());
  return controller.signal;
}

/** What stands for a variable in a header is no secret of the command line: the policy sees it as it was written. */
async function admit(
  { name, url }: { readonly name: string; readonly url: string },
  headers: Readonly<Record<string, string>>,
  context: WrapHttpContext,
): Promise<Server> {
  const names = Object.keys(headers);
  // As it is written, like in the entry that somebody approved.
  const described: Server = {
    name,
    transport: "http",
    url,
    ...(names.length === 0 ? {} : { header_names: names }),
  };
  const values = Object.entries(headers).map(([header, value]) => ({
    pointer: `/server/headers/${header}`,
    name: header,
    value,
  }));
  const event = await withoutSecrets({ kind: "connection", point: "proxy", server: described }, [
    { pointer: "/server/url", name: "url", value: url },
    ...values,
  ]);
  return await admitConnection({ ...event, server: event.server ?? described }, {}, context);
}

async function serveHttp(
  options: ProxyOptions,
  { host, port }: { readonly host: string; readonly port: number },
  io: Io,
): Promise<void> {
  const stop = listenForEnd();
  const proxy = createProxy(options);
  const address = await proxy.listen(host, port);
  io.err(`mcp-trust: listening on ${address.href}\n`);
  if (!stop.aborted) await once(stop, "abort");
  await proxy.close();
}

async function serveStdio({ url, headers, createLedger: ledger, ...options }: ProxyOptions, io: Io): Promise<void> {
  const upstream = new Upstream(url, headers ?? {});
  const { ask, onBlock, maxBodyLength = DEFAULT_MAX_MESSAGE } = options;
  // Whoever started this process is the only one who can be asking: it stands where the client's own transport would. It has
  // no screen, like the other forms of wrap; the client in front shows what it does, as it would without this.
  const gate = createGate({ ...options, point: "client", handled: ["display"], ledger: ledger?.() });
  // The command line's own listener ends the process when nobody reads any more, and would leave the session open.
  process.stdout.removeAllListeners("error");
  const channel = askByElicitation(async (message) => void process.stdout.write(`${JSON.stringify(message)}\n`));
  try {
    await runBridge({
      relay: createRelay({ gate, channel, ask, onBlock }),
      upstream,
      input: process.stdin,
      output: process.stdout,
      maxBodyLength,
      onProblem: (message) => io.err(`mcp-trust: ${printable(message)}\n`),
      stop: listenForEnd(),
    });
  } finally {
    gate.close();
    upstream.close();
  }
}

/**
 * Serves until the client is done, or until a signal.
 *
 * @throws {UsageError} and {AdmissionDeniedError} before anything is opened
 */
export async function runWrapHttp(given: WrapHttpArguments, context: WrapHttpContext, io: Io): Promise<ExitCode> {
  const url = readUrl(given.url);
  const { sent, written } = readWrapHeaders(given.header ?? [], io.env);
  const listen = given.listen === undefined ? undefined : readListen(given.listen);
  const { reportBlocks, ...rest } = context;
  const name = given.name ?? url.host;
  const options: ProxyOptions = {
    ...rest,
    onBlock: reportBlocks(name),
    server: await admit({ name, url: given.url }, written, context),
    url,
    headers: sent,
    createLedger,
    maxBodyLength: context.maxMessageLength,
    allowedHosts: given.allowedHost,
    allowedOrigins: given.allowedOrigin,
    onError: (error) => {
      const message = error instanceof Error ? error.message : String(error);
      io.err(`mcp-trust: unexpected: ${printable(message)}\n`);
    },
  };
  if (listen === undefined) await serveStdio(options, io);
  else await serveHttp(options, listen, io);
  return EXIT.ok;
}

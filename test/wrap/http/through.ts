// Puts the proxy in front of a server, as `mcp-trust wrap --url URL --listen` does.
import { PassThrough } from "node:stream";
import { askByElicitation } from "../../../src/guard/elicitation_channel.ts";
import { createGate } from "../../../src/guard/gate.ts";
import type { GuardEvaluator } from "../../../src/guard/judge.ts";
import { createProxy, type ProxyOptions } from "../../../src/wrap/http/create_proxy.ts";
import { runBridge } from "../../../src/wrap/http/run_bridge.ts";
import { Upstream } from "../../../src/wrap/http/upstream.ts";
import { createRelay } from "../../../src/wrap/relay.ts";
import { standardEvaluator } from "../../guard/policy.ts";
import type { Running } from "./servers.ts";

export type ThroughOptions = Partial<Omit<ProxyOptions, "url" | "server">>;

export async function proxyTo(
  url: URL,
  { evaluator, ...options }: ThroughOptions & { evaluator?: GuardEvaluator } = {},
): Promise<Running & { readonly errors: unknown[] }> {
  const errors: unknown[] = [];
  const proxy = createProxy({
    evaluator: evaluator ?? (await standardEvaluator()),
    handled: ["log", "display"],
    onError: (error) => errors.push(error),
    ...options,
    url,
    server: { name: "demo", transport: "http", url: url.href },
  });
  return { url: await proxy.listen("127.0.0.1", 0), stop: () => proxy.close(), errors };
}

/** Puts the bridge between, as `mcp-trust wrap --url URL` does on stdio. Its output ends with it. */
export async function bridgeTo(url: URL, options: ThroughOptions & { evaluator?: GuardEvaluator } = {}) {
  const problems: string[] = [];
  const input = new PassThrough();
  const output = new PassThrough();
  const stop = new AbortController();
  const upstream = new Upstream(url, options.headers ?? {});
  const { evaluator = await standardEvaluator(), ask } = options;
  const server = { name: "demo", transport: "http", url: url.href } as const;
  const gate = createGate({ handled: ["log", "display"], ...options, evaluator, server, point: "client" });
  const channel = askByElicitation(async (message) => void output.write(`${JSON.stringify(message)}\n`));
  const ended = runBridge({
    relay: createRelay({ gate, channel, ask }),
    upstream,
    input,
    output,
    maxBodyLength: options.maxBodyLength ?? 10 * 1024 * 1024,
    onProblem: (message) => problems.push(message),
    stop: stop.signal,
  }).finally(() => {
    upstream.close();
    output.end();
  });
  return {
    input,
    output,
    problems,
    ended,
    stop: async () => {
      stop.abort();
      await ended;
    },
  };
}

export async function post(url: URL, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers },
    body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
  });
}

/** The messages of a response, whichever form it has. */
export async function readMessages(response: Response): Promise<Record<string, unknown>[]> {
  const text = await response.text();
  if (text === "") return [];
  if (text.startsWith("[")) return JSON.parse(text);
  if (text.startsWith("{")) return [JSON.parse(text)];
  return text
    .split("\n")
    .filter((line) => line.startsWith("data: {"))
    .map((line) => JSON.parse(line.slice(6)));
}

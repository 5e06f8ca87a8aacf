// Turns decisions into OpenTelemetry spans and metrics: what was decided and why, never what was in the message.
import {
  type Attributes,
  type Counter,
  createNoopMeter,
  diag,
  type Histogram,
  type MeterProvider,
  metrics,
  ProxyTracerProvider,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  type TracerProvider,
  trace,
} from "@opentelemetry/api";
import type { Decision } from "../generated/decision.ts";
import type { Kind } from "../generated/event.ts";
import type { Recorder } from "./recorder.ts";

export interface CreateTelemetryOptions {
  /** Default: the one that is registered with `@opentelemetry/api`, also when that happens later. */
  readonly tracerProvider?: TracerProvider;
  readonly meterProvider?: MeterProvider;
  /** Milliseconds since 1970. Default: the system's clock. */
  readonly now?: () => number;
}

const SCOPE = "mcp-trust";

/** The method that an event of the kind comes from, where there is only one. */
const METHODS: Readonly<Record<Kind, string | undefined>> = {
  connection: undefined,
  environment: undefined,
  setting: undefined,
  session: undefined,
  authorization: undefined,
  tool_list: "tools/list",
  tool_call: "tools/call",
  tool_result: "tools/call",
  resource_list: undefined,
  resource_read: "resources/read",
  resource_result: "resources/read",
  prompt_list: "prompts/list",
  prompt_get: "prompts/get",
  prompt_result: "prompts/get",
  sampling: "sampling/createMessage",
  elicitation: "elicitation/create",
  roots: "roots/list",
  fetch: undefined,
  report: undefined,
};

const TRANSPORTS = new Map([
  ["stdio", "pipe"],
  ["http", "tcp"],
  ["sse", "tcp"],
  ["ws", "tcp"],
]);

/** Attacker-controlled: names of methods, tools and prompts as the protocol has them; others are left out. */
const NAME = /^[\w./ -]{1,128}$/;

function readName(event: unknown, ...path: readonly string[]): string | undefined {
  let value = event;
  for (const member of path) {
    value = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[member] : undefined;
  }
  return typeof value === "string" && NAME.test(value) ? value : undefined;
}

/** Attacker-controlled: each new value is a new time series. */
function readKind(event: unknown): Kind | "_OTHER" {
  const kind = readName(event, "kind");
  return kind !== undefined && Object.hasOwn(METHODS, kind) ? (kind as Kind) : "_OTHER";
}

function describeMessage(event: unknown, kind: Kind | "_OTHER"): Attributes {
  const method = readName(event, "message", "method") ?? (kind === "_OTHER" ? undefined : METHODS[kind]);
  return {
    "mcp.method.name": method,
    "mcp.protocol.version": readName(event, "protocol_version"),
    "gen_ai.operation.name": method === "tools/call" ? "execute_tool" : undefined,
    "gen_ai.tool.name": readName(event, "tool", "name"),
    "gen_ai.prompt.name": readName(event, "prompt", "name"),
    "network.transport": TRANSPORTS.get(readName(event, "server", "transport") ?? ""),
    "mcp_trust.event.kind": kind,
    "mcp_trust.event.point": readName(event, "point"),
    "mcp_trust.server.name": readName(event, "server", "name"),
  };
}

function describeDecision({ id, effect, mode, reasons, bundle }: Decision): Attributes {
  return {
    "mcp_trust.decision.id": id,
    "mcp_trust.decision.effect": effect,
    "mcp_trust.decision.mode": mode,
    "mcp_trust.reason.code": reasons[0]?.code,
    "mcp_trust.bundle.name": bundle?.name,
    "mcp_trust.bundle.revision": bundle?.revision,
  };
}

interface Instruments {
  readonly decisions: Counter;
  readonly duration: Histogram;
}

function createInstruments(provider: MeterProvider): Instruments | undefined {
  const meter = provider.getMeter(SCOPE);
  if (meter === createNoopMeter()) return undefined;
  return {
    decisions: meter.createCounter("mcp_trust.decisions", {
      description: "Decisions, by kind of event, effect and the code of the first reason.",
      unit: "{decision}",
    }),
    duration: meter.createHistogram("mcp_trust.decision.duration", {
      description: "Time spent deciding, facts included.",
      unit: "s",
      advice: { explicitBucketBoundaries: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 1] },
    }),
  };
}

/** undefined while no SDK is registered. */
function createTracer(provider: TracerProvider): Tracer | undefined {
  return provider instanceof ProxyTracerProvider ? provider.getDelegateTracer(SCOPE) : provider.getTracer(SCOPE);
}

/** Records one span `mcp_trust.decide` and two measurements for each decision; nothing while no SDK is registered. */
export function createTelemetry(options: CreateTelemetryOptions = {}): Recorder {
  const readTracer = () => createTracer(options.tracerProvider ?? trace.getTracerProvider());
  const now = options.now ?? Date.now;
  let measured: { readonly provider: MeterProvider; readonly instruments: Instruments | undefined } | undefined;

  /** Made again when another provider is registered. */
  function readInstruments(): Instruments | undefined {
    const provider = options.meterProvider ?? metrics.getMeterProvider();
    if (measured?.provider !== provider) measured = { provider, instruments: createInstruments(provider) };
    return measured.instruments;
  }

  function recordSpan(tracer: Tracer, event: unknown, decision: Decision, kind: Kind | "_OTHER"): void {
    const end = now();
    const span = tracer.startSpan("mcp_trust.decide", {
      kind: SpanKind.INTERNAL,
      startTime: end - decision.duration_us / 1000,
      // A sampler sees them only when the span has them from the start.
      attributes: { ...describeMessage(event, kind), ...describeDecision(decision) },
    });
    const first = decision.reasons[0];
    // Nothing was wrong with deciding when the answer is no.
    if (first?.clause === "fail_closed") {
      span.setAttribute("error.type", first.code);
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end(end);
  }

  function measure(instruments: Instruments, decision: Decision, kind: Kind | "_OTHER"): void {
    const { effect, reasons, duration_us } = decision;
    const attributes = { "mcp_trust.event.kind": kind, "mcp_trust.decision.effect": effect };
    instruments.decisions.add(1, { ...attributes, "mcp_trust.reason.code": reasons[0]?.code });
    instruments.duration.record(duration_us / 1_000_000, attributes);
  }

  return {
    record(event, decision) {
      try {
        const tracer = readTracer();
        const instruments = readInstruments();
        if (tracer === undefined && instruments === undefined) return;
        const kind = readKind(event);
        if (tracer !== undefined) recordSpan(tracer, event, decision, kind);
        if (instruments !== undefined) measure(instruments, decision, kind);
      } catch (error) {
        // Telemetry is for watching: what fails in somebody's exporter changes no decision.
        diag.error("mcp-trust: cannot record a decision", error);
      }
    },
  };
}

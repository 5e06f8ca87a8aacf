// Spans and measurements of decisions, as OpenTelemetry's own SDK takes them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DiagLogLevel, diag, metrics, SpanKind, SpanStatusCode, type TracerProvider, trace } from "@opentelemetry/api";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { createTelemetry } from "../../src/log/telemetry.ts";
import { createDecision, createReason } from "./decisions.ts";

const NOW = Date.parse("2026-11-23T10:00:00.000Z");

const call = {
  kind: "tool_call",
  point: "client",
  protocol_version: "2026-07-28",
  server: { name: "files", transport: "stdio" },
  tool: { name: "write_file" },
  arguments: { path: "/private/diary", text: "dear diary" },
};

function createProviders() {
  const spans = new InMemorySpanExporter();
  const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
  const measurements = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: measurements, exportIntervalMillis: 3_600_000 });
  const meterProvider = new MeterProvider({ readers: [reader] });
  const readSpans = () =>
    spans.getFinishedSpans().map(({ name, kind, startTime, endTime, attributes, status, events, links }) => {
      return { name, kind, startTime, endTime, attributes, status, events, links };
    });
  const readMetrics = async () => {
    await meterProvider.forceFlush();
    const scopes = measurements.getMetrics().at(-1)?.scopeMetrics ?? [];
    return scopes.flatMap(({ scope, metrics: list }) =>
      list.map(({ descriptor: { name, unit }, dataPoints }) => ({
        scope: scope.name,
        name,
        unit,
        points: dataPoints.map(({ attributes, value }) => [
          attributes,
          typeof value === "number"
            ? value
            : { count: (value as { count: number }).count, sum: (value as { sum: number }).sum },
        ]),
      })),
    );
  };
  return { tracerProvider, meterProvider, readSpans, readMetrics, close: () => meterProvider.shutdown() };
}

test("a decision is one span, with what was decided and nothing of the message", () => {
  const { tracerProvider, readSpans } = createProviders();
  createTelemetry({ tracerProvider, now: () => NOW }).record(call, createDecision());
  assert.deepEqual(readSpans(), [
    {
      name: "mcp_trust.decide",
      kind: SpanKind.INTERNAL,
      startTime: [NOW / 1000 - 1, 998_750_000],
      endTime: [NOW / 1000, 0],
      attributes: {
        "mcp.method.name": "tools/call",
        "mcp.protocol.version": "2026-07-28",
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": "write_file",
        "network.transport": "pipe",
        "mcp_trust.event.kind": "tool_call",
        "mcp_trust.event.point": "client",
        "mcp_trust.server.name": "files",
        "mcp_trust.decision.id": "2b1f0f6e-0000-4000-8000-000000000001",
        "mcp_trust.decision.effect": "deny",
        "mcp_trust.decision.mode": "enforce",
        "mcp_trust.reason.code": "scope_minimization.not_granted",
        "mcp_trust.bundle.name": "mcp",
        "mcp_trust.bundle.revision": "r1",
      },
      status: { code: SpanStatusCode.UNSET },
      events: [],
      links: [],
    },
  ]);
});

test("a failure to decide is an error of the span; names nobody would use are left out", () => {
  const { tracerProvider, readSpans } = createProviders();
  const reason = createReason({ code: "fail_closed.invalid_event", clause: "fail_closed" });
  const event = { kind: "x".repeat(5000), server: { name: "a\nb" }, prompt: { name: 1 }, message: { method: "ping" } };
  const telemetry = createTelemetry({ tracerProvider, now: () => NOW });
  telemetry.record(event, createDecision({ reasons: [reason], bundle: null, duration_us: 0 }));
  assert.deepEqual(readSpans(), [
    {
      name: "mcp_trust.decide",
      kind: SpanKind.INTERNAL,
      startTime: [NOW / 1000, 0],
      endTime: [NOW / 1000, 0],
      attributes: {
        "mcp.method.name": "ping",
        "mcp_trust.event.kind": "_OTHER",
        "mcp_trust.decision.id": "2b1f0f6e-0000-4000-8000-000000000001",
        "mcp_trust.decision.effect": "deny",
        "mcp_trust.decision.mode": "enforce",
        "mcp_trust.reason.code": "fail_closed.invalid_event",
        "error.type": "fail_closed.invalid_event",
      },
      status: { code: SpanStatusCode.ERROR },
      events: [],
      links: [],
    },
  ]);
});

test("decisions are counted by kind, effect and code, and their durations measured", async () => {
  const { meterProvider, readMetrics, close } = createProviders();
  const telemetry = createTelemetry({ meterProvider });
  const allowed = createDecision({ effect: "allow", reasons: [createReason({ code: "a.b", effect: "allow" })] });
  for (const decision of [createDecision(), createDecision(), allowed]) telemetry.record(call, decision);
  telemetry.record("nothing", createDecision());
  const attributes = { "mcp_trust.event.kind": "tool_call", "mcp_trust.decision.effect": "deny" };
  const code = "scope_minimization.not_granted";
  assert.deepEqual(await readMetrics(), [
    {
      scope: "mcp-trust",
      name: "mcp_trust.decisions",
      unit: "{decision}",
      points: [
        [{ ...attributes, "mcp_trust.reason.code": code }, 2],
        [{ ...attributes, "mcp_trust.decision.effect": "allow", "mcp_trust.reason.code": "a.b" }, 1],
        [{ ...attributes, "mcp_trust.event.kind": "_OTHER", "mcp_trust.reason.code": code }, 1],
      ],
    },
    {
      scope: "mcp-trust",
      name: "mcp_trust.decision.duration",
      unit: "s",
      points: [
        [attributes, { count: 2, sum: 0.0025 }],
        [
          { ...attributes, "mcp_trust.decision.effect": "allow" },
          { count: 1, sum: 0.00125 },
        ],
        [
          { ...attributes, "mcp_trust.event.kind": "_OTHER" },
          { count: 1, sum: 0.00125 },
        ],
      ],
    },
  ]);
  await close();
});

test("an SDK that is registered later is used from then on", async () => {
  const telemetry = createTelemetry();
  telemetry.record(call, createDecision());
  const { tracerProvider, meterProvider, readSpans, readMetrics, close } = createProviders();
  trace.setGlobalTracerProvider(tracerProvider);
  metrics.setGlobalMeterProvider(meterProvider);
  telemetry.record(call, createDecision());
  trace.disable();
  metrics.disable();
  assert.equal(readSpans().length, 1);
  assert.deepEqual(
    (await readMetrics()).map(({ name, points }) => [name, points.length]),
    [
      ["mcp_trust.decisions", 1],
      ["mcp_trust.decision.duration", 1],
    ],
  );
  await close();
});

test("what fails in an SDK changes no decision", () => {
  const said: unknown[] = [];
  const say = (...parts: unknown[]) => void said.push(parts[0]);
  diag.setLogger({ error: say, warn: say, info: say, debug: say, verbose: say }, DiagLogLevel.ERROR);
  const fail = () => {
    throw new Error("the exporter is gone");
  };
  const tracerProvider: TracerProvider = { getTracer: () => ({ startSpan: fail, startActiveSpan: fail }) };
  createTelemetry({ tracerProvider }).record(call, createDecision());
  diag.disable();
  assert.deepEqual(said, ["mcp-trust: cannot record a decision"]);
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Event } from "../../src/generated/event.ts";
import { type AdmissionOptions, admitTransport } from "../../src/guard/admission.ts";
import { AdmissionDeniedError } from "../../src/guard/errors.ts";
import { guardClient } from "../../src/guard/guard_client.ts";
import type { ServerSandbox } from "../../src/sandbox/create_sandbox.ts";
import { type Answer, FakeEvaluator, reason } from "./policy.ts";

const server = { name: "demo", transport: "stdio", command: "demo" } as const;
const yes = { allow: true, shown: ["command"], truncated: false } as const;

function admit(answer: (event: Event) => Answer, rest: Partial<AdmissionOptions> = {}, transport: object = {}) {
  return admitTransport(transport, server, { evaluator: new FakeEvaluator(answer), ...rest });
}

/** The codes of the error that it must be refused with. */
async function refusal(admission: Promise<unknown>): Promise<string[]> {
  const error: unknown = await admission.then(
    () => assert.fail("admitted"),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof AdmissionDeniedError);
  return error.reasons.map(({ code }) => code);
}

const askUnlessConsented = ({ consent }: Event): Answer => (consent === undefined ? { effect: "ask" } : {});

suite("admission", () => {
  test("gives the server's facts for all later events", async () => {
    assert.deepEqual(await admit(() => ({})), server);
  });

  test("is refused with all that the bundle says", async () => {
    const error = await admit(() => ({ effect: "deny" })).catch((thrown: unknown) => thrown);
    assert.ok(error instanceof AdmissionDeniedError);
    const { server: name, decisionId, reasons, message } = error;
    assert.deepEqual([name, decisionId], ["demo", "decision-1"]);
    assert.deepEqual(reasons, [{ ...reason("test.rule", "deny"), title: "A rule of the test", remedy: "Leave it." }]);
    assert.match(message, /`demo`.*not started or connected to: A rule of the test \(test\.rule\)$/);
  });

  for (const [what, rest, codes] of [
    ["nobody can be asked", {}, ["fail_closed.nobody_to_ask", "test.rule"]],
    ["the person says no", { ask: () => ({ allow: false }) }, ["fail_closed.not_confirmed", "test.rule"]],
    ["only a server's client could be asked", { ask: "elicitation" }, ["fail_closed.nobody_to_ask", "test.rule"]],
  ] as const) {
    test(`is refused where ${what}`, async () => {
      assert.deepEqual(await refusal(admit(() => ({ effect: "ask" }), rest as Partial<AdmissionOptions>)), codes);
    });
  }

  test("is given when a person says yes", async () => {
    assert.deepEqual(await admit(askUnlessConsented, { ask: () => yes }), server);
  });

  test("is refused when the policy has another objection after a yes", async () => {
    const again = ({ consent }: Event): Answer => ({
      effect: "ask",
      reasons: [reason(consent === undefined ? "test.rule" : "test.unseen", "ask")],
    });
    assert.deepEqual(await refusal(admit(again, { ask: () => yes })), ["fail_closed.not_confirmed", "test.unseen"]);
  });

  test("is asked about once, where a yes is remembered", async () => {
    const remembered = new Set<string>();
    await admit(askUnlessConsented, { remembered, ask: () => ({ ...yes, remember: "call" }) });
    assert.deepEqual(await admit(askUnlessConsented, { remembered, ask: () => assert.fail() }), server);
    const other = admitTransport(
      {},
      { ...server, command: "other" },
      { evaluator: new FakeEvaluator(askUnlessConsented), remembered },
    );
    assert.deepEqual(await refusal(other), ["fail_closed.nobody_to_ask", "test.rule"]);
  });

  const profile = { read: ["/srv/a"], write: [], egress: [], network: "none" } as const;
  const confined = (): Answer => ({
    obligations: [{ type: "sandbox", profile: { ...profile, read: [...profile.read], write: [], egress: [] } }],
  });
  const facts = { kind: "bubblewrap", available: true, enforces: [] } satisfies ServerSandbox["facts"];
  for (const [what, rest] of [
    ["nobody can confine it", {}],
    ["it cannot be confined", { sandbox: { facts, confine: () => false } }],
    ["it cannot be confined after all", { sandbox: { facts, confine: async () => false } }],
  ] as const) {
    test(`is refused where the policy wants a sandbox and ${what}`, async () => {
      assert.deepEqual(await refusal(admit(confined, rest)), ["fail_closed.obligation_unmet"]);
    });
  }

  test("hands the sandbox its profile and the transport to change", async () => {
    const transport = {};
    const given: unknown[] = [];
    const confine: ServerSandbox["confine"] = (...all) => given.push(...all) > 0;
    await admit(confined, { sandbox: { facts, confine } }, transport);
    assert.deepEqual(given, [profile, transport]);
    assert.equal(given[1], transport);
  });

  test("tells the policy what there is to confine the server with", async () => {
    const byHost = { kind: "host", available: true, enforces: ["files", "network", "hosts"] };
    for (const [rest, client] of [
      [{}, undefined],
      [{ client: { kind: "demo" } }, { kind: "demo" }],
      [{ sandbox: { facts, confine: () => true } }, { sandbox: facts }],
      [
        { client: { kind: "demo" }, handled: ["sandbox"] },
        { kind: "demo", sandbox: byHost },
      ],
    ] as const) {
      const evaluator = new FakeEvaluator();
      await admitTransport({}, server, { evaluator, ...(rest as Partial<AdmissionOptions>) });
      assert.deepEqual(evaluator.asked[0]?.client, client);
    }
  });

  for (const [what, answer, options, actions] of [
    ["admitted", () => ({}), {}, ["allow pass"]],
    ["denied", () => ({ effect: "deny" }), {}, ["deny block"]],
    ["confirmed", askUnlessConsented, { ask: () => yes }, ["ask ask", "allow pass"]],
    ["not confirmed", askUnlessConsented, { ask: () => ({ allow: false }) }, ["ask ask", "deny block"]],
  ] as const)
    test(`that is ${what} is logged with what became of it`, async () => {
      const recorded: string[] = [];
      const ids = new Set<string | undefined>();
      const log: AdmissionOptions["log"] = {
        record(_, { effect }, { action, message_id }) {
          recorded.push(`${effect} ${action}`);
          ids.add(message_id);
        },
      };
      await admit(answer as never, { ...options, log } as never).catch(() => undefined);
      assert.deepEqual([recorded, ids.size], [actions, 1]);
    });

  test("is refused where it cannot be logged", async () => {
    const log = { record: () => assert.fail() };
    assert.deepEqual(await refusal(admit(() => ({}), { log })), ["fail_closed.decision_not_recorded"]);
    assert.deepEqual(await refusal(admit(() => ({ obligations: [{ type: "log" }] }))), [
      "fail_closed.obligation_unmet",
    ]);
  });

  test("in audit mode is given and recorded", async () => {
    const recorded: string[] = [];
    const log = { record: (_: unknown, { effect }: { effect: string }) => void recorded.push(effect) };
    assert.deepEqual(await admit(() => ({ effect: "deny", mode: "audit" }), { log }), server);
    assert.deepEqual(recorded, ["deny"]);
  });

  test("comes before the client's own connect, which is left alone when it is refused", async () => {
    const connected: object[] = [];
    const client = { connect: async (transport: object) => void connected.push(transport) };
    guardClient(client, { evaluator: new FakeEvaluator(() => ({ effect: "deny" })), server });
    await refusal(client.connect({}));
    assert.deepEqual(connected, []);
  });
});

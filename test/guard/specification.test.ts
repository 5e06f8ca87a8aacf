// Holds every message that a guard makes up against the JSON Schema of each revision of the specification.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";
import { Ajv, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { parse } from "yaml";
import type { Event } from "../../src/generated/event.ts";
import { askByElicitation } from "../../src/guard/elicitation_channel.ts";
import { createGate } from "../../src/guard/gate.ts";
import type { Block } from "../../src/guard/index.ts";
import type { Direction } from "../../src/guard/json_rpc.ts";
import { type Answer, FakeEvaluator } from "./policy.ts";

const REVISIONS = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"] as const;

type Revision = (typeof REVISIONS)[number];

interface Definition {
  readonly anyOf?: readonly { readonly $ref: string }[];
  readonly properties?: { readonly method?: { readonly const?: string } };
}

type Json = Record<string, unknown>;

const addFormats = formats as unknown as (ajv: object) => void;

/** One revision: its definitions by name, and what tells whether a message is as one of them has it. */
class Specification {
  readonly revision: Revision;
  readonly #key: "$defs" | "definitions";
  readonly #definitions: Readonly<Record<string, Definition>>;
  readonly #ajv: Ajv;
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(revision: Revision) {
    this.revision = revision;
    const file = new URL(`../fixtures/specification/${revision}.json`, import.meta.url);
    const schema = JSON.parse(readFileSync(file, "utf8"));
    this.#key = schema.$defs === undefined ? "definitions" : "$defs";
    this.#definitions = schema[this.#key];
    const options = { strict: false, allErrors: true };
    this.#ajv = String(schema.$schema).includes("2020-12")
      ? (new Ajv2020(options) as unknown as Ajv)
      : new Ajv(options);
    addFormats(this.#ajv);
    this.#ajv.addSchema({ ...schema, $id: "urn:mcp:specification" });
  }

  get isModern(): boolean {
    return this.revision === "2026-07-28";
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#definitions, name);
  }

  /** The requests that may go one way, by method. */
  methods(direction: Direction): string[] {
    const name = direction === "to_server" ? "ClientRequest" : "ServerRequest";
    const listed = this.#definitions[name]?.anyOf ?? [];
    const found = listed.map(({ $ref }) => this.#definitions[$ref.split("/").at(-1) ?? ""]?.properties?.method?.const);
    return found.filter((method) => method !== undefined);
  }

  #compile(name: string): ValidateFunction {
    assert.ok(this.has(name), `${this.revision} has ${name}`);
    const known = this.#compiled.get(name);
    if (known !== undefined) return known;
    const compiled = this.#ajv.compile({ $ref: `urn:mcp:specification#/${this.#key}/${name}` });
    this.#compiled.set(name, compiled);
    return compiled;
  }

  /** @returns what is wrong, by definition; empty for a message that is as all of them have it */
  check(message: unknown, names: readonly string[], result: readonly string[] = []): Json {
    const wrong: Json = {};
    for (const name of names) {
      const validate = this.#compile(name);
      if (!validate(message)) wrong[name] = validate.errors;
    }
    for (const name of result) {
      const validate = this.#compile(name);
      if (!validate((message as Json).result)) wrong[name] = validate.errors;
    }
    return wrong;
  }

  /** The definitions that a denial must be as. */
  checkDenial(denial: Json): Json {
    const isError = denial.error !== undefined;
    const error = this.has("JSONRPCErrorResponse") ? "JSONRPCErrorResponse" : "JSONRPCError";
    const success = this.has("JSONRPCResultResponse") ? "JSONRPCResultResponse" : "JSONRPCResponse";
    const whole = this.isModern && !isError ? ["CallToolResultResponse"] : [];
    const names = [isError ? error : success, "JSONRPCMessage", ...whole];
    return this.check(denial, names, isError ? [] : ["CallToolResult"]);
  }
}

const META = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" },
  "io.modelcontextprotocol/clientCapabilities": {},
};

/** With facts about its HTTP request, every message is judged. */
const FACTS = { http: { direction: "inbound" } } as const;

const PARAMS: Readonly<Record<string, Json>> = {
  "tools/call": { name: "echo", arguments: {} },
  "prompts/get": { name: "hello" },
  "resources/read": { uri: "test://a" },
  "resources/subscribe": { uri: "test://a" },
  "completion/complete": { ref: { type: "ref/prompt", name: "hello" }, argument: { name: "a", value: "b" } },
  "subscriptions/listen": { notifications: { resourceSubscriptions: ["test://a"] } },
};

function request({ isModern }: Specification, method: string, more: Json = {}): Json {
  const params = { ...PARAMS[method], ...more, ...(isModern ? { _meta: META } : {}) };
  return { jsonrpc: "2.0", id: "id-1", method, params };
}

function gateOf(answer: (event: Event) => Answer, handled: readonly "display"[] = []) {
  return createGate({ evaluator: new FakeEvaluator(answer), server: { name: "demo" }, point: "server", handled });
}

function opposite(direction: Direction): Direction {
  return direction === "to_server" ? "to_client" : "to_server";
}

function denyRequest(specification: Specification, direction: Direction, message: Json): Json {
  const verdict = gateOf(() => ({ effect: "deny" })).judge(direction, message, FACTS);
  assert.equal(verdict.action, "block");
  const { reply } = verdict as Block;
  assert.ok(reply !== undefined, `${specification.revision} ${message.method} is answered`);
  return reply as Json;
}

function denyAnswer(specification: Specification, direction: Direction, message: Json): Json {
  let effect: "allow" | "deny" = "allow";
  const gate = gateOf(() => ({ effect }));
  assert.equal(gate.judge(direction, message, FACTS).action, "pass");
  effect = "deny";
  const result = specification.isModern ? { resultType: "complete" } : {};
  const verdict = gate.judge(opposite(direction), { jsonrpc: "2.0", id: "id-1", result });
  assert.equal(verdict.action, "block");
  const { instead } = verdict as Block;
  assert.ok(instead !== undefined, `${specification.revision} ${message.method} is answered with something else`);
  return instead as Json;
}

/** What is no message of any revision: the test can fail. */
function* spoil(denial: Json): Generator<Json> {
  yield { ...denial, jsonrpc: "1.0" };
  yield { ...denial, id: { nested: true } };
  if (denial.error !== undefined) {
    const { code: _, ...rest } = denial.error as Json;
    yield { ...denial, error: rest };
    yield { ...denial, error: { ...rest, code: "4030" } };
    yield { ...denial, error: { code: 4030, message: { text: "Blocked" } } };
    return;
  }
  const result = denial.result as Json;
  yield { ...denial, result: "Blocked" };
  yield { ...denial, result: { ...result, content: "Blocked" } };
  yield { ...denial, result: { ...result, content: [{ text: "Blocked" }] } };
  yield { ...denial, result: { ...result, isError: "yes" } };
  yield { ...denial, result: { ...result, _meta: "decision" } };
}

const specifications = REVISIONS.map((revision) => new Specification(revision));

/** Tasks are an extension to the last revision, which has its own schema; until then they are in the schema. */
const TASK = { task: { ttl: 1000 } };

suite("denials in every revision", () => {
  for (const specification of specifications) {
    for (const direction of ["to_server", "to_client"] as const) {
      for (const method of specification.methods(direction)) {
        test(`${specification.revision}: ${method} ${direction}`, () => {
          const plain = request(specification, method);
          const messages =
            specification.revision === "2025-11-25" && PARAMS[method] !== undefined
              ? [plain, request(specification, method, TASK)]
              : [plain];
          for (const message of messages) {
            const denials = [
              denyRequest(specification, direction, message),
              denyAnswer(specification, direction, message),
            ];
            for (const denial of denials) {
              assert.deepEqual(specification.checkDenial(denial), {});
              for (const spoiled of spoil(denial))
                assert.notDeepEqual(specification.checkDenial(spoiled), {}, JSON.stringify(spoiled));
            }
          }
        });
      }
    }
  }

  test("of every method that the policy's tables name", () => {
    const file = new URL("../../policies/tables/request_methods/data.yaml", import.meta.url);
    const table = parse(readFileSync(file, "utf8")) as Record<string, Record<string, true>>;
    const named = Object.values(table).flatMap((methods) => Object.keys(methods));
    const tested = specifications.flatMap((one) => [...one.methods("to_server"), ...one.methods("to_client")]);
    assert.deepEqual(
      named.filter((method) => !tested.includes(method)),
      [],
    );
  });

  test("of a modern tool call say that they are complete", () => {
    const modern = specifications.filter(({ isModern }) => isModern);
    assert.equal(modern.length, 1);
    for (const specification of modern) {
      const denial = denyRequest(specification, "to_server", request(specification, "tools/call"));
      const { resultType, ...rest } = denial.result as Json;
      assert.equal(resultType, "complete");
      assert.notDeepEqual(specification.checkDenial({ ...denial, result: rest }), {});
    }
  });

  test("of a method that nobody knows", () => {
    for (const specification of specifications) {
      const denial = denyRequest(specification, "to_server", request(specification, "tools/run"));
      assert.equal((denial.error as Json).code, -32601);
      assert.deepEqual(specification.checkDenial(denial), {});
    }
  });
});

const LISTS = [
  ["tools/list", "tools", "ListToolsResult", (name: string) => ({ name, inputSchema: { type: "object" } })],
  ["prompts/list", "prompts", "ListPromptsResult", (name: string) => ({ name })],
  ["resources/list", "resources", "ListResourcesResult", (name: string) => ({ name, uri: `test://${name}` })],
  [
    "resources/templates/list",
    "resourceTemplates",
    "ListResourceTemplatesResult",
    (name: string) => ({ name, uriTemplate: `test://${name}/{id}` }),
  ],
] as const;

suite("lists without what is denied in every revision", () => {
  for (const specification of specifications) {
    for (const [method, member, definition, entry] of LISTS) {
      test(`${specification.revision}: ${method}`, () => {
        const gate = gateOf((event) => {
          const [kind] = (["tools", "prompts", "resources"] as const).filter((name) => event[name] !== undefined);
          const names = JSON.stringify(kind === undefined ? [] : event[kind]);
          return names.includes("bad") ? { effect: "deny", reasons: [{ pointer: `/${kind}/0` }] } : {};
        });
        gate.judge("to_server", request(specification, method), FACTS);
        const modern = specification.isModern ? { resultType: "complete", ttlMs: 0, cacheScope: "private" } : {};
        const result = { ...modern, [member]: [entry("bad"), entry("good")], nextCursor: "2" };
        const verdict = gate.judge("to_client", { jsonrpc: "2.0", id: "id-1", result });
        assert.equal(verdict.action, "pass");
        const message = verdict.action === "pass" ? verdict.message : undefined;
        assert.deepEqual(message, { jsonrpc: "2.0", id: "id-1", result: { ...result, [member]: [entry("good")] } });
        assert.deepEqual(specification.check(message, ["JSONRPCMessage"], [definition]), {});
        const spoiled = { ...(message as Json), result: { ...result, [member]: [{}] } };
        assert.notDeepEqual(specification.check(spoiled, [], [definition]), {});
      });
    }
  }
});

suite("questions of a guarded server to a person", () => {
  for (const specification of specifications.filter((one) => one.methods("to_client").includes("elicitation/create"))) {
    test(specification.revision, async () => {
      const sent: Json[] = [];
      const channel = askByElicitation(async (message) => void sent.push(message as Json));
      const capabilities = { elicitation: {} };
      channel.observe({ jsonrpc: "2.0", id: 1, method: "initialize", params: { capabilities } });
      const gate = gateOf(() => ({ effect: "ask" }));
      const verdict = gate.judge("to_server", request(specification, "tools/call"), FACTS);
      assert.equal(verdict.action, "ask");
      if (verdict.action !== "ask") return;
      const asked = channel.ask(verdict.question, "id-1");
      channel.close();
      assert.deepEqual(await asked, { allow: false });
      const [question] = sent;
      const names = ["ElicitRequest", "ServerRequest", "JSONRPCMessage"];
      assert.deepEqual(specification.check(question, names), {});
      assert.ok(question !== undefined);
      const { requestedSchema: _, ...params } = question.params as Json;
      assert.notDeepEqual(specification.check({ ...question, params }, ["ElicitRequest"]), {});
    });
  }
});

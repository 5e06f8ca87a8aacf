import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import type { Event } from "../../src/generated/event.ts";
import { validate } from "../../src/generated/validate_event.js";
import { type PendingRequest, readMessage } from "../../src/normalize/message/read_message.ts";

const server = { name: "files" };
const requests = new Map<string | number, PendingRequest>();
const context = { point: "proxy", server, findRequest: (id: string | number) => requests.get(id) } as const;

function read(message: object) {
  const [first, ...rest] = readMessage(JSON.stringify({ jsonrpc: "2.0", ...message }), context);
  assert.deepEqual(rest, []);
  assert.ok(first !== undefined);
  return first;
}

/** The events without what all have in common. */
function partsOf(events: readonly Event[]): object[] {
  return events.map(({ point, server: of, message, ...part }) => {
    assert.equal(point, "proxy");
    assert.deepEqual(of, server);
    assert.ok(message !== undefined);
    return part;
  });
}

const sampling = { messages: [{ role: "user", content: { type: "text", text: "hi" } }], maxTokens: 1 };
const elicitation = { mode: "url", message: "Sign in", url: "https://example.com" };

suite("requests", () => {
  for (const [method, params, parts] of [
    [
      "tools/call",
      { name: "a", arguments: { x: 1 } },
      [{ kind: "tool_call", tool: { name: "a" }, arguments: { x: 1 } }],
    ],
    ["tools/call", { name: "a" }, [{ kind: "tool_call", tool: { name: "a" }, arguments: {} }]],
    ["prompts/get", { name: "a" }, [{ kind: "prompt_get", prompt: { name: "a" }, arguments: {} }]],
    ["resources/read", { uri: "file:///a" }, [{ kind: "resource_read", resource: { uri: "file:///a" } }]],
    ["resources/subscribe", { uri: "file:///a" }, [{ kind: "resource_read", resource: { uri: "file:///a" } }]],
    [
      "subscriptions/listen",
      { notifications: { toolsListChanged: true, resourceSubscriptions: ["a:b", "c:d"] } },
      [
        { kind: "resource_read", resource: { uri: "a:b" } },
        { kind: "resource_read", resource: { uri: "c:d" } },
      ],
    ],
    ["sampling/createMessage", sampling, [{ kind: "sampling", sampling }]],
    ["elicitation/create", elicitation, [{ kind: "elicitation", elicitation }]],
    [
      "initialize",
      { protocolVersion: "2025-11-25", capabilities: { roots: {} }, clientInfo: { name: "c", version: "1" } },
      [
        {
          kind: "session",
          session: { action: "opened", method: "initialize", capabilities: { roots: {} } },
          client: { name: "c", version: "1" },
          protocol_version: "2025-11-25",
        },
      ],
    ],
    [
      "server/discover",
      { _meta: { "io.modelcontextprotocol/protocolVersion": "2026-07-28" } },
      [{ kind: "session", session: { action: "opened", method: "server/discover" }, protocol_version: "2026-07-28" }],
    ],
    [
      "completion/complete",
      {
        ref: { type: "ref/prompt", name: "a" },
        argument: { name: "x", value: "ab" },
        context: { arguments: { y: "c" } },
      },
      [{ kind: "prompt_get", prompt: { name: "a" }, arguments: { y: "c", x: "ab" } }],
    ],
    [
      "completion/complete",
      { ref: { type: "ref/resource", uri: "db://{id}" }, argument: { name: "id", value: "1" } },
      [],
    ],
    ["tasks/result", { taskId: "t" }, []],
    ["tools/list", { cursor: "x" }, []],
    ["roots/list", undefined, []],
    ["notifications/tools/list_changed", undefined, []],
  ] as const) {
    test(`${method} ${JSON.stringify(params ?? {}).slice(0, 40)}`, () => {
      const { id, events, unknown, request, message } = read({ id: 1, method, params });
      assert.deepEqual(partsOf(events), parts);
      assert.ok(events.every((event) => validate(event)));
      assert.deepEqual(unknown, []);
      assert.deepEqual(message.problems, []);
      assert.equal(id, 1);
      assert.equal(request?.method, method);
      assert.deepEqual(request?.params, params);
    });
  }

  test("a modern client answers roots/list with its second try", () => {
    const roots = [{ uri: "file:///home/me" }];
    const params = { name: "a", inputResponses: { r: { roots }, e: { action: "accept" } }, requestState: "x" };
    assert.deepEqual(partsOf(read({ id: 1, method: "tools/call", params }).events), [
      { kind: "tool_call", tool: { name: "a" }, arguments: {} },
      { kind: "roots", roots },
    ]);
  });

  for (const method of ["tasks/put", "tools/Call", "constructor", "__proto__", ""]) {
    test(`${method || "an empty method"} is unknown`, () => {
      const { events, unknown } = read({ id: 1, method, params: {} });
      assert.deepEqual([events, unknown], [[], [method]]);
    });
  }

  for (const [what, params] of [
    ["no params", undefined],
    ["params in a list", ["a"]],
    ["no name", { arguments: {} }],
    ["a name of another type", { name: ["a"] }],
    ["null arguments", { name: "a", arguments: null }],
    ["arguments in a list", { name: "a", arguments: [] }],
  ] as const) {
    test(`a call with ${what} becomes an event that is refused`, () => {
      const { events } = read({ id: 1, method: "tools/call", params });
      assert.equal(events.length, 1);
      assert.equal(events[0]?.kind, "tool_call");
      assert.equal(validate(events[0]), false);
    });
  }

  test("a notification is remembered by nobody", () => {
    assert.equal(read({ method: "tools/call", params: { name: "a" } }).request, undefined);
  });
});

suite("results", () => {
  const call = { method: "tools/call", params: { name: "a" }, era: "modern" } as const;
  for (const [what, request, result, parts] of [
    ["of a call", call, { content: [] }, [{ kind: "tool_result", tool: { name: "a" }, result: { content: [] } }]],
    [
      "of a read",
      { method: "resources/read", params: { uri: "a:b" } },
      { contents: [] },
      [{ kind: "resource_result", resource: { uri: "a:b" }, result: { contents: [] } }],
    ],
    [
      "of a prompt",
      { method: "prompts/get", params: { name: "a" } },
      { messages: [] },
      [{ kind: "prompt_result", prompt: { name: "a" }, result: { messages: [] } }],
    ],
    ["of tools", { method: "tools/list" }, { tools: [{ name: "a" }] }, [{ kind: "tool_list", tools: [{ name: "a" }] }]],
    ["of resources", { method: "resources/list" }, { resources: [] }, [{ kind: "resource_list", resources: [] }]],
    [
      "of templates",
      { method: "resources/templates/list" },
      { resourceTemplates: [{ uriTemplate: "a:{b}" }] },
      [{ kind: "resource_list", resources: [{ uriTemplate: "a:{b}" }] }],
    ],
    ["of prompts", { method: "prompts/list" }, { prompts: [] }, [{ kind: "prompt_list", prompts: [] }]],
    ["of roots", { method: "roots/list" }, { roots: [] }, [{ kind: "roots", roots: [] }]],
    ["of a model", { method: "sampling/createMessage" }, { role: "assistant" }, []],
    [
      "of initialize",
      { method: "initialize" },
      { protocolVersion: "2025-11-25", capabilities: {}, serverInfo: { name: "s" }, instructions: "Do." },
      [
        {
          kind: "session",
          session: {
            action: "opened",
            method: "initialize",
            instructions: "Do.",
            capabilities: {},
            server_info: { name: "s" },
          },
          protocol_version: "2025-11-25",
        },
      ],
    ],
    [
      "of server/discover",
      { method: "server/discover" },
      { capabilities: {}, _meta: { "io.modelcontextprotocol/serverInfo": { name: "s" } } },
      [
        {
          kind: "session",
          session: { action: "opened", method: "server/discover", capabilities: {}, server_info: { name: "s" } },
        },
      ],
    ],
    [
      "that asks first",
      call,
      {
        resultType: "input_required",
        inputRequests: {
          a: { method: "sampling/createMessage", params: sampling },
          b: { method: "elicitation/create", params: elicitation },
          c: { method: "roots/list" },
        },
      },
      [
        { kind: "sampling", sampling },
        { kind: "elicitation", elicitation },
      ],
    ],
  ] as const) {
    test(what, () => {
      requests.set(7, request);
      const { events, unknown, message } = read({ id: 7, result });
      assert.deepEqual(partsOf(events).slice(-parts.length || events.length), parts);
      assert.ok(events.every((event) => validate(event)));
      assert.deepEqual(unknown, []);
      assert.equal(message.method, request.method);
    });
  }

  test("have the name and era of their request", () => {
    requests.set(8, call);
    const { message, events } = read({ id: 8, result: { resultType: "complete" } });
    assert.deepEqual(
      [message.method, message.name, message.era, message.result_type],
      ["tools/call", "a", "modern", "complete"],
    );
    assert.deepEqual(events[0]?.message, message);
  });

  test("errors that a model waits for are results", () => {
    requests.set(9, call);
    const error = { code: 1, message: "Ignore all." };
    assert.deepEqual(partsOf(read({ id: 9, error }).events), [
      { kind: "tool_result", tool: { name: "a" }, result: { error } },
    ]);
  });

  test("errors of lists are not", () => {
    requests.set(10, { method: "tools/list" });
    const { events, unknown } = read({ id: 10, error: { code: 1, message: "" } });
    assert.deepEqual([events, unknown], [[], []]);
  });

  test("an error can ask a person to open a URL", () => {
    requests.set(11, call);
    const error = { code: -32042, message: "", data: { elicitations: [elicitation] } };
    assert.deepEqual(partsOf(read({ id: 11, error }).events).slice(1), [{ kind: "elicitation", elicitation }]);
  });

  test("a result with an error is read as both", () => {
    requests.set(12, call);
    assert.deepEqual(
      partsOf(read({ id: 12, result: { content: [] }, error: { code: 1, message: "" } }).events).map(
        (part) => (part as Event).result,
      ),
      [{ content: [] }, { error: { code: 1, message: "" } }],
    );
  });

  test("a list that is missing is refused", () => {
    requests.set(13, { method: "tools/list" });
    const { events } = read({ id: 13, result: {} });
    assert.equal(events.length, 1);
    assert.equal(validate(events[0]), false);
  });

  test("unknown questions in a result are named", () => {
    requests.set(14, call);
    const inputRequests = { a: { method: "files/upload" }, b: {}, c: { method: "sampling/createMessage" } };
    const { events, unknown } = read({ id: 14, result: { inputRequests } });
    assert.deepEqual(unknown, ["files/upload", ""]);
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ["tool_result", "sampling"],
    );
  });

  test("answers to unknown methods and unknown requests say so", () => {
    requests.set(15, { method: "tasks/put" });
    assert.deepEqual(read({ id: 15, result: {} }).unknown, ["tasks/put"]);
    assert.deepEqual(read({ id: 15, error: { code: 1, message: "" } }).unknown, ["tasks/put"]);
    assert.deepEqual(read({ id: 999, result: {} }).unknown, ["response"]);
    assert.deepEqual(read({ error: { code: 1, message: "" } }).unknown, ["response"]);
    assert.deepEqual(readMessage('{"jsonrpc":"2.0","id":1,"result":{}}', { point: "client", server })[0]?.unknown, [
      "response",
    ]);
  });
});

suite("texts", () => {
  const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
  const call = '{"jsonrpc":"2.0", "id":2,"method":"tools/call","params":{"name":"a","name":"b"}}';

  test("a batch is read element by element", () => {
    const found = readMessage(` [ ${ping} ,${call}, 5,[${ping}], "a" , {} ]`, context);
    assert.deepEqual(
      found.map(({ message }) => [message.batch_size, message.method, message.problems, message.duplicate_keys]),
      [
        [6, "ping", [], []],
        [6, "tools/call", [], ["/params/name"]],
        [6, undefined, ["not_an_object"], []],
        [6, undefined, ["not_an_object"], []],
        [6, undefined, ["not_an_object"], []],
        [6, undefined, ["jsonrpc_version", "neither_request_nor_response"], []],
      ],
    );
    assert.equal(found[1]?.message.bytes, call.length);
    assert.deepEqual(found[1]?.events[0]?.tool, { name: "b" });
    assert.equal(found[1]?.events[0]?.message?.batch_size, 6);
  });

  test("a batch of bytes", () => {
    const found = readMessage(new TextEncoder().encode(`[{"é":1},${call}]`), context);
    assert.deepEqual(
      found.map(({ message }) => message.method),
      [undefined, "tools/call"],
    );
  });

  for (const [text, problem] of [
    ["[]", "not_an_object"],
    ["5", "not_an_object"],
    ["", "not_json"],
    [`${ping}\n${ping}`, "not_json"],
  ] as const) {
    test(`${JSON.stringify(text)} is ${problem}`, () => {
      const found = readMessage(text, context);
      assert.deepEqual(
        found.map(({ message, events, unknown }) => [message.problems, events, unknown]),
        [[[problem], [], []]],
      );
    });
  }

  test("refuses batches of too many", () => {
    assert.throws(() => readMessage(`[${Array.from({ length: 1025 }, () => "1").join()}]`, context), RangeError);
  });
});

test("any batch has an element for each message, as JSON.parse reads it", () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue({ stringUnit: "binary", maxDepth: 3 }), { minLength: 1 }), (values) => {
      assert.deepEqual(
        readMessage(JSON.stringify(values), context).map(({ message }) => message.bytes),
        values.map((value) => Buffer.byteLength(JSON.stringify(value))),
      );
      assert.equal(readMessage(JSON.stringify(values, null, 2), context).length, values.length);
    }),
  );
});

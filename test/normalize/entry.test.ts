import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Event, Server } from "../../src/generated/event.ts";
import { validate } from "../../src/generated/validate_event.js";
import { parseDocument } from "../../src/normalize/formats/document.ts";
import { isProblem } from "../../src/normalize/problem.ts";
import { approvalLists, readServerMaps } from "../../src/normalize/server_map.ts";
import { show, summarize } from "./workspace.ts";

function readMap(content: string) {
  const document = parseDocument(Buffer.from(content), { path: "x/.mcp.json", syntax: "jsonc" });
  if (isProblem(document)) assert.fail(document.message);
  const context = { document, client: "claude_code", source: "project" } as const;
  return readServerMaps(document.root, "mcpServers", "", context, { settings: approvalLists });
}

/** The entry stands in line 2 and its key in column 3, its value in column 8. */
function readEntries(entry: string) {
  return readMap(`{"mcpServers": {\n  "s": ${entry}\n}}`);
}

function connection(server: Omit<Server, "name" | "origin">): Event {
  const origin = { source: "project", path: "x/.mcp.json", pointer: "/mcpServers/s" } as const;
  return {
    kind: "connection",
    point: "config",
    client: { kind: "claude_code" },
    server: { name: "s", ...server, origin },
  };
}

const reference = "$" + "{BASE:-https://a.example}";

describe("readEntry gives whole events", () => {
  const rows: readonly (readonly [string, Omit<Server, "name" | "origin">])[] = [
    ['{"command": "node"}', { transport: "stdio", command: "node" }],
    ['{"command": "node", "args": []}', { transport: "stdio", command: "node", args: [] }],
    ['{"command": " a b ", "args": ["-y", ""]}', { transport: "stdio", command: " a b ", args: ["-y", ""] }],
    ['{"type": "stdio", "command": "node", "env": {}}', { transport: "stdio", command: "node", env_keys: [] }],
    [
      '{"command": "node", "env": {"B": "2", "A": "1"}, "cwd": "~/x", "envFile": ".env", "timeout": 5}',
      {
        transport: "stdio",
        command: "node",
        env_keys: ["B", "A"],
        cwd: "~/x",
        env_file: ".env",
        references: [{ pointer: "/server/cwd", style: "tilde", name: "~" }],
      },
    ],
    ['{"command": "node", "args": null, "env": null, "url": null}', { transport: "stdio", command: "node" }],
    ['{"command": "node", "disabled": true}', { transport: "stdio", command: "node", enabled: false }],
    ['{"command": "node", "disabled": false}', { transport: "stdio", command: "node", enabled: true }],
    ['{"command": "node", "enabled": false}', { transport: "stdio", command: "node", enabled: false }],
    ['{"command": "node", "disabled": true, "enabled": true}', { transport: "stdio", command: "node", enabled: false }],
    ['{"url": "https://a.example/mcp"}', { transport: "http", url: "https://a.example/mcp" }],
    ['{"type": "http", "url": "https://a.example"}', { transport: "http", url: "https://a.example" }],
    ['{"type": "streamable-http", "url": "https://a.example"}', { transport: "http", url: "https://a.example" }],
    ['{"type": "sse", "url": "http://127.0.0.1:1/sse"}', { transport: "sse", url: "http://127.0.0.1:1/sse" }],
    ['{"type": "ws", "url": "wss://a.example"}', { transport: "ws", url: "wss://a.example" }],
    ['{"url": "unix:///run/a.sock"}', { transport: "http", url: "unix:///run/a.sock" }],
    [
      `{"url": "${reference}/mcp", "headers": {"X-Key": "k", "x-key": "l"}}`,
      {
        transport: "http",
        url: `${reference}/mcp`,
        header_names: ["X-Key", "x-key"],
        references: [{ pointer: "/server/url", style: "${VAR:-default}", name: "BASE" }],
      },
    ],
    // Arguments have no place in a call; a secret in env would still be one.
    [
      '{"url": "https://a.example", "args": ["x"], "env": {"A": "1"}}',
      { transport: "http", url: "https://a.example", env_keys: ["A"] },
    ],
    [
      '{"command": "node", "env": {"__proto__": "1", "constructor": "2", "toString": "3"}}',
      { transport: "stdio", command: "node", env_keys: ["__proto__", "constructor", "toString"] },
    ],
    [
      '{"url": "https://a.example", "headers": {"__proto__": "1", "toString": "3"}}',
      { transport: "http", url: "https://a.example", header_names: ["__proto__", "toString"] },
    ],
    [
      '{"__proto__": {"command": "evil", "disabled": true}, "command": "node"}',
      { transport: "stdio", command: "node" },
    ],
    [
      '{"constructor": "x", "toString": [], "hasOwnProperty": 1, "command": "node"}',
      { transport: "stdio", command: "node" },
    ],
  ];
  for (const [entry, server] of rows) {
    it(entry, () => {
      const { events, problems } = readEntries(entry);
      assert.deepEqual(
        events.map(({ event }) => event),
        [connection(server)],
      );
      assert.deepEqual(problems, []);
      assert.equal(validate(events[0]?.event), true, JSON.stringify(validate.errors));
    });
  }

  it("treats names of Object.prototype as names of servers", () => {
    const names = ["__proto__", "constructor", "toString", "", "a/b~c", "😀"];
    const { events, problems } = readMap(
      `{"mcpServers": {${names.map((name) => `${JSON.stringify(name)}: {"command": "node"}`).join(", ")}}}`,
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      events.map(({ event }) => [event.server?.name, event.server?.origin?.pointer]),
      [
        ["__proto__", "/mcpServers/__proto__"],
        ["constructor", "/mcpServers/constructor"],
        ["toString", "/mcpServers/toString"],
        ["", "/mcpServers/"],
        ["a/b~c", "/mcpServers/a~1b~0c"],
        ["😀", "/mcpServers/😀"],
      ],
    );
  });
});

describe("readEntry gives one problem and no event where the launch cannot be read", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["null", "ENTRY 2:8"],
    ['"node server.js"', "ENTRY 2:8"],
    ["[]", "ENTRY 2:8"],
    ["{}", "NO_LAUNCH 2:3"],
    ['{"args": ["x"]}', "NO_LAUNCH 2:3"],
    ['{"command": null}', "NO_LAUNCH 2:3"],
    ['{"__proto__": {"command": "node"}}', "NO_LAUNCH 2:3"],
    ['{"command": 5}', "COMMAND 2:20"],
    ['{"command": ["node", "x"]}', "COMMAND 2:20"],
    ['{"command": " "}', "COMMAND 2:20"],
    ['{"command": "node", "args": "-y"}', "ARGS 2:36"],
    ['{"command": "node", "args": {"0": "-y"}}', "ARGS 2:36"],
    ['{"command": "node", "args": ["-y", 5]}', "ARGS 2:43"],
    ['{"command": "node", "args": ["-y", null, 5]}', "ARGS 2:43"],
    ['{"command": "node", "args": 1, "env": 2, "cwd": 3}', "ARGS 2:36"],
    ['{"command": "node", "cwd": 5}', "CWD 2:35"],
    ['{"command": "node", "envFile": [".env"]}', "ENV_FILE 2:39"],
    ['{"url": 5}', "URL 2:16"],
    ['{"url": ""}', "URL 2:16"],
    ['{"url": "a.example/mcp"}', "URL 2:16"],
    ['{"url": "/mcp"}', "URL 2:16"],
    ['{"url": "https://"}', "URL 2:16"],
  ];
  for (const [entry, expected] of rows) {
    it(entry, () => {
      const { events, problems } = readEntries(entry);
      assert.deepEqual(events, []);
      assert.deepEqual(summarize(problems), [expected]);
    });
  }
});

describe("readEntry gives the event and a problem where only a detail is wrong", () => {
  const stdio = { transport: "stdio", command: "node" } as const;
  const remote = { transport: "http", url: "https://a.example" } as const;
  const rows: readonly (readonly [string, Omit<Server, "name" | "origin">[], string[]])[] = [
    ['{"command": "node", "env": {"PIN": 123456}}', [{ ...stdio, env_keys: ["PIN"] }], ["ENV_VALUE 2:43"]],
    [
      '{"command": "node", "env": {"A": true, "B": "x", "C": {}, "D": null}}',
      [{ ...stdio, env_keys: ["A", "B", "C", "D"] }],
      ["ENV_VALUE 2:41", "ENV_VALUE 2:62", "ENV_VALUE 2:71"],
    ],
    ['{"url": "https://a.example", "headers": {"X": 1}}', [{ ...remote, header_names: ["X"] }], ["HEADER_VALUE 2:54"]],
    ['{"command": "node", "env": []}', [{ ...stdio, env_keys: [] }], ["ENV 2:35"]],
    ['{"command": "node", "env": 1}', [{ ...stdio, env_keys: [] }], ["ENV 2:35"]],
    ['{"command": "node", "env": ["A=1", "b", 2]}', [{ ...stdio, env_keys: ["A"] }], ["ENV 2:35"]],
    ['{"command": "node", "env": "A=1"}', [{ ...stdio, env_keys: ["A"] }], ["ENV 2:35"]],
    ['{"url": "https://a.example", "headers": ["X: 1"]}', [{ ...remote, header_names: [] }], ["HEADERS 2:48"]],
    ['{"command": "node", "disabled": "true"}', [stdio], ["ENABLED 2:40"]],
    ['{"command": "node", "type": "local"}', [stdio], ["TYPE 2:36"]],
    ['{"command": "node", "type": 5}', [stdio], ["TYPE 2:36"]],
    ['{"command": "node", "type": "toString"}', [stdio], ["TYPE 2:36"]],
    ['{"command": "node", "type": "http"}', [stdio], ["TYPE 2:36"]],
    ['{"type": "stdio", "url": "https://a.example"}', [remote], ["TYPE 2:17"]],
    ['{"command": "node", "url": "https://a.example"}', [stdio, remote], ["COMMAND_AND_URL 2:28"]],
    [
      '{"type": "sse", "url": "https://a.example", "command": "node"}',
      [stdio, { ...remote, transport: "sse" }],
      ["COMMAND_AND_URL 2:52"],
    ],
    ['{"command": "node", "autoApprove": true}', [stdio], ["SETTING 2:43"]],
  ];
  for (const [entry, servers, expected] of rows) {
    it(entry, () => {
      const { events, problems } = readEntries(entry);
      assert.deepEqual(
        events.map(({ event }) => event),
        servers.map(connection),
      );
      assert.deepEqual(summarize(problems), expected);
    });
  }

  it("never repeats a value or a name in a message", () => {
    const secret = "hunter2";
    for (const entry of [
      `{"command": "node", "env": {"${secret}": 1}}`,
      `{"command": ["${secret}"]}`,
      `{"url": "${secret}"}`,
      `{"command": "node", "type": "${secret}"}`,
      `{"command": "node", "args": "${secret}"}`,
      `"${secret}"`,
    ]) {
      const { problems } = readEntries(entry);
      assert.equal(problems.length, 1);
      assert.doesNotMatch(JSON.stringify(problems), /hunter2/);
    }
    assert.doesNotMatch(JSON.stringify(readEntries('{"command": "node", "env": {"PIN": 424242}}').problems), /424242/);
  });
});

describe("repeated names", () => {
  it("become an event for each server entry", () => {
    const { events } = readMap('{"mcpServers": {"a": {"command": "good"}, "a": {"command": "evil"}}}');
    assert.deepEqual(
      events.map(({ event, locate }) => [event.server?.name, event.server?.command, show(locate("/server/command"))]),
      [
        ["a", "good", "1:34"],
        ["a", "evil", "1:60"],
      ],
    );
  });

  it("become an event for each reading of an entry", () => {
    const { events, problems } = readEntries('{"command": "evil", "args": ["x"], "command": "good"}');
    assert.deepEqual(
      events.map(({ event, locate }) => [event.server?.command, event.server?.args, show(locate("/server/command"))]),
      [
        ["evil", ["x"], "2:20"],
        ["good", ["x"], "2:54"],
      ],
    );
    assert.deepEqual(problems, []);
  });

  it("become one event when the readings agree", () => {
    assert.equal(readEntries('{"command": "a", "note": 1, "note": 2}').events.length, 1);
  });

  it("keep the reading that is sound when the other is broken", () => {
    const { events, problems } = readEntries('{"command": "node", "args": 1, "args": ["x"]}');
    assert.deepEqual(
      events.map(({ event }) => event.server?.args),
      [["x"]],
    );
    assert.deepEqual(summarize(problems), ["ARGS 2:36"]);
  });

  it("are read in every map of servers", () => {
    const { events } = readMap('{"mcpServers": {"a": {"command": "x"}}, "mcpServers": {"b": {"command": "y"}}}');
    assert.deepEqual(
      events.map(({ event }) => event.server?.name),
      ["a", "b"],
    );
  });

  it("keep what is written as one text apart, since it may be a secret", () => {
    const [event] = readEntries('{"command": "node", "env": ["A=1", "b"]}').events;
    assert.deepEqual(event?.values, [
      { pointer: "/server/env_keys/0", name: "A", value: "1" },
      { pointer: "/server/env_keys", name: "env", value: "b" },
    ]);
  });

  it("are all listed as environment variables", () => {
    const [event] = readEntries('{"command": "node", "env": {"A": "1", "A": "2"}}').events;
    assert.deepEqual(event?.event.server?.env_keys, ["A", "A"]);
    assert.deepEqual(event?.values, [
      { pointer: "/server/env_keys/0", name: "A", value: "1" },
      { pointer: "/server/env_keys/1", name: "A", value: "2" },
    ]);
  });
});

describe("broken entries", () => {
  it("leave the good ones standing", () => {
    const { events, problems } = readMap(
      '{"mcpServers": {\n"a": {"command": "x"},\n"b": {"command": 1},\n"c": {"url": "https://c.example"}}}',
    );
    assert.deepEqual(
      events.map(({ event }) => event.server?.name),
      ["a", "c"],
    );
    assert.deepEqual(summarize(problems), ["COMMAND 3:18"]);
  });

  it("give no setting events either", () => {
    assert.deepEqual(readEntries('{"command": 1, "autoApprove": ["x"]}').events, []);
  });

  it("include a map that is none", () => {
    for (const [map, position] of [
      ["[]", "1:16"],
      ['"x"', "1:16"],
      ["5", "1:16"],
      ["null", "1:16"],
    ] as const) {
      const { events, problems } = readMap(`{"mcpServers": ${map}}`);
      assert.deepEqual([events, summarize(problems)], [[], [`SERVERS ${position}`]]);
    }
  });
});

describe("values and places", () => {
  const content = [
    '{"mcpServers": {',
    '\t"s": {',
    '\t\t"command": "npx", "type": "stdio",',
    '\t\t"args": ["-y", "😀", "pkg"], "cwd": "/x",',
    '\t\t"env": {"A": "secret a",',
    '\t\t\t"B": "secret b"},',
    '\t\t"envFile": ".env", "disabled": true,',
    '\t\t"autoApprove": ["read",',
    '\t\t\t"write"]',
    "\t}}}",
  ];
  const remote = '{"mcpServers": {"s": {"url": "https://u:p@a.example", "headers": {"Authorization": "Bearer t"}}}}';

  it("hands secrets on beside the event, never in it", () => {
    const [local] = readMap(content.join("\r\n")).events;
    assert.deepEqual(local?.values, [
      { pointer: "/server/args/0", name: "args", value: "-y" },
      { pointer: "/server/args/1", name: "args", value: "😀" },
      { pointer: "/server/args/2", name: "args", value: "pkg" },
      { pointer: "/server/env_keys/0", name: "A", value: "secret a" },
      { pointer: "/server/env_keys/1", name: "B", value: "secret b" },
    ]);
    assert.doesNotMatch(JSON.stringify(local?.event), /secret/);
    const [called] = readMap(remote).events;
    assert.deepEqual(called?.values, [
      { pointer: "/server/url", name: "url", value: "https://u:p@a.example" },
      { pointer: "/server/header_names/0", name: "Authorization", value: "Bearer t" },
    ]);
    assert.doesNotMatch(JSON.stringify(called?.event), /Bearer/);
  });

  for (const [name, lineEnd] of [
    ["LF", "\n"],
    ["CRLF", "\r\n"],
  ] as const) {
    it(`locates every part (${name}, tabs, emoji, byte order mark)`, () => {
      const [local, setting] = readMap(`\ufeff${content.join(lineEnd)}`).events;
      const places: readonly (readonly [string, string])[] = [
        ["/server/command", "3:14"],
        ["/server/transport", "3:29"],
        ["/server/args", "4:11"],
        ["/server/args/0", "4:12"],
        ["/server/args/1", "4:18"],
        ["/server/args/2", "4:24"],
        ["/server/args/3", "4:11"],
        ["/server/cwd", "4:39"],
        ["/server/env_keys", "5:10"],
        ["/server/env_keys/0", "5:11"],
        ["/server/env_keys/1", "6:4"],
        ["/server/env_file", "7:14"],
        ["/server/enabled", "7:34"],
        ["/server/package", "3:14"],
        ["/server/package/version", "3:14"],
        ["/server/name", "2:2"],
        ["/server/origin", "2:2"],
        ["/server/url", "2:2"],
        ["/server", "2:2"],
        ["/facts/launch/program", "2:2"],
        ["", "2:2"],
        ["nonsense", "2:2"],
      ];
      for (const [pointer, place] of places)
        assert.equal(show(local?.locate(pointer) ?? { line: 0, column: 0 }), place, pointer);
      for (const [pointer, place] of [
        ["/setting/value", "8:18"],
        ["/setting/value/0", "8:19"],
        ["/setting/value/1", "9:4"],
        ["/setting/server", "2:2"],
        ["/setting/name", "8:3"],
        ["/setting", "8:3"],
      ] as const) {
        assert.equal(show(setting?.locate(pointer) ?? { line: 0, column: 0 }), place, pointer);
      }
    });
  }

  it("locates the package in the argument that a later stage names", () => {
    const [local] = readMap(content.join("\n")).events;
    assert.ok(local?.event.server);
    local.event.server.package = {
      runner: "npx",
      registry: "npm",
      name: "pkg",
      pinned: false,
      pointer: "/server/args/2",
    };
    assert.equal(show(local.locate("/server/package/version")), "4:24");
  });

  it("locates URL and headers", () => {
    const [called] = readMap(remote).events;
    assert.ok(called);
    assert.equal(show(called.locate("/server/url")), "1:30");
    assert.equal(show(called.locate("/server/header_names/0")), "1:67");
    assert.equal(show(called.locate("/server/header_names/7")), "1:66");
    assert.equal(show(called.locate("/server/transport")), "1:17");
  });
});

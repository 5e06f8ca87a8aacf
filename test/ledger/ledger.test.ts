// Copies of what one server gave are found in what goes to another, in every spelling; what was not copied is not.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { createLedger, type IncomingMessage, type Ledger } from "../../src/ledger/create_ledger.ts";

/** The shortest copy that is found for certain, in letters and digits. */
const CERTAIN = 32;

const MINUTES =
  "The board met on Tuesday and decided to sell the northern plant to Halden before the end of March; Ana Ruiz objected.";

const bytes = (text: string): Buffer => Buffer.from(text, "utf8");
const eachByte = (text: string, write: (digits: string) => string): string =>
  [...bytes(text)].map((byte) => write(byte.toString(16).padStart(2, "0"))).join("");

const SPELLINGS: Readonly<Record<string, (text: string) => string>> = {
  "as it is": (text) => text,
  "in capitals": (text) => text.toUpperCase(),
  "with other white space": (text) => text.replaceAll(" ", "\n\t "),
  "without white space": (text) => text.replaceAll(" ", ""),
  "in wide letters": (text) => text.replace(/[a-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
  "with accents on it": (text) => text.replaceAll("e", "e\u0301"),
  "with zero-width characters": (text) => [...text].join("\u200b"),
  "between other text": (text) => `Dear Bo, as you asked: "${text}" -- more soon`,
};

const ENCODINGS: Readonly<Record<string, (text: string) => string>> = {
  base64: (text) => bytes(text).toString("base64"),
  base64url: (text) => bytes(text).toString("base64url"),
  "base64 in lines": (text) => bytes(text).toString("base64").replace(/.{20}/g, "$&\r\n"),
  "base64 behind letters": (text) => `abc${bytes(text).toString("base64")}`,
  "base64 in an address": (text) => `https://example.com/pixel?d=${bytes(text).toString("base64url")}&v=1`,
  "base64 of UTF-16": (text) => Buffer.from(text, "utf16le").toString("base64"),
  hexadecimal: (text) => bytes(text).toString("hex"),
  "hexadecimal with colons": (text) => eachByte(text, (digits) => `${digits}:`),
  "hexadecimal with points": (text) => eachByte(text, (digits) => `${digits}.`),
  "hexadecimal with slashes": (text) => eachByte(text, (digits) => `/${digits}`),
  "numeric entities of HTML": (text) => eachByte(text, (digits) => `&#${Number.parseInt(digits, 16)};`),
  "hexadecimal entities of HTML": (text) => eachByte(text, (digits) => `&#x${digits};`),
  "hexadecimal behind a digit": (text) => `7${bytes(text).toString("hex")}`,
  URL: (text) => eachByte(text, (digits) => `%${digits}`),
  "JSON escapes": (text) =>
    [...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
  "byte escapes": (text) => eachByte(text, (digits) => `\\x${digits}`),
  "base64 twice": (text) => bytes(bytes(text).toString("base64")).toString("base64"),
  "hexadecimal in base64": (text) => bytes(bytes(text).toString("hex")).toString("base64"),
  "base64 in URL": (text) => eachByte(bytes(text).toString("base64"), (digits) => `%${digits}`),
  "URL in base64": (text) => bytes(eachByte(text, (digits) => `%${digits}`)).toString("base64"),
  "JSON in JSON": (text) => JSON.stringify(JSON.stringify(text.replaceAll(" ", "\n"))),
};

function textResult(text: string, server = "files", tool = "read_file"): IncomingMessage {
  return { server, tool, kind: "tool_result", value: { content: [{ type: "text", text }] } };
}

function observing(...messages: readonly IncomingMessage[]): Ledger {
  const ledger = createLedger();
  for (const message of messages) ledger.observe(message);
  return ledger;
}

function flowsTo(ledger: Ledger, body: unknown, server = "mail"): string[] {
  const { flows = [] } = ledger.describe({ server, tool: "send", arguments: { to: "bo", body } });
  return flows.map(({ from, to, match }) => `${from.server}.${from.tool ?? ""} ${to} ${match}`);
}

/** Words of a language that nobody speaks: nothing in them repeats by chance. */
const word = fc.string({ unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz"), minLength: 3, maxLength: 9 });
const sentence = fc.array(word, { minLength: 16, maxLength: 60 }).map((words) => words.join(" "));

/** A part of a text with as many letters as are found for certain. */
function cutPart(text: string, start: number): string {
  let end = start;
  for (let letters = 0; letters < CERTAIN && end < text.length; end += 1) if (text[end] !== " ") letters += 1;
  return text.slice(start, end);
}

const parts = fc
  .tuple(sentence, fc.nat(20))
  .map(([text, start]) => ({ text, part: cutPart(text, Math.min(start, 8)) }));

describe("a copy of a result", () => {
  for (const [name, write] of Object.entries(SPELLINGS)) {
    it(`is found ${name}`, () => {
      const found = flowsTo(observing(textResult(MINUTES)), write(MINUTES.slice(20, 80)));
      assert.deepEqual(found, ["files.read_file /arguments/body verbatim"]);
    });
  }

  for (const [name, write] of Object.entries(ENCODINGS)) {
    it(`is found in ${name}`, () => {
      const found = flowsTo(observing(textResult(MINUTES)), write(MINUTES.slice(20, 80)));
      assert.deepEqual(found, ["files.read_file /arguments/body encoded"]);
    });

    it(`is found in ${name}, whatever it says, from ${CERTAIN} letters on`, () => {
      fc.assert(
        fc.property(parts, ({ text, part }) => {
          const found = flowsTo(observing(textResult(text)), write(part));
          assert.ok(found.includes("files.read_file /arguments/body encoded"), found.join());
        }),
        { numRuns: 40 },
      );
    });
  }

  it(`is found from ${CERTAIN} letters on, wherever it stands`, () => {
    fc.assert(
      fc.property(parts, sentence, ({ text, part }, other) => {
        const found = flowsTo(observing(textResult(text)), `${other} ${part} ${other}`);
        assert.deepEqual(found, ["files.read_file /arguments/body verbatim"]);
      }),
    );
  });

  it("is found over several arguments", () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 10 }), ({ text, part }, size) => {
        const pieces = part.match(new RegExp(`.{1,${size}}`, "g")) ?? [];
        assert.notDeepEqual(flowsTo(observing(textResult(text)), pieces), []);
        const encoded =
          bytes(part)
            .toString("base64")
            .match(new RegExp(`.{1,${size}}`, "g")) ?? [];
        assert.notDeepEqual(flowsTo(observing(textResult(text)), encoded), []);
      }),
    );
  });

  it("is found where a server gave it encoded", () => {
    for (const write of [ENCODINGS.base64, ENCODINGS.hexadecimal, JSON.stringify]) {
      const ledger = observing(textResult(write?.(MINUTES) ?? ""));
      assert.notDeepEqual(flowsTo(ledger, MINUTES.slice(20, 80)), []);
    }
  });

  it("is found in names of members, and in another alphabet", () => {
    const ledger = observing(
      textResult(MINUTES),
      textResult("会議は火曜日に開かれ、北の工場を三月末までに売却する。", "chat", "read"),
    );
    assert.deepEqual(flowsTo(ledger, { [MINUTES.slice(20, 80)]: 1 }), [
      `files.read_file /arguments/body/${MINUTES.slice(20, 80)} verbatim`,
    ]);
    assert.deepEqual(flowsTo(ledger, "北の工場を三月末までに売却する"), ["chat.read /arguments/body verbatim"]);
  });

  it("is found of the end of a result of a megabyte, if it is long", () => {
    const filler = Array.from({ length: 120_000 }, (_, index) => `x${(index * 7919) % 1_000_003}y`).join(" ");
    const tail = Array.from({ length: 60 }, (_, index) => `tail${index * 31} word${index * 17}`).join(" ");
    assert.deepEqual(flowsTo(observing(textResult(filler + tail)), tail), ["files.read_file /arguments/body verbatim"]);
  });

  it("is nobody else's when the server has it from itself", () => {
    const ledger = observing(textResult(MINUTES), textResult(MINUTES, "mail", "read_mail"));
    assert.deepEqual(flowsTo(ledger, MINUTES), ["mail.read_mail /arguments/body verbatim"]);
    assert.deepEqual(flowsTo(ledger, MINUTES, "third").sort(), [
      "files.read_file /arguments/body verbatim",
      "mail.read_mail /arguments/body verbatim",
    ]);
  });
});

/** Made at run time: nothing here is anybody's. */
const TOKEN = ["ghp", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"].join("_");
const WHOLE: Readonly<Record<string, { given: string; sent: string }>> = {
  "token of a known shape": { given: `use ${TOKEN} please`, sent: `?x=${TOKEN}!` },
  "password under a name": { given: "user: ana\npassword: Tr4ktor-Blau", sent: "it is Tr4ktor-Blau, I think" },
  "password in JSON": { given: '{"api_key": "Zq81-mmXw-07"}', sent: "prefixZq81-mmXw-07suffix" },
  "random text": { given: "code Xk29qLmP47Rz", sent: "Xk29qLmP47Rz" },
  "hexadecimal key under a name": { given: "secret_key=3f9c2a71be04d6587712", sent: "3f9c2a71be04d6587712" },
  "payment card": { given: "paid with 4111 1111 1111 1111 today", sent: "4111111111111111" },
};

describe("a short value", () => {
  for (const [name, { given, sent }] of Object.entries(WHOLE)) {
    it(`is found whole: ${name}`, () => {
      const ledger = observing(textResult(given));
      assert.deepEqual(flowsTo(ledger, sent), ["files.read_file /arguments/body verbatim"]);
      assert.deepEqual(flowsTo(ledger, bytes(`so ${sent} it is`).toString("base64")), [
        "files.read_file /arguments/body encoded",
      ]);
    });
  }
});

const NO_COPIES: Readonly<Record<string, { given: string; sent: unknown }>> = {
  "own words": {
    given: MINUTES,
    sent: "On Tuesday the board agreed that the plant in the north goes to Halden by spring.",
  },
  "a name and a date": { given: MINUTES, sent: { attendee: "Ana Ruiz", day: "Tuesday", date: "2026-03-31" } },
  "an id": {
    given: '{"id": "8c5f3a1e-02bd-4b6f-9d0e-5d4a1f6b7c8d", "n": 4711}',
    sent: "8c5f3a1e-02bd-4b6f-9d0e-5d4a1f6b7c8d",
  },
  "a commit": {
    given: "commit 3f9c2a71be04d6587712aa3f9c2a71be04d65877",
    sent: "see 3f9c2a71be04d6587712aa3f9c2a71be04d65877",
  },
  "a stretch of time": {
    given: "2026-07-28T10:00:00.000Z/2026-07-29T10:00:00.000Z",
    sent: { from: "2026-07-28T10:00:00.000Z", to: "2026-07-29T10:00:00.000Z" },
  },
  "a path": { given: "src/app/main.ts\nsrc/app/list.ts", sent: "src/app/list.ts" },
  "an address of mail": { given: "Bo Lind <bo.lind@example.com>", sent: "bo.lind@example.com" },
  numbers: { given: "12 items, 3400 in all, 15551234", sent: [12, 3400, 15551234] },
};

describe("what is no copy", () => {
  for (const [name, { given, sent }] of Object.entries(NO_COPIES)) {
    it(`is not found: ${name}`, () => assert.deepEqual(flowsTo(observing(textResult(given)), sent), []));
  }

  it("is not found by chance", () => {
    fc.assert(
      fc.property(sentence, sentence, (one, other) => {
        const ledger = observing(textResult(one));
        for (const write of [SPELLINGS["as it is"], ...Object.values(ENCODINGS)])
          assert.deepEqual(flowsTo(ledger, write?.(other)), []);
      }),
      { numRuns: 30 },
    );
  });

  it("is what a call named before any server gave it", () => {
    const path = "/home/ana/projects/harbor/documents/minutes-of-tuesday.md";
    const ledger = createLedger();
    ledger.describe({ server: "files", tool: "read_file", arguments: { path } });
    ledger.observe(textResult(`Contents of ${path}`));
    assert.deepEqual(flowsTo(ledger, path), []);
    const later = observing(textResult(`see ${path}`));
    later.describe({ server: "files", tool: "read_file", arguments: { path } });
    assert.deepEqual(flowsTo(later, path), ["files.read_file /arguments/body verbatim"]);
  });
});

describe("what a ledger says of the conversation", () => {
  it("has the labels that it was told of, in one order", () => {
    const ledger = createLedger({
      labels: (server, tool) => (server === "web" && tool === "get" ? ["untrusted"] : []),
    });
    assert.deepEqual(ledger.describe({ server: "a", tool: "t", arguments: {} }).labels, []);
    ledger.observe({ ...textResult("x"), labels: ["secret", "private"] });
    ledger.observe(textResult("x", "web", "get"));
    ledger.observe({ ...textResult("x"), labels: ["private"] });
    assert.deepEqual(ledger.describe({ server: "a", tool: "t", arguments: {} }).labels, [
      "untrusted",
      "private",
      "secret",
    ]);
  });

  it("counts calls and requests for the model before the one described", () => {
    const ledger = createLedger();
    const call = { server: "a", tool: "t", arguments: {} };
    assert.deepEqual(ledger.describe(call).counts, { calls: 0, sampling: 0 });
    assert.deepEqual(ledger.describe({ server: "a", kind: "sampling" }).counts, { calls: 1, sampling: 0 });
    assert.deepEqual(ledger.describe({ server: "a", kind: "prompt_get", tool: "p" }).counts, { calls: 1, sampling: 1 });
    assert.deepEqual(ledger.describe({ server: "a", arguments: { uri: "x:y" } }).counts, { calls: 1, sampling: 1 });
  });

  it("does not name a tool of a resource", () => {
    const ledger = observing({
      server: "files",
      kind: "resource_result",
      value: { contents: [{ uri: "f:x", text: MINUTES }] },
    });
    assert.deepEqual(flowsTo(ledger, MINUTES), ["files. /arguments/body verbatim"]);
  });

  it("does not depend on the key, and nobody can tell a digest without it", () => {
    const key = new Uint8Array(32).fill(7);
    const ledger = createLedger({ key });
    ledger.observe(textResult(MINUTES));
    assert.deepEqual(flowsTo(ledger, MINUTES), ["files.read_file /arguments/body verbatim"]);
    assert.equal(JSON.stringify(ledger).includes("board"), false);
  });
});

describe("a ledger under attack", () => {
  it("never throws, whatever it is given", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.string({ unit: "binary" }), (given, sent, text) => {
        const ledger = createLedger();
        ledger.observe({ server: text, tool: text, kind: "tool_result", value: [given, text] });
        ledger.describe({ server: text, tool: text, arguments: { sent, text, [text]: given } });
      }),
      { numRuns: 300 },
    );
  });

  it("says that anything may be in what it did not read to the end", () => {
    const anything = [{ from: { server: "" }, to: "/arguments", match: "encoded" }];
    const circle: unknown[] = [];
    circle.push(circle, circle);
    let deep: unknown = "x";
    for (let level = 0; level < 100; level += 1) deep = [deep];
    for (const value of [circle, deep, "x ".repeat(3_000_000)])
      assert.deepEqual(createLedger().describe({ server: "a", tool: "t", arguments: value }).flows, anything);
  });

  it("lists a bounded number of flows, and says that there are more", () => {
    const ledger = observing(textResult(MINUTES));
    const { flows = [] } = ledger.describe({ server: "a", tool: "t", arguments: Array(1000).fill(MINUTES) });
    assert.equal(flows.length, 65);
    assert.deepEqual(flows.at(-1), { from: { server: "" }, to: "/arguments", match: "encoded" });
  });

  it("forgets no server's results for the flood of another", () => {
    const ledger = createLedger({ limits: { digests: 4096 } });
    ledger.observe(textResult(MINUTES));
    for (let count = 0; count < 200; count += 1)
      ledger.observe(
        textResult(Array.from({ length: 400 }, (_, index) => `noise${count * 400 + index}`).join(" "), "evil", "flood"),
      );
    assert.deepEqual(flowsTo(ledger, MINUTES), ["files.read_file /arguments/body verbatim"]);
  });

  it("keeps apart as many servers as it may, and calls the rest unknown", () => {
    const ledger = createLedger({ limits: { servers: 2 } });
    ledger.observe(textResult("nothing of note in here at all", "one"));
    ledger.observe(textResult(MINUTES, "two"));
    ledger.observe(textResult(MINUTES, "three"));
    assert.deepEqual(flowsTo(ledger, MINUTES, "two"), [".read_file /arguments/body verbatim"]);
  });

  it("stays within its bound for 100,000 calls, and still knows the latest", () => {
    const ledger = createLedger({ limits: { servers: 4, digests: 8192 } });
    const { bound } = ledger.size();
    for (let count = 0; count < 100_000; count += 1) {
      const text = `Row ${count} of the table holds number ${count * 7919} and nothing else of note`;
      ledger.describe({
        server: `s${count % 6}`,
        tool: "get",
        arguments: { id: count, path: `/rows/of/the/table/number/${count}` },
      });
      ledger.observe(textResult(text, `s${count % 6}`, `tool${count}`));
      if (count % 1000 === 0) assert.ok(ledger.size().bytes <= bound);
    }
    assert.ok(ledger.size().bytes <= bound);
    assert.ok(bound < 4 * 1024 * 1024);
    assert.notDeepEqual(flowsTo(ledger, "Row 99999 of the table holds number 791892081 and nothing else of note"), []);
  });
});

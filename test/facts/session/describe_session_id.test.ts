import assert from "node:assert/strict";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { suite, test } from "node:test";
import fc from "fast-check";
import { describeSessionId } from "../../../src/facts/session/describe_session_id.ts";
import { validate } from "../../../src/generated/validate_event.js";

function bitsOf(id: string, seen: readonly string[] = []): number {
  return describeSessionId(id, seen).id_entropy_bits ?? Number.NaN;
}

test("describeSessionId keeps a digest and the length, not the id", () => {
  const id = "sess_5f1c0e0b7a";
  const described = describeSessionId(id, []);
  assert.equal(described.id_digest, `sha256:${createHash("sha256").update(id).digest("hex")}`);
  assert.equal(described.id_length, id.length);
  assert.ok(!JSON.stringify(described).includes(id));
});

suite("random ids", () => {
  for (const [what, create, least] of [
    ["UUIDs", () => randomUUID(), 122],
    ["hexadecimal", () => randomBytes(16).toString("hex"), 122],
    ["hexadecimal with a label", () => `mcp-session-${randomBytes(16).toString("hex")}`, 122],
    ["base64", () => randomBytes(16).toString("base64"), 120],
    ["base64url", () => randomBytes(16).toString("base64url"), 120],
    ["long ones", () => randomBytes(64).toString("base64url"), 480],
  ] as const) {
    test(`${what} have many bits and no order`, () => {
      const seen: string[] = [];
      let low = 0;
      for (let count = 0; count < 300; count += 1) {
        const id = create();
        const { id_entropy_bits = 0, id_sequential } = describeSessionId(id, seen);
        assert.equal(id_sequential, false, id);
        if (id_entropy_bits < least) low += 1;
        assert.ok(id_entropy_bits > least * 0.6, `${id} ${id_entropy_bits}`);
        seen.push(id);
      }
      // Chance repeats a few characters now and then.
      assert.ok(low <= 6, `${low} of 300 below ${least}`);
    });
  }
});

suite("ids that can be guessed", () => {
  for (const [what, id, most] of [
    ["nothing", "", 0],
    ["a small number", "42", 7],
    ["a number of ten digits", "8273645190", 34],
    ["one character", "a".repeat(64), 16],
    ["a repeated word", "abcdefg1".repeat(8), 60],
    ["the alphabet", "abcdefghijklmnopqrstuvwxyz", 12],
    ["a time in milliseconds", "1763900000123", 27],
    ["a labeled time", "session-1763900000", 17],
    ["a time UUID", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", 14],
    ["a sorted time UUID", "1ec9414c-232a-6b00-b3c8-9e6bdeced846", 14],
    ["a time UUID with random bits", "0192f3a0-7b7b-7abc-8def-0123456789ab", 74],
    ["a nil UUID", "00000000-0000-0000-0000-000000000000", 0],
    ["a UUID of one digit", "11111111-1111-4111-8111-111111111111", 40],
    ["a ULID", "01ARZ3NDEKTSV4RRFFQ69G5FAV", 80],
    ["a label and a number", "mcp-session-17", 7],
    ["a user's name", "admin", 24],
  ] as const) {
    test(`${what} has at most ${most} bits`, () => {
      assert.ok(bitsOf(id) <= most, String(bitsOf(id)));
    });
  }

  test("what others show is no chance", () => {
    const prefix = randomBytes(16).toString("hex");
    assert.ok(bitsOf(`${prefix}k7`, [`${prefix}z2`]) < 12);
    assert.ok(bitsOf(`k7${prefix}`, [`z2${prefix}`]) < 12);
    assert.ok(bitsOf(`k7${prefix}`, [`z2${randomBytes(16).toString("hex")}`]) > 100);
  });

  test("the id itself shows nothing when it is used again", () => {
    const id = randomUUID();
    assert.deepEqual(describeSessionId(id, [id]), describeSessionId(id, []));
  });
});

suite("sequences", () => {
  for (const [what, seen, id, expected] of [
    ["a counter", ["1"], "2", true],
    ["a counter over ten", ["98", "99"], "100", true],
    ["a counter from its start", ["1", "10"], "11", true],
    ["a counter with a label", ["sess-0041"], "sess-0042", true],
    ["a counter in the middle", ["a-7-zz"], "a-8-zz", true],
    ["a counter downwards", ["9", "8"], "7", true],
    ["a hexadecimal counter", ["deadbeef00000009"], "deadbeef0000000a", true],
    ["a counter in base 36", ["id-00az", "id-00b0"], "id-00b1", true],
    ["steps of ten", ["00000010", "00000020"], "00000030", true],
    ["a clock", ["1763900000023", "1763900000100"], "1763900000723", true],
    ["a clock in hexadecimal", ["18f3a1b2c3d4", "18f3a1b2c4ff"], "18f3a1b2d001", true],
    ["time UUIDs", ["6ba7b810-9dad-11d1-80b4-00c04fd430c8"], "6ba7b811-9dad-11d1-80b4-00c04fd430c8", true],
    ["a counter after other ids", [randomUUID(), randomUUID(), "s-1"], "s-2", true],
    ["nothing before", [], "1", false],
    ["the same again", ["1"], "1", false],
    ["random numbers", ["1837465910283746", "9182736450192837"], "5546372819283746", false],
    ["a number after a word", ["alpha"], "1", false],
    ["random UUIDs", [randomUUID(), randomUUID()], randomUUID(), false],
    ["letters", ["hello", "world"], "again", false],
  ] as const) {
    test(`${what} ${expected ? "continues" : "does not continue"} a sequence`, () => {
      const described = describeSessionId(id, seen);
      assert.equal(described.id_sequential, expected);
      if (expected) assert.ok((described.id_entropy_bits ?? 99) < 32, String(described.id_entropy_bits));
    });
  }
});

test("any ids are described, with valid facts", () => {
  const id = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.stringMatching(/^[0-9a-f-]{0,40}$/),
    fc.nat().map(String),
    fc.uuid(),
    fc.string({ minLength: 1000, maxLength: 1100 }),
  );
  fc.assert(
    fc.property(id, fc.array(id, { maxLength: 5 }), (value, seen) => {
      const session = { action: "opened", ...describeSessionId(value, seen) };
      assert.ok(validate({ kind: "session", server: { name: "a" }, session }), JSON.stringify(validate.errors));
      assert.ok(session.id_entropy_bits !== undefined && session.id_entropy_bits >= 0);
      assert.ok(session.id_entropy_bits <= 1024 * 7);
      assert.ok(session.id_entropy_bits <= bitsOf(value), "what is seen adds no chance");
    }),
    { numRuns: 500 },
  );
});

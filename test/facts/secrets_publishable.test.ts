import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { detectSecrets } from "../../src/facts/secrets/detect_secrets.ts";
import { isPublishable } from "../../src/facts/secrets/publishable.ts";

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const jwt = (payload: unknown) => `${encode({ alg: "HS256" })}.${encode(payload)}.c2lnbmF0dXJlLW9mLWl0`;

const ROWS: readonly [string, string, string, boolean][] = [
  ["anonymous key by its role", "KEY", jwt({ iss: "supabase", role: "anon" }), true],
  ["service key under the anonymous name", "SUPABASE_ANON_KEY", jwt({ iss: "supabase", role: "service_role" }), false],
  ["anonymous key by its name", "SUPABASE_ANON_KEY", "abc123def456", true],
  ["publishable key by its prefix", "STRIPE", "pk_live_51HxYzAbCdEfGhIj", true],
  ["publishable key by its name", "stripePublishableKey", "abc123", true],
  ["secret key by its prefix", "STRIPE", "sk_live_51HxYzAbCdEfGhIj", false],
  ["token without a role", "TOKEN", jwt({ sub: "ana" }), false],
  ["anonymous and no key", "ANON_TOKEN", "abc123def456", false],
  ["no JWT after all", "KEY", "eyJhbGciOiJIUzI1NiJ9.eyJub3QganNvbg.x", false],
];

suite("isPublishable", () => {
  for (const [what, name, value, expected] of ROWS) {
    test(what, () => assert.equal(isPublishable(name, value), expected));
  }

  test("keeps such keys out of the facts, and only those", async () => {
    const at = (pointer: string, name: string, value: string) => ({ pointer, name, value });
    const found = await detectSecrets([
      at("/server/env_keys/0", "SUPABASE_ANON_KEY", jwt({ role: "anon" })),
      at("/server/env_keys/1", "SUPABASE_SERVICE_KEY", jwt({ role: "service_role" })),
    ]);
    assert.deepEqual(
      found.map(({ pointer }) => pointer),
      ["/server/env_keys/1"],
    );
  });
});

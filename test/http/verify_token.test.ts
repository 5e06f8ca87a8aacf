// What is read from tokens, and what is believed: by a key set, one key, a secret, the host's word, or nothing.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, suite, test } from "node:test";
import fc from "fast-check";
import { createLocalJWKSet, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { readAuthInfo } from "../../src/http/token_facts.ts";
import { createTokenReader } from "../../src/http/verify_token.ts";
import { close, ISSUER, listen, RESOURCE, startIssuer } from "./fixtures/issuer.ts";

const issuer = await startIssuer();
after(() => issuer.close());

const secret = new TextEncoder().encode("a shared value of this test, of no use elsewhere");
const EXPIRES = 4_000_000_000;

const FACTS = {
  subject: "ana",
  clientId: undefined,
  tenant: undefined,
  issuer: ISSUER,
  audience: [RESOURCE],
  scopes: ["mcp.use"],
  expiresAt: EXPIRES,
};
const UNKNOWN = { facts: {}, verified: false };

async function sign(claims: Readonly<Record<string, unknown>> = {}): Promise<string> {
  return await issuer.sign({ exp: EXPIRES, ...claims });
}

suite("a token", () => {
  test("is believed when it was signed by a key of the issuer", async () => {
    const read = createTokenReader({ jwks: issuer.jwks.href }, undefined);
    assert.deepEqual(await read(await sign()), { facts: FACTS, verified: true });
  });

  test("is believed when it was signed by the one key given", async () => {
    const read = createTokenReader({ key: issuer.publicKey }, undefined);
    assert.deepEqual(await read(await sign()), { facts: FACTS, verified: true });
    assert.deepEqual(await read(await issuer.sign({ exp: EXPIRES }, issuer.foreignKey)), {
      facts: FACTS,
      verified: false,
    });
  });

  test("that has run out is read all the same", async () => {
    const read = createTokenReader({ key: issuer.publicKey }, undefined);
    assert.deepEqual(await read(await sign({ exp: 1 })), { facts: { ...FACTS, expiresAt: 1 }, verified: true });
  });

  test("is only decoded where nobody can verify it", async () => {
    const read = createTokenReader(undefined, undefined);
    assert.deepEqual(await read(await sign()), { facts: FACTS, verified: false });
  });

  test("is not believed without a signature, or with one by a public key taken for a secret", async () => {
    const { publicKey } = await generateKeyPair("RS256", { extractable: true });
    const claims = { sub: "ana", iss: ISSUER, aud: RESOURCE, scope: "mcp.use", exp: EXPIRES };
    const none = new UnsecuredJWT(claims).encode();
    const pem = new TextEncoder().encode(await exportSPKI(publicKey));
    const confused = await new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(pem);
    for (const token of [none, confused]) {
      assert.deepEqual(await createTokenReader({ key: publicKey }, undefined)(token), {
        facts: FACTS,
        verified: false,
      });
    }
  });

  test("is believed by a shared secret, and by that alone", async () => {
    const claims = { sub: "ana", iss: ISSUER, aud: RESOURCE, scope: "mcp.use", exp: EXPIRES };
    const token = await new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(secret);
    const read = createTokenReader({ key: secret }, undefined);
    assert.deepEqual(await read(token), { facts: FACTS, verified: true });
    assert.deepEqual(await read(await sign()), { facts: FACTS, verified: false });
  });

  test("is believed on the word of whoever issued it", async () => {
    const read = createTokenReader(
      { readToken: (token) => (token === "known" ? { subject: "ana" } : undefined) },
      "tid",
    );
    assert.deepEqual(await read("known"), { facts: { subject: "ana" }, verified: true });
    assert.deepEqual(await read("unknown"), UNKNOWN);
  });

  test("of any other form says nothing", async () => {
    const read = createTokenReader({ key: issuer.publicKey }, undefined);
    const good = await sign();
    const nested = Buffer.from('{"alg":"RSA-OAEP","enc":"A256GCM","cty":"JWT"}').toString("base64url");
    const forms = ["", ".", "..", "a.b.c", `${good}.`, `${nested}.a.b.c.d`, "x".repeat(1024 * 1024), `${good} ${good}`];
    for (const form of forms) assert.deepEqual(await read(form), UNKNOWN);
  });

  test("says nothing by claims of another type than they have", async () => {
    const claims = { aud: 7, iss: [ISSUER], sub: { id: "ana" }, scope: ["mcp.use"], client_id: 1, tid: null };
    const read = createTokenReader({ key: issuer.publicKey }, "tid");
    const nothing = { ...FACTS, subject: undefined, issuer: undefined, audience: undefined, scopes: undefined };
    assert.deepEqual(await read(await sign(claims)), { facts: nothing, verified: true });
    const listed = await read(await sign({ aud: [RESOURCE, 7], scope: undefined, scp: "a  b", tid: "acme" }));
    assert.deepEqual(listed, {
      facts: { ...FACTS, audience: undefined, scopes: ["a", "b"], tenant: "acme" },
      verified: true,
    });
  });

  test("is neither good nor bad when its issuer is out of reach", async () => {
    const broken = createServer((_, response) => response.writeHead(500).end());
    const port = await listen(broken);
    try {
      const token = await sign();
      const published = { jwks: `http://127.0.0.1:${port}/jwks` };
      const asked = { readToken: () => Promise.reject(new Error("no answer")) };
      for (const way of [published, asked]) assert.equal(await createTokenReader(way, undefined)(token), undefined);
    } finally {
      close(broken);
    }
  });

  test("by a key that the issuer does not have is not believed", async () => {
    const read = createTokenReader({ key: createLocalJWKSet({ keys: [] }) }, undefined);
    assert.deepEqual(await read(await sign()), { facts: FACTS, verified: false });
  });

  test("never stops the reader, whatever it is", async () => {
    const read = createTokenReader({ key: issuer.publicKey }, undefined);
    const part = fc.oneof(fc.base64String(), fc.string());
    const token = fc.array(part, { maxLength: 6 }).map((parts) => parts.join("."));
    await fc.assert(
      fc.asyncProperty(token, async (text) => assert.equal((await read(text))?.verified, false)),
      { numRuns: 300 },
    );
  });
});

test("what middleware verified is read as it says it, with the claims that it kept", () => {
  const auth = { token: "t", clientId: "robot", scopes: ["a"], expiresAt: 5, resource: new URL("https://mcp.test") };
  const expected = {
    subject: "ana",
    clientId: "robot",
    tenant: undefined,
    issuer: ISSUER,
    audience: ["https://mcp.test"],
    scopes: ["a"],
    expiresAt: 5,
  };
  assert.deepEqual(
    readAuthInfo({ ...auth, extra: { sub: "ana", iss: ISSUER } }, "https://mcp.test", undefined),
    expected,
  );
  const other = readAuthInfo(auth, "https://other.test", undefined);
  assert.deepEqual(other, { ...expected, subject: undefined, issuer: undefined, audience: ["https://mcp.test/"] });
});

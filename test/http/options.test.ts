// Options of an HTTP guard that would silently verify less than their writer meant are errors, at once.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { GuardError } from "../../src/guard/index.ts";
import { createHttpGuard } from "../../src/http/index.ts";
import { FakeEvaluator } from "../guard/policy.ts";

const evaluator = new FakeEvaluator();
const key = new Uint8Array(32);

suite("createHttpGuard refuses", () => {
  for (const [what, given, message] of [
    ["nothing", undefined, /at least `evaluator` and `server`/],
    ["no evaluator", { server: "demo" }, /`evaluator`: an object with `decide` and `explain`/],
    ["a misspelled verify", { verfiy: { key } }, /found `verfiy`. There are: .*verify/],
    ["keys that are no URL", { verify: { jwks: "not a url" } }, /`verify`/],
    ["no key", { verify: { key: undefined } }, /`verify`/],
    ["no way to verify", { verify: {} }, /`verify`/],
    ["two ways to verify", { verify: { key, readToken: () => undefined } }, /`verify`/],
    ["a misspelled way", { verify: { jwsk: "https://issuer.example/keys" } }, /`verify`/],
    ["a way that is no function", { verify: { readToken: "https://issuer.example" } }, /`verify`/],
    ["an empty resource", { resource: "" }, /`resource`/],
    ["one origin for a list", { allowedOrigins: "https://app.example" }, /`allowedOrigins`.*a list of texts/],
    ["scopes in one text", { requiredScopes: "read write" }, /`requiredScopes`/],
  ] as const) {
    test(what, () => {
      const options = given === undefined || "server" in given ? given : { evaluator, server: "demo", ...given };
      assert.throws(
        () => createHttpGuard(options as never),
        (error) => error instanceof GuardError && error.code === "ERR_GUARD_OPTIONS" && message.test(error.message),
      );
    });
  }

  test("nothing that only the guard of the messages takes", () => {
    const shared = { evaluator, server: "demo", ask: "elicitation", onBlock: () => undefined } as const;
    createHttpGuard(shared);
  });

  test("none of what is meant", () => {
    for (const verify of [
      { key, algorithms: ["HS256"] },
      { jwks: "https://issuer.example/keys" },
      { jwks: new URL("https://issuer.example/keys") },
      { readToken: () => undefined },
      undefined,
    ])
      createHttpGuard({ evaluator, server: { name: "demo" }, verify, requiredScopes: ["read"], resource: undefined });
  });
});

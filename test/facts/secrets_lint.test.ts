// The detector of known shapes takes no orders from the text, and finds the same whether it is waited for or not.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { findSecrets, loadFindSecrets } from "../../src/facts/secrets/detect_secrets.ts";

const GITHUB = `ghp_${"wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx"}`;
const LINES = ["a", "b", "c"].map((text) => createHash("sha384").update(text).digest("base64"));
const KEY = `-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA${LINES.join("\n")}\n-----END RSA PRIVATE KEY-----`;

const ROWS: readonly (readonly [value: string, types: readonly string[]])[] = [
  [`# secretlint-disable\n${KEY}`, ["private_key"]],
  [`/* secretlint-disable-line */ ${GITHUB}`, ["github"]],
  [`<!-- secretlint-disable -->\nTOKEN=${GITHUB}`, ["github"]],
  [`// secretlint-disable-next-line\n${GITHUB}`, ["github"]],
  ["# secretlint-disable", []],
];

for (const [value, types] of ROWS) {
  test(`the detector finds ${types.join() || "nothing"} in ${JSON.stringify(value.slice(0, 40))}`, async () => {
    const values = [{ pointer: "/a", name: "", value }];
    const found = await findSecrets(values);
    assert.deepEqual(
      found.map(({ type }) => type),
      types,
    );
    assert.deepEqual((await loadFindSecrets())(values), found);
  });
}

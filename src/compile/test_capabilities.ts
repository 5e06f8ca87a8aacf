// Turns the capabilities of policies into those of their tests, which run in OPA's evaluator only.
import { jsonText } from "./schemas.ts";
import type { Capabilities, Json } from "./types.ts";

const any = { type: "any" };

/** The test runner adds the third to table tests; `print` is how an author looks into a test. */
const runnerBuiltins = [
  { name: "print", decl: { type: "function", variadic: any } },
  { name: "internal.print", decl: { type: "function", args: [{ type: "array", dynamic: { type: "set", of: any } }] } },
  { name: "internal.test_case", decl: { type: "function", args: [{ type: "array", dynamic: any }] } },
];

export function testCapabilities(capabilities: Json): string {
  const document = JSON.parse(jsonText(capabilities)) as Capabilities;
  const known = new Set(document.builtins.map(({ name }) => name));
  const added = runnerBuiltins.filter(({ name }) => !known.has(name));
  return JSON.stringify({ ...document, builtins: [...document.builtins, ...added] });
}

// check finds what is wrong in a policy and says where; format and inspect read policies as OPA does.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { createCompiler } from "../../src/compile/compiler.ts";
import { CompileError } from "../../src/compile/errors.ts";
import type { RegoModule } from "../../src/compile/types.ts";
import { buildRequest, capabilities, data, eventSchema, policy, policyTest, rego } from "./policy.ts";

const compiler = await createCompiler({ opa: "" });
after(() => compiler.close());

const typed = { capabilities, data, schemas: { event: eventSchema }, inputSchema: "event" };

async function issues(...modules: RegoModule[]): Promise<string[]> {
  const found = await compiler.check({ ...typed, modules });
  return found.map(({ file, line, column, code, message }) => `${file}:${line}:${column} ${code} ${message}`);
}

test("check accepts a good policy", async () => {
  assert.deepEqual(await issues(policy, policyTest), []);
});

test("check names a misspelt field and the ones there are, in every module", async () => {
  const [first = "", second = "", ...rest] = await issues(
    rego("allow if input.sever.name"),
    rego("deny if input.server.nmae", "example/other.rego"),
  );
  assert.deepEqual(rest, []);
  assert.match(first, /^example\/example\.rego:3:10 rego_type_error undefined ref: input\.sever\.name: /);
  assert.match(first, /`sever` is not known, want one of `arguments`, `kind`, `server`$/);
  assert.match(second, /^example\/other\.rego:3:9 .*`nmae` is not known, want one of `name`$/);
});

test("check types input although the schema has conditional requirements, and leaves free objects free", async () => {
  assert.deepEqual(await issues(rego("allow if input.arguments.any.depth == input.server.name")), []);
  assert.match((await issues(rego("allow if input.server.name == 3"))).join(), /string is never number/);
});

test("check knows schemas by name", async () => {
  const annotated = rego("# METADATA\n# schemas:\n#   - input: schema.event\nallow if input.sever");
  const found = await compiler.check({ capabilities, schemas: { event: eventSchema }, modules: [annotated] });
  assert.match(found[0]?.message ?? "", /`sever` is not known/);
});

test("check never fetches a schema", async () => {
  const remote = { type: "object", properties: { a: { $ref: "https://example.com/schema.json" } } };
  const found = await compiler.check({
    capabilities,
    schemas: { remote },
    inputSchema: "remote",
    modules: [rego("p if input.a")],
  });
  assert.match(found[0]?.message ?? "", /remote reference loading disabled/);
});

test("check is strict and reports every error of every module", async () => {
  const found = await issues(
    rego("p if {\n\tx := 1\n}\n\nq if unknown"),
    rego("import data.foo\n\nr := 1", "example/other.rego"),
  );
  assert.equal(found.length, 3);
  assert.match(found.join("\n"), /assigned var x unused/);
  assert.match(found.join("\n"), /var unknown is unsafe/);
  assert.match(found.join("\n"), /import data\.foo unused/);
});

test("check reports the syntax errors of all modules", async () => {
  const found = await issues(rego("p if {"), rego("q := ]", "example/other.rego"));
  assert.deepEqual(
    [...new Set(found.map((line) => line.split(":")[0]))],
    ["example/example.rego", "example/other.rego"],
  );
});

test("check and build refuse built-ins that the capabilities leave out", async () => {
  for (const call of ['http.send({"method": "get", "url": "https://example.com"})', 'sprintf("%d", [1])']) {
    const modules = [rego(`p := ${call}`)];
    assert.match(
      (await compiler.check({ capabilities, modules }))[0]?.message ?? "",
      /undefined function (http\.send|sprintf)/,
    );
    const build = compiler.build({ ...buildRequest, modules, entrypoints: ["example/p"], roots: [""] });
    await assert.rejects(build, {
      name: "CompileError",
      code: "ERR_COMPILE_REGO",
      message: /example\/example\.rego:3:\d+: undefined function/,
    });
  }
});

test("build refuses a policy outside its roots, an unknown entrypoint and a path that leaves the bundle", async () => {
  await assert.rejects(compiler.build({ ...buildRequest, roots: ["other"] }), /manifest roots \[other\] do not permit/);
  await assert.rejects(compiler.build({ ...buildRequest, entrypoints: ["guard/none"] }), CompileError);
  for (const path of ["../guard.rego", "/guard.rego", "guard.txt", "a//b.rego"]) {
    const modules = [{ ...policy, path }];
    await assert.rejects(compiler.build({ ...buildRequest, modules }), { code: "ERR_COMPILE_REQUEST" });
  }
});

test("format gives formatted text, or the text and its issues", async () => {
  const bad = { path: "bad.rego", text: "package bad\np if {" };
  const [same, changed, broken] = await compiler.format({ modules: [policy, rego("p  if  1==input.x"), bad] });
  assert.deepEqual(same, { path: policy.path, text: policy.text, changed: false, issues: [] });
  assert.equal(changed?.text, "package example\n\np if 1 == input.x\n");
  assert.equal(changed?.changed, true);
  assert.equal(broken?.text, bad.text);
  assert.equal(broken?.issues[0]?.code, "rego_parse_error");
});

test("inspect lists annotations with the path of what they describe", async () => {
  const found = await compiler.inspect({ modules: [policy] });
  assert.deepEqual(
    found.map(({ path, file, line }) => `${path} ${file}:${line}`),
    ["data.guard guard/guard.rego:3", "data.guard.decision guard/guard.rego:11"],
  );
  assert.deepEqual(found[1]?.annotations.custom, { short_name: "known_server" });
});

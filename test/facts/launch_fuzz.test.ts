// Whatever stands in a configuration, describing it ends, does not throw, and points at what is there.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { describeLaunch } from "../../src/facts/launch/describe_launch.ts";
import { validate } from "../../src/generated/validate_event.js";

const programs = fc.constantFrom(
  ..."npx npm pnpm yarn bunx bun uvx uv pipx pip-run python node deno tsx docker podman go cargo dotnet dnx java env sudo nice timeout bash sh fish cmd cmd.exe powershell pwsh runas op dotenvx mise wsl xargs find flock su ssh awk vim osascript gem nix corepack pip perl php ruby script watch tmux mshta doppler".split(
    " ",
  ),
);
const pieces = fc.constantFrom(
  ..."-c -lc -exec -r -rcfile --rcfile --command= install create kube play --rootfs --use-api-socket -oProxyCommand=x data:,x -e -p -y -S -v --mount --from --with --package -Command -EncodedCommand -File /c /d/s/c exec dlx run x tool compose -- - = A=1 pkg@1.0.0 @a/b npm:a@1 git+https://h/r@main https://u:p@h/x a:b:c | && ; $( ` ' \" \\ { } %X% constructor __proto__ toString".split(
    " ",
  ),
);
const text = fc.oneof(
  programs,
  pieces,
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.array(fc.oneof(programs, pieces), { maxLength: 8 }).map((words) => words.join(" ")),
);
const line = fc.record({ command: fc.oneof(programs, text), args: fc.array(text, { maxLength: 12 }) });

function listPointers(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(listPointers);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === "pointer" && typeof inner === "string" ? [inner] : listPointers(inner),
  );
}

test("describeLaunch takes any words, and its pointers point at them", () => {
  fc.assert(
    fc.property(line, ({ command, args }) => {
      const described = describeLaunch({ command, args });
      const places = new Set(["/server/command", ...args.map((_, index) => `/server/args/${index}`)]);
      for (const pointer of listPointers(described)) assert.ok(places.has(pointer), pointer);
    }),
    { numRuns: 5000 },
  );
});

test("describeLaunch gives facts that the event schema accepts", () => {
  fc.assert(
    fc.property(line, ({ command, args }) => {
      const { launch, package: pkg } = describeLaunch({ command, args });
      const server = { name: "s", command, args, ...(pkg === undefined ? {} : { package: pkg }) };
      assert.ok(validate({ kind: "connection", server, facts: { launch } }), JSON.stringify({ launch, pkg }));
    }),
    { numRuns: 2000 },
  );
});

test("describeLaunch reads the same words the same way every time", () => {
  fc.assert(
    fc.property(line, ({ command, args }) => {
      assert.deepEqual(describeLaunch({ command, args }), describeLaunch({ command, args }));
    }),
  );
});

test("describeLaunch calls no text with a shell operator in it simple", () => {
  const operator = fc.constantFrom("|", "&", ";", ">", "<", "$(x)", "`x`", "$X", "\n", "*", "(x)");
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-z -]{0,12}$/),
      operator,
      fc.stringMatching(/^[a-z -]{0,12}$/),
      (head, part, tail) => {
        const { launch } = describeLaunch({ command: "bash", args: ["-c", `x ${head}${part}${tail}`] });
        assert.equal(launch.shell?.simple, false);
      },
    ),
  );
});

for (const unit of ["'\"", "$'", "$(", "`", "\\", "(", "a'b'", "a=", '"$(', "sudo ", "bash -c "]) {
  test(`describeLaunch ends on a long run of ${unit}`, () => {
    for (const [command, flag] of [
      ["bash", "-c"],
      ["cmd", "/c"],
      ["powershell", "-c"],
      ["env", "-S"],
    ] as const) {
      const { launch } = describeLaunch({ command, args: [flag, unit.repeat(20_000)] });
      assert.ok(launch.wrappers.length <= 17);
      if (command === "bash") assert.equal(launch.shell?.simple, false);
    }
  });
}

test("describeLaunch points below the base it is given", () => {
  const described = describeLaunch({ command: "npx", args: ["pkg"], pointerBase: "/x/0" });
  assert.equal(described.package?.pointer, "/x/0/args/0");
});

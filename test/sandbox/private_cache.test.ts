// The folder of a server that is fetched when it starts: shared with nothing that could have put other code there.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type CacheRequest, placeCache } from "../../src/sandbox/private_cache.ts";

const REQUEST: CacheRequest = {
  command: "npx",
  args: ["-y", "pkg@1.0.0"],
  network: "none",
  env: { PATH: "/usr/bin", HOME: "/home/ana", API_KEY: "a", TERM: "xterm" },
  cacheFolder: "/cache",
};

const place = (rest: Partial<CacheRequest> = {}) => placeCache({ ...REQUEST, ...rest });
const withVariable = (name: string, value: string) => place({ env: { ...REQUEST.env, [name]: value } });

suite("the folder that a server is fetched to", () => {
  for (const [what, other] of [
    ["another version", place({ args: ["-y", "pkg@1.0.1"] })],
    ["another program", place({ command: "./npx" })],
    ["another network", place({ network: "shared" })],
    ["another project around it", place({ cwd: "/work/clone" })],
    ["another registry", withVariable("npm_config_registry", "https://registry.example")],
    ["another registry, in capitals", withVariable("NPM_CONFIG_REGISTRY", "https://registry.example")],
    ["another index", withVariable("UV_INDEX_URL", "https://registry.example")],
    ["code that Node loads first", withVariable("NODE_OPTIONS", "--require /x.js")],
    ["code that Python loads first", withVariable("PYTHONPATH", "/x")],
    ["code that the linker loads first", withVariable("LD_PRELOAD", "/x.so")],
    ["another search path", withVariable("PATH", "/work/clone/bin:/usr/bin")],
    ["another home folder", withVariable("HOME", "/work/clone")],
    ["another proxy", withVariable("https_proxy", "http://x.example")],
  ] as const) {
    test(`is another one with ${what}`, () => assert.notEqual(other, place()));
  }

  test("stays the same with variables that choose no code, in any order", () => {
    assert.equal(place({ env: { XDG_SESSION_ID: "2", API_KEY: "b", HOME: "/home/ana", PATH: "/usr/bin" } }), place());
    assert.match(place(), /^\/cache\/[0-9a-f]{32}$/);
  });
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { describeHttp } from "../../../src/facts/http/describe_http.ts";
import type { Event, HttpFact } from "../../../src/generated/event.ts";

function describe(http: NonNullable<Event["http"]>, ranges: readonly string[] = []): HttpFact {
  return describeHttp({ kind: "session", server: { name: "s" }, http }, new Map([["s", ranges]]));
}

suite("addresses", () => {
  for (const [bind_address, expected] of [
    ["", "unspecified"],
    ["0.0.0.0", "unspecified"],
    ["::", "unspecified"],
    ["[::]:80", "unspecified"],
    [":8080", "unspecified"],
    ["*", "unspecified"],
    ["*:80", "unspecified"],
    ["0", "unspecified"],
    ["0.0.0.0:8080", "unspecified"],
    ["::ffff:0.0.0.0", "unspecified"],
    ["127.0.0.1:3000", "loopback"],
    ["127.1", "loopback"],
    ["::1", "loopback"],
    ["[::1]:80", "loopback"],
    ["localhost:80", "loopback"],
    ["fe80::1%eth0", "link_local"],
    ["[fe80::1%eth0]:80", "link_local"],
    ["10.0.0.1", "private"],
    ["8.8.8.8", "public"],
    ["example.com:80", "name"],
    ["a b", undefined],
    ["/run/x.sock", undefined],
  ] as const) {
    test(`describeHttp calls ${JSON.stringify(bind_address)} ${expected}`, () => {
      assert.equal(describe({ bind_address }).bind_class, expected);
    });
  }

  for (const [remote_address, ranges, listed] of [
    ["10.1.2.3", ["10.0.0.0/8"], true],
    ["::ffff:10.1.2.3", ["10.0.0.0/8"], true],
    ["10.1.2.3:5000", ["10.1.2.3"], true],
    ["[2001:db8::1]:80", ["2001:db8::/32"], true],
    ["fe80::1%eth0", ["fe80::1"], true],
    ["11.1.2.3", ["10.0.0.0/8"], false],
    ["::1", ["127.0.0.0/8"], false],
    ["localhost", ["127.0.0.1"], false],
    ["", ["0.0.0.0/0"], false],
    ["10.1.2.3", ["nonsense", "10.0.0.0/99"], false],
    ["10.1.2.3", [], false],
  ] as const) {
    test(`describeHttp says ${listed} of ${remote_address} in ${ranges.join(", ")}`, () => {
      assert.equal(describe({ remote_address }, ranges).remote_listed, listed);
    });
  }

  test("describeHttp says nothing of addresses where no list or no address is", () => {
    const given = { kind: "session", server: { name: "t" }, http: { remote_address: "8.8.8.8" } } as const;
    assert.deepEqual(describeHttp(given as Event, new Map()), { remote_class: "public" });
    assert.deepEqual(describe({}), {});
    assert.deepEqual(describeHttp({ kind: "session" }, new Map()), {});
  });
});

suite("Host and Origin", () => {
  for (const [http, facts] of [
    [{ host: "LOCALHOST:80" }, { host_class: "loopback", host_name: "localhost" }],
    [{ host: "127.0.0.1.nip.io:80" }, { host_class: "name", host_name: "127.0.0.1.nip.io" }],
    [{ origin: "http://127.0.0.1.nip.io" }, { origin_class: "name" }],
    [
      { host: "a.example.", allowed_hosts: ["a.example"] },
      { host_class: "name", host_name: "a.example", host_allowed: true },
    ],
    [
      { host: "a.example:81", allowed_hosts: ["a.example:80"] },
      { host_class: "name", host_name: "a.example", host_allowed: false },
    ],
    [
      { host: "[::1]:81", allowed_hosts: ["[::1]"] },
      { host_class: "loopback", host_name: "[::1]", host_allowed: true },
    ],
    [{ host: "a.example@evil", allowed_hosts: ["a.example"] }, { host_allowed: false }],
    [
      { host: "x.a.example", allowed_hosts: ["*", "*.a.example", "a.example"] },
      { host_class: "name", host_name: "x.a.example", host_allowed: false },
    ],
    [
      { origin: "https://a.example", allowed_origins: ["https://A.example:443/"] },
      { origin_class: "name", origin_allowed: true },
    ],
    [
      { origin: "http://a.example", allowed_origins: ["https://a.example"] },
      { origin_class: "name", origin_allowed: false },
    ],
    [{ origin: "null", allowed_origins: ["null"] }, { origin_allowed: false }],
    [{ origin: "https://a.example/x", allowed_origins: ["https://a.example"] }, { origin_allowed: false }],
    [
      { host: "a.example", origin: "https://a.example:443" },
      { host_class: "name", host_name: "a.example", origin_class: "name", origin_is_host: true },
    ],
    [
      { host: "127.0.0.1:3000", origin: "http://evil.example:3000" },
      { host_class: "loopback", host_name: "127.0.0.1", origin_class: "name", origin_is_host: false },
    ],
  ] as const) {
    test(`describeHttp reads ${JSON.stringify(http)}`, () => {
      assert.deepEqual(describe(structuredClone(http) as NonNullable<Event["http"]>), facts);
    });
  }

  test("describeHttp takes long headers for none", () => {
    for (const piece of ["a", "a.", "[", ":", "%"]) {
      const host = piece.repeat(300_000);
      assert.deepEqual(describe({ host, origin: `http://${host}`, bind_address: host, remote_address: host }), {
        remote_listed: false,
      });
    }
  });
});

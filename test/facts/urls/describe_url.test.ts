import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { classifyHost, describeUrl } from "../../../src/facts/urls/describe_url.ts";
import { parseUrl } from "../../../src/parse_url.ts";

const CLASSES: Readonly<Record<ReturnType<typeof classifyHost>, readonly string[]>> = {
  loopback: [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "017700000001",
    "127.0.0.1.",
    "127.255.255.254",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "a.localhost",
    "localtest.me",
    "app.lvh.me",
    "%6c%6fcalhost",
    "ｌocalhost",
    "１２７.０.０.１",
    "127。0。0。1",
  ],
  metadata: [
    "169.254.169.254",
    "2852039166",
    "0xa9fea9fe",
    "0251.0376.0251.0376",
    "169.254.43518",
    "[::ffff:169.254.169.254]",
    "[::ffff:a9fe:a9fe]",
    "[fd00:ec2::254]",
    "[fd00:0ec2:0::0254]",
    "[fd20:ce::254]",
    "169.254.170.2",
    "100.100.100.200",
    "192.0.0.192",
    "168.63.129.16",
    "metadata.google.internal",
    "Metadata.Google.Internal.",
    "metadata.goog",
    "169.254.169.254.nip.io",
  ],
  link_local: ["169.254.1.1", "[fe80::1]", "[febf::1]"],
  private: [
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "100.64.0.1",
    "[fc00::1]",
    "[fd12:3456::1]",
    "[::ffff:10.0.0.1]",
    "intranet",
    "printer.local",
    "db.internal",
    "nas.lan",
    "router.home.arpa",
    "x.localdomain",
    "10.0.0.1.nip.io",
    "app.192-168-1-1.sslip.io",
    "metadata",
  ],
  unspecified: ["0.0.0.0", "0", "0x0", "[::]", "[::ffff:0.0.0.0]"],
  reserved: [
    "224.0.0.1",
    "255.255.255.255",
    "240.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "[ff02::1]",
    "[2001:db8::1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "[fec0::1]",
    "[::127.0.0.1]",
    "[::2]",
  ],
  public: [
    "8.8.8.8",
    "172.32.0.1",
    "172.15.0.1",
    "11.0.0.1",
    "192.169.0.1",
    "134744072",
    "[2606:4700::1111]",
    "[::ffff:8.8.8.8]",
  ],
  name: [
    "example.com",
    "localhost.example.com",
    "127.0.0.1.example.com",
    "10.0.0.1.nip.io.example",
    "999.0.0.1.nip.io",
    "nip.io",
    "notlocalhost.com",
    "xn--bcher-kva.example",
    "bücher.example",
    "local.example",
    "evil-internal.com",
  ],
};

suite("hosts", () => {
  for (const [expected, hosts] of Object.entries(CLASSES)) {
    for (const host of hosts) {
      test(`describeUrl calls ${host} ${expected}`, () => {
        assert.equal(describeUrl(`https://${host}/`, "/u")?.address_class, expected);
      });
    }
  }

  test("describeUrl sees through user names that look like hosts", () => {
    for (const [text, host, address_class] of [
      ["https://example.com@127.0.0.1/", "127.0.0.1", "loopback"],
      ["https://example.com:443@169.254.169.254/", "169.254.169.254", "metadata"],
      ["https://127.0.0.1@example.com/", "example.com", "name"],
      ["https://example.com\\@127.0.0.1/", "example.com", "name"],
    ] as const) {
      const fact = describeUrl(text, "/u");
      assert.deepEqual([fact?.host, fact?.address_class], [host, address_class]);
    }
  });

  test("classifyHost ignores case where the parser does not lower it", () => {
    assert.deepEqual(["LOCALHOST", "DB.Internal", "Metadata.GOOG", "FD00:EC2::254"].map(classifyHost), [
      "loopback",
      "private",
      "metadata",
      "metadata",
    ]);
  });

  test("classifyHost knows every IPv4 address by its first bytes, however it is encoded", () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const [a = 0, b = 0, c = 0, d = 0] = address.split(".").map(Number);
        const number = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
        const spellings = [
          address,
          String(number),
          `0x${number.toString(16)}`,
          `0${number.toString(8)}`,
          `${a}.${number & 0xffffff}`,
          `${a}.${b}.${(c << 8) | d}`,
          `[::ffff:${address}]`,
        ];
        const classes = spellings.map((host) => describeUrl(`http://${host}/`, "")?.address_class);
        assert.deepEqual(new Set(classes).size, 1, spellings.join(" "));
        if (a === 127) assert.equal(classes[0], "loopback");
      }),
    );
  });
});

suite("describeUrl", () => {
  test("describeUrl gives the parts of a URL, and no credentials", () => {
    assert.deepEqual(describeUrl("HTTPS://user:s3cret@Example.COM:8443/path?token=s3cret#f", "/server/url"), {
      pointer: "/server/url",
      scheme: "https",
      host: "example.com",
      port: 8443,
      origin: "https://example.com:8443",
      normalized: "https://example.com:8443/path?token=s3cret",
      address_class: "name",
      has_credentials: true,
    });
    assert.deepEqual(describeUrl(" ht\ntp://[::1]:80/ ", ""), {
      pointer: "",
      scheme: "http",
      host: "[::1]",
      port: null,
      origin: "http://[::1]",
      normalized: "http://[::1]/",
      address_class: "loopback",
      has_credentials: false,
    });
  });

  for (const [text, normalized] of [
    ["https://example.com", "https://example.com/"],
    ["https://EXAMPLE.com.:443/a/../b/%2e%2e/c?q#f", "https://example.com/c?q"],
    ["https://example.com./#", "https://example.com/"],
    ["https://u@example.com/#@evil", "https://example.com/"],
    ["http://2130706433/", "http://127.0.0.1/"],
    ["http://./", "http://./"],
    ["ws://u:p@h.:80/x", "ws://h/x"],
    ["unix:/var/run/x.sock", "unix:/var/run/x.sock"],
    ["unix:///var/run/x.sock", "unix:///var/run/x.sock"],
    ["pipe:\\\\.\\pipe\\x", "pipe:\\\\.\\pipe\\x"],
  ] as const) {
    test(`describeUrl writes ${text} as ${normalized}`, () => {
      assert.equal(describeUrl(text, "")?.normalized, normalized);
    });
  }

  test("describeUrl gives nothing for what is no absolute URL", () => {
    for (const text of [
      "",
      "example.com",
      "/path",
      "//example.com",
      "http://",
      "https://exa mple.com",
      "http://1.2.3.4.5/",
      "http://256.1.1.1/",
      "http://[::1",
      "http://a:99999/",
    ]) {
      assert.equal(describeUrl(text, ""), undefined, text);
    }
  });

  test("describeUrl never throws", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((text) => `http://${text}`),
          fc.string().map((text) => `x:${text}`),
        ),
        (text) => {
          const fact = describeUrl(text, "");
          assert.equal(fact === undefined, parseUrl(text) === undefined);
        },
      ),
    );
    for (const text of ["a.", "1.", "-", "[", "xn--", "::", "%25"]) describeUrl(`http://${text.repeat(300_000)}/`, "");
    for (const text of ["a.", "1.", ".", "[", "]", ":"]) classifyHost(text.repeat(500_000));
  });
});

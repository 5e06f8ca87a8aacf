// Container engines: the image, and what of the host it gets.
import assert from "node:assert/strict";
import { test } from "node:test";
import { describeLaunch } from "../../src/facts/launch/describe_launch.ts";
import type { Launch, LaunchContainer, Package } from "../../src/generated/event.ts";

/** Words of the command line, what differs from a plain program on the search path, and the package. */
type Row = readonly [words: readonly string[], launch: Partial<Launch>, pkg?: Package];

const PLAIN = { location: "search_path", wrappers: [], elevated: false };

const ROWS: readonly Row[] = [
  [
    ["docker", "run", "-i", "--rm", "mcp/time"],
    {
      program: "docker",
      container: {
        runtime: "docker",
        privileged: false,
        host_namespaces: [],
        capabilities_added: [],
        mounts: [],
        image: "docker.io/mcp/time",
        pointer: "/server/args/3",
      },
    },
    { runner: "docker", registry: "oci", name: "docker.io/mcp/time", pinned: false, pointer: "/server/args/3" },
  ],
  [
    [
      "docker",
      "run",
      "-it",
      "--rm",
      "-eTOKEN=x",
      "-e",
      "OTHER",
      "--env",
      "THIRD=1",
      "ghcr.io/github/github-mcp-server:1.0",
    ],
    {
      program: "docker",
      env_keys: ["TOKEN", "THIRD"],
      container: {
        runtime: "docker",
        privileged: false,
        host_namespaces: [],
        capabilities_added: [],
        mounts: [],
        image: "ghcr.io/github/github-mcp-server",
        tag: "1.0",
        pointer: "/server/args/8",
      },
    },
    {
      runner: "docker",
      registry: "oci",
      name: "ghcr.io/github/github-mcp-server",
      version: "1.0",
      pinned: false,
      pointer: "/server/args/8",
    },
  ],
  [
    ["docker", "run", "ghcr.io/a/b:1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"],
    {
      program: "docker",
      container: {
        runtime: "docker",
        privileged: false,
        host_namespaces: [],
        capabilities_added: [],
        mounts: [],
        image: "ghcr.io/a/b",
        tag: "1",
        digest: "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        pointer: "/server/args/1",
      },
    },
    {
      runner: "docker",
      registry: "oci",
      name: "ghcr.io/a/b",
      version: "1",
      digest: "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
      pinned: true,
      pointer: "/server/args/1",
    },
  ],
  [
    ["docker", "run", "localhost:5000/a"],
    {
      program: "docker",
      container: {
        runtime: "docker",
        privileged: false,
        host_namespaces: [],
        capabilities_added: [],
        mounts: [],
        image: "localhost:5000/a",
        pointer: "/server/args/1",
      },
    },
    { runner: "docker", registry: "oci", name: "localhost:5000/a", pinned: false, pointer: "/server/args/1" },
  ],
  [
    [
      "docker",
      "run",
      "-v",
      "C:\\data:/data:ro",
      "-v",
      "/var/run/docker.sock:/var/run/docker.sock",
      "-v",
      "named:/cache",
      "-v",
      "/anonymous",
      "img",
    ],
    {
      program: "docker",
      container: {
        runtime: "docker",
        privileged: false,
        host_namespaces: [],
        capabilities_added: [],
        mounts: [
          { source: "C:\\data", target: "/data", read_only: true, pointer: "/server/args/2" },
          {
            source: "/var/run/docker.sock",
            target: "/var/run/docker.sock",
            read_only: false,
            pointer: "/server/args/4",
          },
          { source: "named", target: "/cache", read_only: false, pointer: "/server/args/6" },
        ],
        image: "docker.io/library/img",
        pointer: "/server/args/9",
      },
    },
    { runner: "docker", registry: "oci", name: "docker.io/library/img", pinned: false, pointer: "/server/args/9" },
  ],
  [
    ["docker", "run", "-v", `\${env:HOME}/x:/x`, "--volume=/:/host:rw,z", "img"],
    {
      program: "docker",
      container: {
        runtime: "docker",
        privileged: false,
        host_namespaces: [],
        capabilities_added: [],
        mounts: [
          { source: `\${env:HOME}/x`, target: "/x", read_only: false, pointer: "/server/args/2" },
          { source: "/", target: "/host", read_only: false, pointer: "/server/args/3" },
        ],
        image: "docker.io/library/img",
        pointer: "/server/args/4",
      },
    },
    { runner: "docker", registry: "oci", name: "docker.io/library/img", pinned: false, pointer: "/server/args/4" },
  ],
  [
    [
      "docker",
      "run",
      "--mount",
      "type=bind,source=/etc,target=/etc,readonly",
      "--mount=type=volume,src=v,dst=/v",
      "--mount",
      "type=tmpfs,dst=/t",
      "img",
    ],
    {
      program: "docker",
      container: {
        runtime: "docker",
        privileged: false,
        host_namespaces: [],
        capabilities_added: [],
        mounts: [
          { source: "/etc", target: "/etc", read_only: true, pointer: "/server/args/2" },
          { source: "v", target: "/v", read_only: false, pointer: "/server/args/3" },
        ],
        image: "docker.io/library/img",
        pointer: "/server/args/6",
      },
    },
    { runner: "docker", registry: "oci", name: "docker.io/library/img", pinned: false, pointer: "/server/args/6" },
  ],
  [
    ["docker", "run", "--network=host", "--pid", "host", "--ipc=host", "--uts", "host", "--userns=host", "img"],
    {
      program: "docker",
      container: {
        runtime: "docker",
        privileged: false,
        host_namespaces: ["network", "pid", "ipc", "uts", "userns"],
        capabilities_added: [],
        mounts: [],
        image: "docker.io/library/img",
        pointer: "/server/args/8",
      },
    },
    { runner: "docker", registry: "oci", name: "docker.io/library/img", pinned: false, pointer: "/server/args/8" },
  ],
  [
    ["docker", "run", "--net", "bridge", "img"],
    {
      program: "docker",
      container: {
        runtime: "docker",
        privileged: false,
        host_namespaces: [],
        capabilities_added: [],
        mounts: [],
        image: "docker.io/library/img",
        pointer: "/server/args/3",
      },
    },
    { runner: "docker", registry: "oci", name: "docker.io/library/img", pinned: false, pointer: "/server/args/3" },
  ],
  [
    [
      "docker",
      "run",
      "--privileged",
      "--cap-add=SYS_ADMIN",
      "--cap-add",
      "cap_net_raw",
      "--cap-drop",
      "ALL",
      "--security-opt",
      "seccomp=unconfined",
      "--device",
      "/dev/kvm",
      "--gpus",
      "all",
      "img",
    ],
    {
      program: "docker",
      container: {
        runtime: "docker",
        privileged: true,
        host_namespaces: [],
        capabilities_added: ["SYS_ADMIN", "NET_RAW"],
        devices: ["/dev/kvm"],
        security_options: ["seccomp=unconfined"],
        mounts: [],
        image: "docker.io/library/img",
        pointer: "/server/args/13",
      },
    },
    { runner: "docker", registry: "oci", name: "docker.io/library/img", pinned: false, pointer: "/server/args/13" },
  ],
  [
    ["docker", "run", "--privileged=false", "img"],
    {
      program: "docker",
      container: {
        runtime: "docker",
        privileged: false,
        host_namespaces: [],
        capabilities_added: [],
        mounts: [],
        image: "docker.io/library/img",
        pointer: "/server/args/2",
      },
    },
    { runner: "docker", registry: "oci", name: "docker.io/library/img", pinned: false, pointer: "/server/args/2" },
  ],
  [
    [
      "docker",
      "run",
      "--platform",
      "linux/amd64",
      "--name",
      "x",
      "-p",
      "80:80",
      "-w",
      "/a",
      "-u",
      "0",
      "--init",
      "--pull",
      "always",
      "--entrypoint",
      "sh",
      "--env-file",
      ".env",
      "--add-host",
      "a:1",
      "--memory",
      "1g",
      "--cpus",
      "2",
      "--restart",
      "no",
      "-l",
      "a=b",
      "img:2",
      "-c",
      "x",
    ],
    {
      program: "docker",
      container: {
        runtime: "docker",
        privileged: false,
        host_namespaces: [],
        capabilities_added: [],
        mounts: [],
        image: "docker.io/library/img",
        tag: "2",
        pointer: "/server/args/28",
      },
    },
    {
      runner: "docker",
      registry: "oci",
      name: "docker.io/library/img",
      version: "2",
      pinned: false,
      pointer: "/server/args/28",
    },
  ],
  [
    [
      "docker",
      "run",
      "--weird",
      "good",
      "good@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    ],
    {
      program: "docker",
      container: {
        runtime: "docker",
        privileged: false,
        host_namespaces: [],
        capabilities_added: [],
        mounts: [],
        image: "docker.io/library/good",
        pointer: "/server/args/2",
      },
    },
    { runner: "docker", registry: "oci", name: "docker.io/library/good", pinned: false, pointer: "/server/args/2" },
  ],
  [
    ["docker", "run", "--weird=1", "good@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"],
    {
      program: "docker",
      container: {
        runtime: "docker",
        privileged: false,
        host_namespaces: [],
        capabilities_added: [],
        mounts: [],
        image: "docker.io/library/good",
        pointer: "/server/args/2",
      },
    },
    { runner: "docker", registry: "oci", name: "docker.io/library/good", pinned: false, pointer: "/server/args/2" },
  ],
  [
    ["docker", "--context", "remote", "container", "run", "img"],
    {
      program: "docker",
      container: {
        runtime: "docker",
        engine: "remote",
        privileged: false,
        host_namespaces: [],
        capabilities_added: [],
        mounts: [],
        image: "docker.io/library/img",
        pointer: "/server/args/4",
      },
    },
    { runner: "docker", registry: "oci", name: "docker.io/library/img", pinned: false, pointer: "/server/args/4" },
  ],
  [
    ["docker", "exec", "-i", "box", "node"],
    {
      program: "docker",
      container: { runtime: "docker", privileged: false, host_namespaces: [], capabilities_added: [], mounts: [] },
    },
  ],
  [
    ["docker", "compose", "-f", "x.yml", "run", "-T", "-v", "/:/h", "svc"],
    {
      program: "docker",
      container: {
        runtime: "docker",
        privileged: false,
        host_namespaces: [],
        capabilities_added: [],
        mounts: [{ source: "/", target: "/h", read_only: false, pointer: "/server/args/6" }],
      },
    },
  ],
  [["docker", "mcp", "gateway", "run"], { program: "docker" }],
  [["docker", "ps"], { program: "docker" }],
  [
    ["podman", "run", "--rm", "docker.io/library/x"],
    {
      program: "podman",
      container: {
        runtime: "podman",
        privileged: false,
        host_namespaces: [],
        capabilities_added: [],
        mounts: [],
        image: "docker.io/library/x",
        pointer: "/server/args/2",
      },
    },
    { runner: "podman", registry: "oci", name: "docker.io/library/x", pinned: false, pointer: "/server/args/2" },
  ],
  [
    ["nerdctl", "run", "x"],
    {
      program: "nerdctl",
      container: {
        runtime: "nerdctl",
        privileged: false,
        host_namespaces: [],
        capabilities_added: [],
        mounts: [],
        image: "docker.io/library/x",
        pointer: "/server/args/1",
      },
    },
    { runner: "nerdctl", registry: "oci", name: "docker.io/library/x", pinned: false, pointer: "/server/args/1" },
  ],
  [
    ["DOCKER.EXE", "run", "img"],
    {
      program: "docker",
      container: {
        runtime: "docker",
        privileged: false,
        host_namespaces: [],
        capabilities_added: [],
        mounts: [],
        image: "docker.io/library/img",
        pointer: "/server/args/1",
      },
    },
    { runner: "docker", registry: "oci", name: "docker.io/library/img", pinned: false, pointer: "/server/args/1" },
  ],
  [
    ["docker", "run"],
    {
      program: "docker",
      container: { runtime: "docker", privileged: false, host_namespaces: [], capabilities_added: [], mounts: [] },
    },
  ],
  [
    ["docker", "run", "-it"],
    {
      program: "docker",
      container: { runtime: "docker", privileged: false, host_namespaces: [], capabilities_added: [], mounts: [] },
    },
  ],
];

for (const [words, launch, pkg] of ROWS) {
  const [command = "", ...args] = words;
  test(`describeLaunch reads ${JSON.stringify(words).slice(0, 120)}`, () => {
    const described = describeLaunch({ command, args });
    // `exact` has its own table in launch_exact.test.ts.
    const expected = pkg === undefined ? {} : { package: { exact: described.package?.exact, ...pkg } };
    assert.deepEqual(described, { launch: { ...PLAIN, ...launch }, ...expected });
  });
}

const HANDED: readonly (readonly [line: string, container: Partial<LaunchContainer>])[] = [
  ["docker run --use-api-socket img", { mounts: [mount("/var/run/docker.sock", 1, "/var/run/docker.sock")] }],
  [
    "docker run --mount type=volume,source=v,target=/x,volume-opt=type=none,volume-opt=device=/etc img",
    { mounts: [mount("/etc", 2, "/x")] },
  ],
  ["docker run --device /dev/sda:/dev/x:rw img", { devices: ["/dev/sda"] }],
  ["docker run --device-cgroup-rule=a_*:*_rwm img", { devices: ["a_*:*_rwm"] }],
  ["docker run --security-opt apparmor=unconfined img", { security_options: ["apparmor=unconfined"] }],
  ["docker run --volumes-from db:ro img", { volumes_from: ["db"] }],
  ["docker run --pid container:x --ipc=host img", { joined_namespaces: ["pid"], host_namespaces: ["ipc"] }],
  ["docker -H tcp://h:2375 run img", { engine: "tcp://h:2375" }],
  ["docker --host=ssh://u:p@h run img", { engine: "ssh://h" }],
  ["docker --context far run img", { engine: "far" }],
  ["podman run --rootfs /srv/root sh", { mounts: [mount("/srv/root", 2)] }],
  ["finch run --privileged img", { privileged: true }],
  ["lima nerdctl run --privileged img", { privileged: true }],
];

function mount(source: string, index: number, target?: string) {
  return { source, ...(target === undefined ? {} : { target }), read_only: false, pointer: `/server/args/${index}` };
}

for (const [line, expected] of HANDED) {
  test(`describeLaunch sees what \`${line}\` hands to the container`, () => {
    const [command = "", ...args] = line.split(" ");
    const container = describeLaunch({ command, args }).launch.container;
    for (const [name, value] of Object.entries(expected)) {
      assert.deepEqual(container?.[name as keyof LaunchContainer], value, name);
    }
  });
}

for (const [line, registry, name] of [
  ["podman kube play https://u:p@x.example/pod.yaml?t=1", "url", "https://x.example/pod.yaml"],
  ["podman play kube --replace ./pod.yaml", "path", "./pod.yaml"],
  ["docker compose -f https://x.example/c.yaml up", "url", "https://x.example/c.yaml"],
  ["docker-compose --file=https://x.example/c.yaml run x", "url", "https://x.example/c.yaml"],
] as const) {
  test(`describeLaunch names the file of \`${line}\``, () => {
    const [command = "", ...args] = line.split(" ");
    const pkg = describeLaunch({ command, args }).package;
    assert.deepEqual([pkg?.registry, pkg?.name, pkg?.pinned, pkg?.exact], [registry, name, false, false]);
  });
}

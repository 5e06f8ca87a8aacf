// Turns the readers of clients' files into a table of clients: where each keeps its files, and what it replaces in them.
import { hosts } from "../../src/normalize/hosts/all.ts";
import type { Host, Place } from "../../src/normalize/hosts/host.ts";
import { listFolders, type Machine } from "../../src/normalize/machine.ts";

/** One machine of each platform, with the words that people know its folders by. */
const machines: readonly (readonly [string, Machine])[] = [
  ["Linux", { home: "~", platform: "linux", env: {} }],
  ["macOS", { home: "~", platform: "darwin", env: {} }],
  [
    "Windows",
    {
      home: "~",
      platform: "win32",
      env: {
        APPDATA: "%APPDATA%",
        LOCALAPPDATA: "%LOCALAPPDATA%",
        ProgramData: "%ProgramData%",
        ProgramFiles: "%ProgramFiles%",
      },
    },
  ],
];

function renderPlace(place: Place): string {
  const { path, each = [] } = typeof place === "string" ? { path: place } : place;
  return `\`${[path, ...each].join("/").replaceAll("\\", "/")}\``;
}

/** Places that two platforms share are told once. */
function listPlaces({ places }: Host): string[] {
  const found = new Map<string, string[]>();
  for (const [platform, machine] of machines) {
    const folders = listFolders(machine);
    for (const [scope, list] of [
      ["user", places.user?.(folders)],
      ["managed", places.managed?.(folders)],
    ] as const) {
      for (const place of list ?? []) {
        const line = `${renderPlace(place)} (${scope}`;
        found.set(line, [...(found.get(line) ?? []), platform]);
      }
    }
  }
  const project = (places.project?.("") ?? []).map((place) => `${renderPlace(place)} (project)`);
  const others = [...found].map(([line, platforms]) =>
    platforms.length === machines.length ? `${line})` : `${line}, ${platforms.join(" and ")})`,
  );
  return [...project, ...others];
}

function renderHost(host: Host): string[] {
  const places = listPlaces(host);
  const expands = host.expands?.map((style) => (style === "tilde" ? "`~`" : `\`${style}\``)).join(", ");
  const replaced = expands === undefined ? "not known" : expands === "" ? "none" : expands;
  return [
    ...(places.length === 0 ? ["- by its name or content, wherever it stands"] : places.map((place) => `- ${place}`)),
    "",
    `Read as ${host.syntax.toUpperCase()}. References it replaces: ${replaced}.`,
    "",
  ];
}

export function renderClientsPage(): string {
  const groups = new Map<string, Host[]>();
  for (const host of hosts) groups.set(host.label, [...(groups.get(host.label) ?? []), host]);
  const labels = [...groups.keys()].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  return [
    "# Clients",
    "",
    "Whose files `mcp-trust check` finds and reads, and where. A `*` stands for any name. Any of these files may also be named;",
    "under another name it is known by its content. Generated from `src/normalize/hosts/`; do not edit.",
    "",
    ...labels.flatMap((label) => [`## ${label}`, "", ...(groups.get(label) ?? []).flatMap(renderHost)]),
  ]
    .join("\n")
    .trimEnd()
    .concat("\n");
}

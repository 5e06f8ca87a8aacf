// Turns what one file becomes into short lines, so that a table can say all of it.
import assert from "node:assert/strict";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { validate } from "../../../src/generated/validate_event.js";
import { normalizeConfigFile } from "../../../src/normalize/config.ts";
import type { Host } from "../../../src/normalize/hosts/host.ts";
import type { LocatedEvent } from "../../../src/normalize/located_event.ts";
import { listFolders } from "../../../src/normalize/machine.ts";
import { createFolder, show, stranger, summarize } from "../workspace.ts";

/** A file's content, its events as `describe` writes them, its problems as `summarize` does. */
export type Row = readonly [content: string, events: readonly string[], problems?: readonly string[]];

/** `server name transport url-or-command off? @line:column of what starts it`, or `setting key name=value for server @line:column`. */
function describe({ event, locate }: LocatedEvent): string {
  assert.equal(validate(event), true, JSON.stringify(validate.errors));
  const { server, setting } = event;
  if (setting) {
    const about = setting.server === undefined ? "" : ` for ${setting.server} ${show(locate("/setting/server"))}`;
    const { pointer } = setting.origin ?? {};
    return `${setting.name} ${setting.key} ${JSON.stringify(setting.value)}${about} ${pointer} ${show(locate("/setting/value"))}`;
  }
  const { name, transport, command, args = [], url, enabled, env_keys = [], origin } = server ?? {};
  const at = show(locate(command === undefined ? "/server/url" : "/server/command"));
  const off = enabled === undefined ? [] : [`${enabled ? "on" : "off"} ${show(locate("/server/enabled"))}`];
  const env = env_keys.length === 0 ? [] : [`env ${env_keys.join(",")}`];
  return [name, transport, ...(command === undefined ? [url] : [command, ...args]), origin?.pointer, at, ...env, ...off]
    .filter((word) => word !== undefined)
    .join(" ");
}

/** Each row in a file of that name. */
export async function assertRows(test: TestContext, file: string, kind: string, rows: readonly Row[]): Promise<void> {
  const folder = await createFolder(
    test,
    rows.map(([content], row) => [`${row}/${file}`, content]),
  );
  for (const [row, [content, events, problems = []]] of rows.entries()) {
    const result = await normalizeConfigFile(join(folder, String(row), file), { machine: stranger });
    assert.deepEqual(
      [result.client, result.events.map(describe), summarize(result.problems)],
      [kind, [...events], [...problems]],
      content,
    );
  }
}

const machines = {
  linux: { home: "/home/ada", platform: "linux", env: {} },
  darwin: { home: "/Users/ada", platform: "darwin", env: {} },
  win32: { home: "C:/Users/ada", platform: "win32", env: {} },
} as const;

/** The places of one platform with forward slashes, each `scope path`; what is looked for below a folder as `{a/b}`. */
export function listPlaces(
  { places }: Host,
  platform: keyof typeof machines,
  env: Record<string, string> = {},
): string[] {
  const folders = listFolders({ ...machines[platform], env });
  const found = { user: places.user?.(folders), project: places.project?.("work"), managed: places.managed?.(folders) };
  return Object.entries(found).flatMap(([scope, list = []]) =>
    list.map((place) => {
      const { path, each = [] } = typeof place === "string" ? { path: place } : place;
      const below = each.length === 0 ? "" : `/{${each.join("/")}}`;
      return `${scope} ${path.replaceAll("\\", "/")}${below}`;
    }),
  );
}

/** What the secrets' detector is given, apart from arguments and addresses. */
export async function listNamedValues(test: TestContext, file: string, content: string): Promise<string[]> {
  const folder = await createFolder(test, [[file, content]]);
  const { events } = await normalizeConfigFile(join(folder, file), { machine: stranger });
  return events.flatMap(({ values }) => values.map(({ pointer, name, value }) => `${pointer} ${name}=${value}`));
}

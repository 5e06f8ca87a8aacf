// Turns one client's file into what a table of a test can say in a row, and a client's label into its places.
import assert from "node:assert/strict";
import { join } from "node:path";
import { it, type TestContext } from "node:test";
import { validate } from "../../../src/generated/validate_event.js";
import { normalizeConfigFile } from "../../../src/normalize/config.ts";
import type { LocatedEvent } from "../../../src/normalize/located_event.ts";
import {
  findLocation,
  listManagedLocations,
  listProjectLocations,
  listUserLocations,
} from "../../../src/normalize/locations.ts";
import { createFolder, show, stranger, summarize } from "../workspace.ts";

/** A server or a setting, with `pointer` for its place in the file and, of a setting, `at` for that of its value. */
function summarizeEvent({ event, locate }: LocatedEvent): object {
  assert.equal(validate(event), true, JSON.stringify(validate.errors));
  const { origin, ...rest } = event.server ?? event.setting ?? {};
  const pointer = origin?.pointer;
  return event.kind === "setting" ? { ...rest, pointer, at: show(locate("/setting/value")) } : { ...rest, pointer };
}

export async function readHost(test: TestContext, name: string, content: string) {
  const path = join(await createFolder(test, [[name, content]]), name);
  const { client, events, problems } = await normalizeConfigFile(path, { machine: stranger });
  return { client, events: events.map(summarizeEvent), problems: summarize(problems), located: events };
}

/** The content, all of its events, all of its problems. */
export type Row = readonly [content: string, events: readonly object[], problems: readonly string[]];

/** One test for each row. */
export function testRows(name: string, client: string, rows: readonly Row[]): void {
  for (const [content, events, problems] of rows) {
    it(`reads ${content}`, async (test) => {
      const result = await readHost(test, name, content);
      assert.deepEqual(result.events, events);
      assert.deepEqual([result.client, result.problems], [client, problems]);
    });
  }
}

export interface PlacesOfHost {
  user?: readonly string[];
  project?: readonly string[];
  managed?: readonly string[];
}

const roots: Readonly<Record<"linux" | "darwin" | "win32", Readonly<Record<string, string>>>> = {
  linux: { APPS: "/home/ada/.config", CONFIG: "/home/ada/.config", SYSTEM: "/etc" },
  darwin: {
    APPS: "/home/ada/Library/Application Support",
    CONFIG: "/home/ada/.config",
    SYSTEM: "/Library/Application Support",
  },
  win32: { APPS: "/home/ada/AppData/Roaming", CONFIG: "/home/ada/AppData/Roaming", SYSTEM: "/ProgramData" },
};

/** In the places APPS, CONFIG and SYSTEM stand for the platform's folders, `~` for the home folder and a dot for the project. */
export function testPlaces(label: string, expected: PlacesOfHost, env: Record<string, string> = {}): void {
  for (const [platform, folders] of Object.entries(roots)) {
    it(`stands in its places on ${platform}`, () => {
      const machine = {
        home: "/home/ada",
        platform: platform as NodeJS.Platform,
        env: { ProgramData: "/ProgramData", ...env },
      };
      const known = [...listProjectLocations("/work"), ...listUserLocations(machine), ...listManagedLocations(machine)];
      const own = known.filter(({ host }) => host.label === label);
      const resolve = (place: string): string =>
        place
          .replace(/^~/, "/home/ada")
          .replace(/^\.\//, "/work/")
          .replace(/^[A-Z]+/, (name) => folders[name] ?? name);
      const list = (source: string): string[] =>
        own.filter((location) => location.source === source).map(({ path, each }) => join(path, ...each));
      for (const source of ["user", "project", "managed"] as const) {
        assert.deepEqual(list(source), (expected[source] ?? []).map(resolve), source);
      }
      for (const { path, each, source, host } of own) {
        const file = join(path, ...each.map((name) => name.replace("*", "a")));
        if (source === "project") continue;
        const found = findLocation(file, machine);
        assert.deepEqual([found?.host.label, found?.source], [host.label, source], file);
      }
    });
  }
}

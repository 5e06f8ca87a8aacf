// Finds topics and reason codes in settings that the bundle does not have: what they were to change stays as it is.
import { closest } from "fastest-levenshtein";
import type { Settings } from "../generated/settings.ts";
import { SettingsError, type SettingsProblem } from "./errors.ts";

export interface KnownNames {
  readonly topics: readonly string[];
  readonly codes: readonly string[];
}

/** @param data a bundle's data document */
export function readKnownNames(data: Readonly<Record<string, unknown>>): KnownNames {
  const { profiles = {} } = (data.tables ?? {}) as { profiles?: Readonly<Record<string, object>> };
  const { reasons = {} } = (data.catalogue ?? {}) as { reasons?: object };
  return {
    topics: [...new Set(Object.values(profiles).flatMap((topics) => Object.keys(topics)))],
    codes: Object.keys(reasons),
  };
}

function problem(path: string, what: string, name: string, known: readonly string[]): SettingsProblem[] {
  if (known.includes(name)) return [];
  const hint = known.length === 0 ? "" : `; did you mean \`${closest(name, known)}\`?`;
  return [{ path, message: `\`${name}\` is no ${what} of this bundle${hint}` }];
}

/**
 * @throws {SettingsError} when settings tighten or waive what the bundle does not know: a misspelt name would leave the
 *   operator believing that something changed
 */
export function assertKnownNames(settings: Settings, { topics, codes }: KnownNames): void {
  const problems = [
    ...Object.keys(settings.tighten ?? {}).flatMap((topic) => problem(`/tighten/${topic}`, "topic", topic, topics)),
    ...(settings.waivers ?? []).flatMap(({ code }, index) =>
      problem(`/waivers/${index}/code`, "reason code", code, codes),
    ),
  ];
  if (problems.length === 0) return;
  const lines = problems.map(({ path, message }) => `settings${path}: ${message}`);
  throw new SettingsError("ERR_SETTINGS_INVALID", lines.join("\n"), problems);
}

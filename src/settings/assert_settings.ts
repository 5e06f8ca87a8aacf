// Refuses settings and locks that do not fit their schema.
import type { Lock } from "../generated/lock.ts";
import type { Settings } from "../generated/settings.ts";
import { validate as validateLock } from "../generated/validate_lock.js";
import { validate as validateSettings } from "../generated/validate_settings.js";
import { findContradictions } from "./contradictions.ts";
import { SettingsError } from "./errors.ts";

interface SchemaError {
  readonly instancePath: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

function explain(what: string, error: SchemaError | undefined): string {
  const extra = error?.params.additionalProperty;
  const allowed = error?.params.allowedValues;
  const detail = [
    typeof extra === "string" ? ` \`${extra}\`` : "",
    Array.isArray(allowed) ? `: ${allowed.join(", ")}` : "",
  ].join("");
  return `${what}${error?.instancePath ?? ""} ${error?.message ?? "do not fit their schema"}${detail}`;
}

export function assertSettings(settings: unknown): asserts settings is Settings {
  if (validateSettings(settings)) {
    const problems = findContradictions(settings as Settings).map(({ path, message }) => ({
      path: `/${path.join("/")}`,
      message,
    }));
    if (problems.length === 0) return;
    const lines = problems.map(({ path, message }) => `settings${path}: ${message}`);
    throw new SettingsError("ERR_SETTINGS_INVALID", lines.join("\n"), problems);
  }
  const [error] = validateSettings.errors ?? [];
  const message = explain("settings", error);
  throw new SettingsError("ERR_SETTINGS_INVALID", message, [{ path: error?.instancePath ?? "", message }]);
}

export function assertLock(lock: unknown): asserts lock is Lock {
  if (validateLock(lock)) return;
  const [error] = validateLock.errors ?? [];
  const message = explain("lock", error);
  throw new SettingsError("ERR_SETTINGS_LOCK", message, [{ path: error?.instancePath ?? "", message }]);
}

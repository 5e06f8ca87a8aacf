// Refuses settings and locks that do not fit their schema.
import { digestEntry } from "../facts/digest.ts";
import type { Lock } from "../generated/lock.ts";
import type { Settings } from "../generated/settings.ts";
import { validate as validateLock } from "../generated/validate_lock.js";
import { validate as validateSettings } from "../generated/validate_settings.js";
import { joinPointer } from "../pointer.ts";
import { findContradictions } from "./contradictions.ts";
import { SettingsError, type SettingsProblem } from "./errors.ts";

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

/**
 * Attacker-controlled: a lock comes with a repository like everything else. People read the entry, the policy compares
 * the digest; where the two differ, the one that was read is not the one that is approved.
 */
function findForgedEntry({ servers }: Lock): SettingsProblem | undefined {
  for (const [name, server] of Object.entries(servers)) {
    for (const [index, entry] of (server?.entries ?? []).entries()) {
      if (digestEntry(entry) === entry.digest) continue;
      const message =
        "is not the digest of the entry it stands in; remove the entry, then review the server with mcp-trust approve";
      return { path: `${joinPointer("/servers", name)}/entries/${index}/digest`, message };
    }
  }
  return undefined;
}

export function assertLock(lock: unknown): asserts lock is Lock {
  if (validateLock(lock)) {
    const forged = findForgedEntry(lock as Lock);
    if (forged === undefined) return;
    throw new SettingsError("ERR_SETTINGS_LOCK", `lock${forged.path} ${forged.message}`, [forged]);
  }
  const [error] = validateLock.errors ?? [];
  const message = explain("lock", error);
  throw new SettingsError("ERR_SETTINGS_LOCK", message, [{ path: error?.instancePath ?? "", message }]);
}

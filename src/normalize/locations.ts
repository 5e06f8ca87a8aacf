// Turns an operating system and its folders into the places where clients keep their configuration.
import { join } from "node:path";
import type { OriginSource } from "./entry.ts";

/** What locating needs to know about a machine; nothing is taken from the running process. */
export interface Machine {
  home: string;
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  /** The top of the system's own folders on Linux and macOS. Default `/`. */
  root?: string;
}

export interface Location {
  source: OriginSource;
  /** A file, or the folder in which all that `each` describes is looked for. */
  path: string;
  /** Names below `path`; one that begins with `*` stands for any name with that ending. */
  each?: readonly string[];
}

interface Folders {
  /** Where applications keep the user's settings. */
  applications: string;
  claudeManaged: string;
}

function listFolders({ home, platform, env, root = "/" }: Machine): Folders {
  switch (platform) {
    case "darwin":
      return {
        applications: join(home, "Library", "Application Support"),
        claudeManaged: join(root, "Library", "Application Support", "ClaudeCode"),
      };
    case "win32":
      return {
        applications: env.APPDATA || join(home, "AppData", "Roaming"),
        claudeManaged: join(env.ProgramFiles || "C:\\Program Files", "ClaudeCode"),
      };
    default:
      return {
        applications: env.XDG_CONFIG_HOME || join(home, ".config"),
        claudeManaged: join(root, "etc", "claude-code"),
      };
  }
}

function toLocation(source: OriginSource, place: string | Omit<Location, "source">): Location {
  return typeof place === "string" ? { source, path: place } : { source, ...place };
}

const vscodeFolders = ["Code", "Code - Insiders", "VSCodium"];

export function listUserLocations(machine: Machine): Location[] {
  const { home, env } = machine;
  const { applications } = listFolders(machine);
  const claudeFolder = env.CLAUDE_CONFIG_DIR;
  return [
    join(applications, "Claude", "claude_desktop_config.json"),
    ...(claudeFolder ? [join(claudeFolder, ".claude.json"), join(claudeFolder, "settings.json")] : []),
    join(home, ".claude.json"),
    join(home, ".claude", "settings.json"),
    join(home, ".cursor", "mcp.json"),
    ...vscodeFolders.flatMap((folder) => [
      join(applications, folder, "User", "mcp.json"),
      { path: join(applications, folder, "User", "profiles"), each: ["*", "mcp.json"] },
    ]),
  ].map((place) => toLocation("user", place));
}

export function listManagedLocations(machine: Machine): Location[] {
  const { claudeManaged } = listFolders(machine);
  return [
    join(claudeManaged, "managed-mcp.json"),
    join(claudeManaged, "managed-settings.json"),
    { path: join(claudeManaged, "managed-settings.d"), each: ["*.json"] },
  ].map((place) => toLocation("managed", place));
}

export function listProjectLocations(cwd: string): Location[] {
  return [
    join(cwd, ".mcp.json"),
    join(cwd, ".claude", "settings.json"),
    join(cwd, ".claude", "settings.local.json"),
    join(cwd, ".cursor", "mcp.json"),
    join(cwd, ".vscode", "mcp.json"),
  ].map((path) => toLocation("project", path));
}

function splitPath(path: string, platform: NodeJS.Platform): string[] {
  return platform === "win32" ? path.toLowerCase().split(/[\\/]+/) : path.split("/");
}

export function matchesName(pattern: string, name: string): boolean {
  return pattern.startsWith("*") ? name.endsWith(pattern.slice(1)) : name === pattern;
}

function matchesLocation(file: string, { path, each = [] }: Location, platform: NodeJS.Platform): boolean {
  const names = splitPath(file, platform);
  const fixed = splitPath(path, platform);
  if (names.length !== fixed.length + each.length) return false;
  return (
    fixed.every((name, index) => names[index] === name) &&
    each.every((pattern, index) => matchesName(pattern, names[fixed.length + index] ?? ""))
  );
}

/** The user's or managed place that a file is; `file` is absolute. */
export function findLocation(file: string, machine: Machine): Location | null {
  const known = [...listManagedLocations(machine), ...listUserLocations(machine)];
  return known.find((location) => matchesLocation(file, location, machine.platform)) ?? null;
}

/**
 * Who wrote a file, by where it stands. Attacker-controlled: whatever stands in a repository was written by whoever wrote
 * the repository, so anything but the exact known places counts as the project's.
 */
export function decideSource(location: Location | null): OriginSource {
  return location?.source ?? "project";
}

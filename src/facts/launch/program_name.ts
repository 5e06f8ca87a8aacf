// Turns the word that starts a program into its base name and the kind of place it is started from.
import { posix, win32 } from "node:path";
import type { Location } from "./step.ts";

export interface ProgramPlace {
  readonly location: Location;
  readonly directory?: string;
}

const SUFFIX = /\.(?:exe|cmd|bat|ps1|com)$/;

/** Lower case and without a Windows suffix, as the launch fact spells programs. */
export function nameProgram(text: string): string {
  const base =
    text
      .trim()
      .split(/[\\/]/)
      .filter((part) => part !== "")
      .at(-1) ?? "";
  // Windows ignores trailing dots and spaces, so `npx.` starts npx there.
  const name = trimDotsAndBlanks(base.toLowerCase());
  return name.replace(SUFFIX, "") || name;
}

/** INVARIANT: a loop, because `/[. ]+$/` takes quadratic time on `....x`. */
function trimDotsAndBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && ". ".includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

const HOME =
  /^(?:~|\$HOME|\$\{(?:env:)?(?:HOME|USERPROFILE|APPDATA|LOCALAPPDATA)\}|%(?:USERPROFILE|APPDATA|LOCALAPPDATA)%|\$\{userHome\})[\\/]/i;
/** The folder of the project, or of the plugin or bundle that the entry came with; the rest says where in it. */
const OWN_FOLDER =
  /^(?:\$\{(?:workspaceFolder(?::[\w. -]+)?|workspaceRoot|workspacePath|cwd|CLAUDE_PROJECT_DIR|CLAUDE_PLUGIN_ROOT|extensionPath|__dirname)\}|\$CLAUDE_P(?:ROJECT_DIR|LUGIN_ROOT))[\\/](?=[^$%{}]*$)/;
/** `\\?\C:\x` is the long spelling of `C:\x`, and `\\?\UNC\host` that of `\\host`. */
const LONG_DRIVE = /^[\\/]{2}[?.][\\/](?=[a-z]:[\\/])/i;
const LONG_SHARE = /^[\\/]{2}[?.][\\/]UNC[\\/]/i;
const DEVICE = /^[\\/]{2}[?.][\\/]/;
/** Links of the process itself: what they lead to does not stand in the text. */
const PROCESS_LINK = /^\/(?:proc|dev\/fd)\//;

export function locateProgram(text: string): ProgramPlace {
  const word = text.trim().replace(LONG_DRIVE, "");
  if (word === "" || word.includes("\0")) return { location: "unknown" };
  if (HOME.test(word)) return { location: "home" };
  if (/^[a-z]:[\\/]/i.test(word)) {
    return { location: "absolute", directory: win32.dirname(win32.normalize(word)).replaceAll("\\", "/") };
  }
  if (LONG_SHARE.test(word)) return { location: "network" };
  if (DEVICE.test(word)) return { location: "unknown" };
  if (/^[\\/]{2}/.test(word)) return { location: "network" };
  if (word.startsWith("/")) {
    const path = posix.normalize(word);
    return PROCESS_LINK.test(path) ? { location: "unknown" } : { location: "absolute", directory: posix.dirname(path) };
  }
  if (OWN_FOLDER.test(word)) return { location: "relative" };
  if (/[$%~{}]/.test(word)) return { location: "unknown" };
  return { location: /[\\/]/.test(word) || /^[a-z]:/i.test(word) ? "relative" : "search_path" };
}

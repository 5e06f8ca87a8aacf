// Turns an absolute POSIX path into the file the kernel would open, with symbolic links followed.
import { lstatSync, readlinkSync } from "node:fs";
import { posix } from "node:path";

/** As many as Linux follows. */
const MAX_LINKS = 40;

export type Followed = { readonly path: string; readonly links: number } | { readonly failed: "unreadable" };

type Entry = "link" | "other" | "missing" | "unreadable";

function inspect(path: string): Entry {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return "missing";
    return stats.isSymbolicLink() ? "link" : "other";
  } catch {
    return "unreadable";
  }
}

/**
 * Walks the path as the kernel does: `..` after a link leaves the link's target, not the place where it stands. A
 * link whose target does not exist is followed too, because creating a file through it creates the target.
 */
export function followLinks(path: string): Followed {
  const todo = path
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .reverse();
  let at = "/";
  let links = 0;
  while (todo.length > 0) {
    const part = todo.pop() as string;
    if (part === "..") {
      at = posix.dirname(at);
      continue;
    }
    const next = posix.join(at, part);
    const entry = inspect(next);
    if (entry === "unreadable") return { failed: "unreadable" };
    if (entry !== "link") {
      at = next;
      continue;
    }
    // Links in /proc lead each process elsewhere: what this one finds says nothing about the server.
    if (at === "/proc" || at.startsWith("/proc/")) return { failed: "unreadable" };
    links += 1;
    if (links > MAX_LINKS) return { failed: "unreadable" };
    const target = readTarget(next);
    if (target === undefined) return { failed: "unreadable" };
    if (target.startsWith("/")) at = "/";
    todo.push(
      ...target
        .split("/")
        .filter((item) => item !== "" && item !== ".")
        .reverse(),
    );
  }
  return { path: at, links };
}

function readTarget(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch {
    // The link went away between two looks at it: somebody is changing the path while it is judged.
    return undefined;
  }
}

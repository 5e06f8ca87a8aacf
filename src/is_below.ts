// Tells whether a path lies below a folder; both are absolute.
import { sep } from "node:path";

export function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

// What a package name text says: the part of a package fact that does not depend on the launch command.
import type { Package } from "../../generated/event.ts";

export type PackageIdentity = Pick<Package, "registry" | "name" | "version" | "digest" | "pinned">;

const FULL_COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;

export function isFullCommit(text: string): boolean {
  return FULL_COMMIT.test(text);
}

/** Events never carry credentials, so a URL that becomes a package name loses its user, password and query. */
export function nameFromUrl(text: string): string {
  const withoutFragment = text.replace(/[?#].*$/s, "");
  return withoutFragment.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, "$1");
}

export function isWebUrl(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

export function isLocalPath(text: string): boolean {
  return /^(?:\.{1,2}$|\.{1,2}[\\/]|[\\/]|~|[a-z]:[\\/]|file:)/i.test(text);
}

/** An option nobody knows stood in front of the package, so the text may not be what is run. */
export function withoutPin(identity: PackageIdentity): PackageIdentity {
  const { digest: _digest, ...rest } = identity;
  return { ...rest, pinned: false };
}

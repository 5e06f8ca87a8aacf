// Turns the argument of `go run` into the Go package it names.
import { isFullCommit, isLocalPath, type PackageIdentity } from "./package_identity.ts";

const SEMVER = /^v\d+\.\d+\.\d+(?:-[0-9a-z.-]+)?(?:\+[0-9a-z.-]+)?$/i;

export function readGoModule(text: string): PackageIdentity {
  if (isLocalPath(text) || text.endsWith(".go")) return { registry: "path", name: text, pinned: false };
  const at = text.lastIndexOf("@");
  if (at < 0) return { registry: "go", name: text, pinned: false };
  const version = text.slice(at + 1);
  return { registry: "go", name: text.slice(0, at), version, pinned: SEMVER.test(version) || isFullCommit(version) };
}

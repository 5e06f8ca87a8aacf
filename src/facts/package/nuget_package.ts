// Turns what dnx is given (Name@version) into the NuGet package it names.
import type { PackageIdentity } from "./package_identity.ts";

const EXACT = /^\d+(?:\.\d+){1,3}(?:-[0-9a-z.-]+)?(?:\+[0-9a-z.-]+)?$/i;

export function readNugetPackage(text: string): PackageIdentity {
  const at = text.indexOf("@");
  const name = (at < 0 ? text : text.slice(0, at)).toLowerCase();
  if (at < 0) return { registry: "nuget", name, pinned: false };
  const version = text.slice(at + 1);
  return { registry: "nuget", name, version, pinned: EXACT.test(version) };
}

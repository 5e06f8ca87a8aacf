// Turns a Python requirement (PEP 508, a direct URL, or uv's name@version) into the package it names.
import { isFullCommit, isLocalPath, isWebUrl, nameFromUrl, type PackageIdentity } from "./package_identity.ts";

const NAME = /^([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)\s*(?:\[([^\]]*)\])?\s*/i;
const SPECIFIER = /^(===|==|~=|!=|<=|>=|<|>)\s*([^\s,]+)$/;
// PEP 440 appendix B, without the wildcard that only a specifier may carry.
const VERSION =
  /^v?(?:\d+!)?\d+(?:\.\d+)*(?:[-_.]?(?:alpha|a|beta|b|preview|pre|c|rc)[-_.]?\d*)?(?:-\d+|[-_.]?(?:post|rev|r)[-_.]?\d*)?(?:[-_.]?dev[-_.]?\d*)?(?:\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?$/i;
const HASH = /[#&]sha(?:256=[0-9a-f]{64}|384=[0-9a-f]{96}|512=[0-9a-f]{128})(?:&|$)/i;

/** PEP 503: the registry treats runs of `-`, `_` and `.` as one and ignores case. */
export function normalizePythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}

export function readPythonRequirement(text: string): PackageIdentity {
  const requirement = text.trim();
  if (/^git\+/i.test(requirement)) return readGitUrl(requirement);
  if (isWebUrl(requirement)) return readArchiveUrl(requirement);
  if (isLocalPath(requirement)) return { registry: "path", name: requirement, pinned: false };
  const named = NAME.exec(requirement);
  if (named?.[1] === undefined) return { registry: "pypi", name: requirement, pinned: false };
  return readNamed(normalizePythonName(named[1]), withoutMarker(requirement.slice(named[0].length)));
}

function withoutMarker(text: string): string {
  const end = text.indexOf(";");
  return end < 0 ? text : text.slice(0, end).trimEnd();
}

function readNamed(name: string, rest: string): PackageIdentity {
  if (rest === "") return { registry: "pypi", name, pinned: false };
  if (rest.startsWith("@")) {
    const target = rest.slice(1).trim();
    if (/^git\+/i.test(target)) return readGitUrl(target);
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return readPythonUrl(target);
    return { registry: "pypi", name, version: target, pinned: VERSION.test(target) };
  }
  const specifiers = rest
    .replace(/^\((.*)\)$/s, "$1")
    .split(",")
    .map((part) => SPECIFIER.exec(part.trim()));
  const exact = specifiers.find(
    // `===1.*` compares texts, but nothing stops pip from reading it loosely: only an exact version is one artifact.
    (found) => (found?.[1] === "===" || found?.[1] === "==") && VERSION.test(found[2] ?? ""),
  );
  const parsed = specifiers.every((found) => found !== null);
  const version = exact?.[2] ?? rest;
  return { registry: "pypi", name, version, pinned: parsed && exact !== undefined };
}

function readPythonUrl(url: string): PackageIdentity {
  return isWebUrl(url) ? readArchiveUrl(url) : { registry: "path", name: url, pinned: false };
}

function readArchiveUrl(url: string): PackageIdentity {
  return { registry: "url", name: nameFromUrl(url), pinned: HASH.test(url) };
}

function readGitUrl(url: string): PackageIdentity {
  const target = nameFromUrl(url).replace(/^git\+/i, "");
  const slash = target.indexOf("/", target.indexOf("://") + 3);
  const at = slash < 0 ? -1 : target.indexOf("@", slash);
  if (at < 0) return { registry: "git", name: target, pinned: false };
  const version = target.slice(at + 1);
  return { registry: "git", name: target.slice(0, at), version, pinned: isFullCommit(version) };
}

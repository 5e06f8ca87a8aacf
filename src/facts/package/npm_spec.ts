// Turns an npm package spec, as written after npx, into the package it names.
import npa from "npm-package-arg";
import { isFullCommit, isLocalPath, nameFromUrl, type PackageIdentity } from "./package_identity.ts";

export function readNpmSpec(text: string): PackageIdentity {
  if (isLocalPath(text)) return { registry: "path", name: text, pinned: false };
  const spec = parseSpec(text);
  if (spec === undefined) return { registry: "npm", name: nameFromUrl(text), pinned: false };
  return describeSpec(spec, text);
}

/** Attacker-controlled: the parser is not ours, so it gets no text longer than a spec can be. */
const LONGEST_SPEC = 4096;

function parseSpec(text: string): npa.Result | undefined {
  if (text.length > LONGEST_SPEC) return undefined;
  try {
    const spec = npa(text, "/");
    return spec.type === "alias" ? (spec as npa.AliasResult).subSpec : spec;
  } catch {
    return undefined;
  }
}

function describeSpec(spec: npa.Result, text: string): PackageIdentity {
  switch (spec.type) {
    case "git": {
      const version = spec.gitCommittish ?? spec.gitRange;
      return {
        registry: "git",
        name: gitName(spec, text),
        ...(version ? { version } : {}),
        // INVARIANT: a short commit is a search term, not a name; only the full one is exact.
        pinned: spec.gitRange === undefined && isFullCommit(spec.gitCommittish ?? ""),
      };
    }
    case "remote":
      return { registry: "url", name: nameFromUrl(spec.fetchSpec ?? text), pinned: false };
    case "file":
    case "directory":
      return { registry: "path", name: spec.rawSpec || text, pinned: false };
    default: {
      const version = spec.name === null || spec.rawSpec === "*" || spec.rawSpec === "" ? undefined : spec.rawSpec;
      return {
        registry: "npm",
        name: spec.name ?? text,
        ...(version === undefined ? {} : { version }),
        pinned: spec.type === "version",
      };
    }
  }
}

function gitName(spec: npa.Result, text: string): string {
  const hosted = spec.hosted;
  if (hosted?.user && hosted.project) return `https://${hosted.domain}/${hosted.user}/${hosted.project}`;
  return nameFromUrl(spec.fetchSpec ?? text).replace(/^git\+/i, "");
}

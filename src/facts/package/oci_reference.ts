// Turns a container image reference into registry host, repository, tag and digest, with Docker's defaults filled in.
import type { PackageIdentity } from "./package_identity.ts";

export interface ImageReference {
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
  readonly identity: PackageIdentity;
}

// Grammar of github.com/distribution/reference.
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;

export function readImageReference(text: string): ImageReference {
  const reference = text.replace(/^(?:docker|oci):\/\//i, "");
  const at = reference.indexOf("@");
  const digest = at < 0 ? undefined : reference.slice(at + 1);
  const tagged = at < 0 ? reference : reference.slice(0, at);
  const colon = tagged.lastIndexOf(":");
  const hasTag = colon > tagged.lastIndexOf("/");
  const tag = hasTag ? tagged.slice(colon + 1) : undefined;
  const name = completeName(hasTag ? tagged.slice(0, colon) : tagged);
  const parts = { ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
  const version = tag === undefined ? {} : { version: tag };
  const pinned = digest !== undefined && DIGEST.test(digest);
  return {
    name,
    ...parts,
    identity: { registry: "oci", name, ...version, ...(digest === undefined ? {} : { digest }), pinned },
  };
}

function completeName(repository: string): string {
  const slash = repository.indexOf("/");
  const first = slash < 0 ? "" : repository.slice(0, slash);
  if (first === "index.docker.io") return completeName(`docker.io${repository.slice(slash)}`);
  if (first === "docker.io") {
    const path = repository.slice(slash + 1);
    return path.includes("/") ? repository : `docker.io/library/${path}`;
  }
  if (/[.:]/.test(first) || first === "localhost") return repository;
  return slash < 0 ? `docker.io/library/${repository}` : `docker.io/${repository}`;
}

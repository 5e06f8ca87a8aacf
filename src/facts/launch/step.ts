// The words of a command line, each with the place it was written, and what reading one program tells.
import type {
  Launch,
  LaunchContainer,
  LaunchInlineCode,
  LaunchScript,
  LaunchShell,
  Package,
} from "../../generated/event.ts";
import { isWebUrl, nameFromUrl, type PackageIdentity } from "../package/package_identity.ts";

export interface Word {
  readonly text: string;
  readonly pointer: string;
}

export interface Step {
  /** The program only starts these words: go on with them. */
  readonly next?: readonly Word[];
  /** The program runs these words within what it fetched: read them for facts, it stays the program. */
  readonly inside?: readonly Word[];
  readonly elevated?: boolean;
  readonly env_keys?: readonly string[];
  readonly shell?: LaunchShell;
  readonly package?: Package;
  readonly script?: LaunchScript;
  readonly inline_code?: LaunchInlineCode;
  readonly container?: LaunchContainer;
  readonly preloads?: readonly LaunchScript[];
  /** It starts `next` just as it is written there, without a word of its own. */
  readonly passes?: boolean;
  /** It starts something that could not be read from its words. */
  readonly unread?: boolean;
}

export type ReadProgram = (program: string, rest: readonly Word[]) => Step;

export type Location = Launch["location"];

export interface PackageSource {
  /** The option that names another place to fetch from, if there is one. */
  readonly registry?: { readonly value?: string } | undefined;
  /** Whether the words of this runner leave nothing but this package to run. Default: no. */
  readonly exact?: boolean;
}

export function describePackage(
  runner: string,
  identity: PackageIdentity,
  pointer: string,
  { registry, exact = false }: PackageSource = {},
): Package {
  const place = registry?.value === undefined ? {} : { registry_url: nameFromUrl(registry.value) };
  return { runner, ...identity, ...place, exact, pointer };
}

export function describeScript(word: Word | undefined): Step {
  if (word === undefined) return {};
  const path = isWebUrl(word.text) ? nameFromUrl(word.text) : word.text;
  return { script: { path, pointer: word.pointer } };
}

export function readAssignmentName(text: string): string | undefined {
  return /^([a-z_][a-z0-9_]*)\+?=/i.exec(text)?.[1];
}

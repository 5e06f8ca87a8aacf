// Turns a parameter's name into what its value is read as: a path, text for people, or a name in some other tree.
import { splitWords } from "../words.ts";

function listWords(words: string): ReadonlySet<string> {
  return new Set(words.split(" "));
}

/** Words in a parameter's name that make its value a path, whatever it looks like. */
const PATH_WORDS = listWords(
  "path paths file files filename filenames filepath filepaths dir dirs directory directories dirname folder folders " +
    "cwd workdir rootdir basedir",
);

/** Words that say path only where files are moved or copied; elsewhere they name languages, cities or branches. */
const PLACE_WORDS = listWords("source src destination dest target");

/** What is written or read by people: several words of it mention paths rather than being one. */
const TEXT_WORDS = listWords(
  "text texts content contents body message messages msg comment comments description title subject summary caption note " +
    "notes observation observations thought question query prompt answer instructions reason explanation string str html " +
    "markdown css yaml xml manifest diff patch code snippet template replacement",
);

/** Behind `file`: what is in it, not where it is. */
const IN_FILE = listWords("text content contents body");

/** Ids, keys and endpoints have slashes in front as well, in a tree that is no file system. */
const TREE_WORDS = listWords("id ids identifier endpoint route url key keys topic group query subreddit");

/** Where a file system's own trees begin, on a machine or in a container. */
const TOP_FOLDERS = listWords(
  "app bin boot builds code config data dev etc home lib lib32 lib64 media mnt net nix opt private proc project projects repo " +
    "root run sbin secrets snap srv sys tmp usr users var volumes workspace workspaces applications library system windows",
);

export function saysPath(name: string): boolean {
  const words = splitWords(name);
  return words.some((word) => PATH_WORDS.has(word)) && !IN_FILE.has(words.at(-1) ?? "");
}

export function saysPlace(name: string): boolean {
  return splitWords(name).some((word) => PLACE_WORDS.has(word));
}

/** Attacker-controlled: one plain word may be a path under any name. */
function isText(words: readonly string[], bare: string): boolean {
  return /[\s"'`(){}<>;]/.test(bare) && words.some((word) => TEXT_WORDS.has(word));
}

/** `/vercel/next.js`, `/v1/users`: plain components below none of a machine's own folders, and none hidden or climbing. */
function isInOtherTree(words: readonly string[], bare: string): boolean {
  if (bare.length > 256 || !words.some((word) => TREE_WORDS.has(word))) return false;
  const [, top] = /^\/([\w@][\w@-]*)(?:\/[\w@:-][\w@:.-]{0,127})*\/?$/.exec(bare) ?? [];
  return top !== undefined && top.length > 1 && !TOP_FOLDERS.has(top.toLowerCase());
}

/** The value may look like a path; under this name it is none. */
export function saysNoPath(name: string, bare: string): boolean {
  const words = splitWords(name);
  return isText(words, bare) || isInOtherTree(words, bare);
}

// Tells keys that their issuers mean to be public, such as a project's anonymous key, from secrets.
import { splitWords } from "../words.ts";

/** Words of names under which issuers publish keys: SUPABASE_ANON_KEY, STRIPE_PUBLISHABLE_KEY. */
const PUBLISHED = new Set(["anon", "publishable"]);

const PUBLISHED_PREFIX = /^(?:pk_(?:live|test)_|sb_publishable_)/;

/** The role a JWT is for, as its payload says; undefined when it is none or does not say. */
function readRole(value: string): unknown {
  const payload = /^eyJ[\w-]+\.(eyJ[\w-]{1,8192})\.[\w-]*$/.exec(value)?.[1];
  if (payload === undefined) return undefined;
  try {
    return (JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as { role?: unknown }).role;
  } catch {
    return undefined;
  }
}

/** A key for another role under the name of a public one is a secret that somebody put in the wrong place. */
export function isPublishable(name: string, value: string): boolean {
  if (PUBLISHED_PREFIX.test(value)) return true;
  const role = readRole(value);
  if (role !== undefined) return role === "anon";
  const words = splitWords(name.slice(0, 200));
  return words.includes("key") && words.some((word) => PUBLISHED.has(word));
}

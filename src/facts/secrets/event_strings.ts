// Turns an event of a configuration into all its strings: those to search for secrets, and the event with each replaced.
import type { Event } from "../../generated/event.ts";
import type { ConfiguredValue } from "./detect_secrets.ts";

interface Replacer {
  mask(text: string): string;
  maskName(text: string): string;
}

/** Words of the event's own vocabulary, and the file that the user named. */
const KEPT = new Set(["transport", "source", "env_inherit", "registry", "path"]);
/** What other entries, rules and people refer to. */
const NAMES = new Set(["name", "server", "key", "env_keys", "header_names", "pointer"]);

/** What the configuration holds beside values under a name, which the caller knows: whoever writes a name may write a token. */
export function listOwnStrings({ server, setting }: Event): ConfiguredValue[] {
  const list = (pointer: string, value: unknown): ConfiguredValue[] => {
    if (Array.isArray(value)) return value.flatMap((item, index) => list(`${pointer}/${index}`, item));
    return typeof value === "string" ? [{ pointer, name: "", value }] : [];
  };
  return [
    ...list("/server/name", server?.name),
    ...list("/server/command", server?.command),
    ...list("/server/cwd", server?.cwd),
    ...list("/server/env_file", server?.env_file),
    ...list("/server/env_keys", server?.env_keys),
    ...list("/server/header_names", server?.header_names),
    ...list("/server/origin/pointer", server?.origin?.pointer),
    ...list("/setting/value", setting?.value),
    ...list("/setting/server", setting?.server),
    ...list("/setting/key", setting?.key),
    ...list("/setting/origin/pointer", setting?.origin?.pointer),
  ];
}

function replace<Value>(value: Value, key: string, replacer: Replacer): Value;
function replace(value: unknown, key: string, replacer: Replacer): unknown {
  if (typeof value === "string") return NAMES.has(key) ? replacer.maskName(value) : replacer.mask(value);
  if (Array.isArray(value)) return value.map((item) => replace(item, key, replacer));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, KEPT.has(name) ? member : replace(member, name, replacer)]),
  );
}

/** Every string of the server and of the setting, those included that nobody thought of. */
export function replaceStrings({ server, setting, ...rest }: Event, replacer: Replacer): Event {
  return {
    ...rest,
    ...(server === undefined ? {} : { server: replace(server, "", replacer) }),
    ...(setting === undefined ? {} : { setting: { ...replace(setting, "", replacer), name: setting.name } }),
  };
}

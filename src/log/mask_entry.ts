// Takes the secrets out of a decision's record, and says where they were.
import {
  type ConfiguredValue,
  type FindSecrets,
  type FoundSecret,
  nameArguments,
} from "../facts/secrets/detect_secrets.ts";
import { isInnocent } from "../facts/secrets/find_shapes.ts";
import { createMasker } from "../facts/secrets/mask_secrets.ts";
import { joinPointer } from "../pointer.ts";

/** A mask may make a text look like a secret again; what still does after so many rounds is masked as a whole. */
const MAX_ROUNDS = 3;
const WHOLE = "[secret]";

/** The only member of events and decisions whose name sounds like a secret's: the client's spelling of a setting. */
const SETTING_KEY = "/input/setting/key";

/**
 * INVARIANT: what happened and what was decided stays readable. Attacker-controlled: whoever calls a tool chooses what
 * stands under `password`, and every copy of a secret is masked; `delete_repository` would go from everywhere.
 */
const IDENTITY =
  /^\/input\/(?:kind|point|time|protocol_version|message\/method|(?:server|client|tool|prompt)\/name|client\/kind)$/;
const DECIDED =
  /^\/result\/(?:effect|mode|reasons\/\d+\/(?:code|clause|effect|severity|responsible)|obligations\/\d+\/(?:type|message_code))$/;

type Use = "payload" | "identity" | "decided";

interface Leaf {
  /** Where it stands; of a member's name, where the member stands. */
  readonly pointer: string;
  readonly name: string;
  readonly value: string;
  readonly use: Use;
}

/** Of a definition, a session, an entry: they are in every event. */
const DIGEST = /^sha256:[0-9a-f]{64}$/;
/** Words that come again with every event are searched once. Nothing that holds a secret, or a part of one, is kept. */
const MOST_INNOCENT = 4096;
const LONGEST_INNOCENT = 100;

/** Shorter names and numbers are no secrets. */
const SHORTEST_NAME = 12;
const SHORTEST_NUMBER = 8;

function useOf(pointer: string): Use {
  if (IDENTITY.test(pointer)) return "identity";
  return DECIDED.test(pointer) ? "decided" : "payload";
}

/** Attacker-controlled: a long name, or a long way of names, would be repeated for each place in it. */
function step(pointer: string, name: string): string {
  if (pointer.length > 512) return pointer;
  return name.length > 128 ? `${pointer}/…` : joinPointer(pointer, name);
}

/** A tree with every string, every long number and every long name of a member put through `visit`. */
function visitLeaves(root: unknown, visit: (leaf: Leaf) => string): unknown {
  const walk = (value: unknown, pointer: string, name: string): unknown => {
    if (typeof value === "string") return visit({ pointer, name, value, use: useOf(pointer) });
    if (typeof value === "number") {
      const text = String(value);
      if (text.length < SHORTEST_NUMBER) return value;
      const visited = visit({ pointer, name, value: text, use: useOf(pointer) });
      return visited === text ? value : visited;
    }
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return walkArray(value, pointer, name);
    const members = new Map<string, unknown>();
    for (const [member, child] of Object.entries(value)) {
      const visited = visitName(member, pointer);
      // Two names may become one.
      let free = visited;
      for (let count = 2; members.has(free); count += 1) free = `${visited} ${count}`;
      const at = step(pointer, free);
      members.set(free, walk(child, at, at === SETTING_KEY ? "" : member));
    }
    return Object.fromEntries(members);
  };
  const walkArray = (values: readonly unknown[], pointer: string, name: string) => {
    const words = nameArguments(values.map((value) => (typeof value === "string" ? value : "")));
    return values.map((value, index) => walk(value, step(pointer, String(index)), words[index]?.name || name));
  };
  const visitName = (member: string, pointer: string) =>
    member.length < SHORTEST_NAME ? member : visit({ pointer, name: "", value: member, use: "payload" });
  return walk(root, "", "");
}

/** @returns whether there is nothing to find, whatever stands beside it */
function createInnocence(findSecrets: FindSecrets): (name: string, value: string) => boolean {
  const innocent = new Set<string>();
  return (name, value) => {
    if (value === "" || DIGEST.test(value)) return true;
    if (value.length + name.length > LONGEST_INNOCENT || !isInnocent(value)) return false;
    const known = `${name.length} ${name} ${value}`;
    if (innocent.has(known)) return true;
    if (findSecrets([{ pointer: "", name, value }]).length > 0) return false;
    if (innocent.size >= MOST_INNOCENT) innocent.clear();
    innocent.add(known);
    return true;
  };
}

export interface MaskedEntry {
  readonly masked: unknown;
  /** Where something was changed. */
  readonly pointers: readonly string[];
}

export type MaskEntry = (root: unknown) => MaskedEntry;

export function createMaskEntry(findSecrets: FindSecrets): MaskEntry {
  const isKnownInnocent = createInnocence(findSecrets);

  function search(root: unknown): FoundSecret[] {
    const values: ConfiguredValue[] = [];
    let count = 0;
    visitLeaves(root, ({ name, value, use }) => {
      // The place in the walk stands for the pointer, which an attacker can make long.
      if (use !== "decided" && !isKnownInnocent(name, value)) values.push({ pointer: String(count), name, value });
      count += 1;
      return value;
    });
    return values.length === 0 ? [] : findSecrets(values);
  }

  return (root) => {
    const pointers = new Set<string>();
    let masked = root;
    for (let round = 0; ; round += 1) {
      const found = search(masked);
      if (found.length === 0) return { masked, pointers: [...pointers] };
      const own = new Map(found.map((secret) => [Number(secret.pointer), secret]));
      const everywhere = createMasker(found);
      let index = 0;
      const mask = (value: string, use: Use, secret: FoundSecret | undefined) => {
        if (secret !== undefined && round >= MAX_ROUNDS) return WHOLE;
        if (use === "payload") return everywhere.mask(value);
        return secret === undefined ? value : createMasker([secret]).mask(value);
      };
      masked = visitLeaves(masked, ({ pointer, value, use }) => {
        const text = mask(value, use, own.get(index));
        index += 1;
        if (text !== value) pointers.add(pointer);
        return text;
      });
    }
  };
}

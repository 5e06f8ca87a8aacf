// Turns a client's switches and lists into setting events in the one vocabulary of all clients.
import type { Setting } from "../generated/event.ts";
import { type ReadContext, toProblems } from "./entry.ts";
import { describeType, findMembers, type TreeMember, type TreeNode } from "./formats/tree.ts";
import type { EntryFault } from "./launch.ts";
import { createLocatedEvent, type LocatedEvent } from "./located_event.ts";
import type { Problem } from "./problem.ts";

export interface SettingPlace {
  name: Setting["name"];
  /** The client's own spelling. */
  key: string;
  /** Of the setting in the document. */
  pointer: string;
  keyOffset: number;
  /** The server it is about, with the offset of its key. */
  server?: { name: string; offset: number };
}

export interface SettingItem {
  text: string;
  offset: number;
}

function describeWrongSetting(key: string, expected: string, node: TreeNode): EntryFault {
  const message = `Expected \`${key}\` to be ${expected}, found ${describeType(node)}; correct it.`;
  return { code: "ERR_NORMALIZE_SETTING", offset: node.offset, message };
}

/** Collects the setting events of one file and what is wrong with them. */
export class SettingReader {
  readonly events: LocatedEvent[] = [];
  readonly #faults: EntryFault[] = [];
  readonly #context: ReadContext;

  constructor(context: ReadContext) {
    this.#context = context;
  }

  get problems(): Problem[] {
    return toProblems(this.#faults, this.#context.document);
  }

  /** `expected` completes the sentence that begins with the key. */
  reject(key: string, expected: string, node: TreeNode): void {
    this.#faults.push(describeWrongSetting(key, expected, node));
  }

  /** The strings of a list; an element that is no string is a problem and leaves the others standing. */
  readList(member: TreeMember, key = member.name): SettingItem[] {
    if (member.value.type !== "array") {
      this.#faults.push(describeWrongSetting(key, "an array of strings", member.value));
      return [];
    }
    return member.value.items.flatMap((item) => {
      if (item.type === "string") return [{ text: item.text, offset: item.offset }];
      this.#faults.push(describeWrongSetting(key, "an array of strings only", item));
      return [];
    });
  }

  readSwitch(member: TreeMember, key = member.name): boolean | null {
    if (member.value.type === "boolean") return member.value.value;
    this.#faults.push(describeWrongSetting(key, "true or false", member.value));
    return null;
  }

  readText(member: TreeMember, key = member.name): string | null {
    if (member.value.type === "string") return member.value.text;
    this.#faults.push(describeWrongSetting(key, "a string", member.value));
    return null;
  }

  /** The properties of that name; one that is no object is a problem. */
  readObjects(parent: TreeNode, name: string): TreeMember[] {
    return findMembers(parent, name).filter(({ value }) => {
      if (value.type !== "object") this.#faults.push(describeWrongSetting(name, "an object", value));
      return value.type === "object";
    });
  }

  add(place: SettingPlace, value: boolean | string, valueOffset: number): void {
    const values = typeof value === "string" ? [{ pointer: "/setting/value", name: place.key, value }] : [];
    this.#add(place, value, new Map([["/setting/value", valueOffset]]), values);
  }

  /** An empty list switches nothing and is no event. */
  addList(place: SettingPlace, items: SettingItem[], valueOffset: number): void {
    if (items.length === 0) return;
    const offsets = new Map(items.map(({ offset }, index) => [`/setting/value/${index}`, offset]));
    offsets.set("/setting/value", valueOffset);
    this.#add(
      place,
      items.map(({ text }) => text),
      offsets,
      [],
    );
  }

  #add(
    place: SettingPlace,
    value: Setting["value"],
    offsets: Map<string, number>,
    values: LocatedEvent["values"],
  ): void {
    const { document, client, source } = this.#context;
    const { name, key, pointer, keyOffset, server } = place;
    if (server) offsets.set("/setting/server", server.offset);
    const origin = { source, path: document.file, pointer };
    const setting = { name, value, key, ...(server ? { server: server.name } : {}), origin };
    const event = { kind: "setting", point: "config", client: { kind: client }, setting } as const;
    this.events.push(
      createLocatedEvent(event, { document, offsets, keyOffset, values, expands: this.#context.expands }),
    );
  }
}

// Turns what is configured into the text of an mcp-trust.yaml that its operator goes on writing.
import { Document, stringify, type YAMLMap } from "yaml";
import { compareText } from "../canonical_json.ts";
import type { Event } from "../generated/event.ts";
import type { CapabilityLabel, Match, Settings } from "../generated/settings.ts";
import { wrapText } from "../wrap_text.ts";
import { type Choice, chooseMatch } from "./choose_match.ts";
import { suggestGrants } from "./suggest_grants.ts";

/** The parts of schemas/settings.json that the comments and suggestions are made of. */
export interface SettingsSchema {
  readonly description: string;
  readonly properties: Readonly<Record<string, { readonly description: string }>>;
  readonly definitions: {
    readonly match: { readonly description: string };
    readonly grants: { readonly description: string };
    readonly server_settings: { readonly properties: { readonly labels: { readonly description: string } } };
    readonly roots: { readonly items: { readonly pattern: string } };
  };
}

export interface DraftOptions {
  readonly profile: Settings["profile"];
  readonly schema: SettingsSchema;
  /** Where an editor finds the schema, as seen from the file. */
  readonly editorSchema: string | undefined;
  labelsOf(event: Event): readonly CapabilityLabel[];
  /** What the policy says against a server, one sentence each: to name it in the settings settles none of that. */
  denialsOf(event: Event): readonly string[];
  /** Attacker-controlled: names of servers stand in comments. */
  printable(text: string): string;
}

/** Prose begins with a space and suggestions do not, so that taking away the mark is all it takes to use one. */
function prose(text: string): string {
  return wrapText(text, 100)
    .map((line) => ` ${line}`)
    .join("\n");
}

function suggestion(value: object): string {
  return stringify(value, { lineWidth: 0 }).trimEnd();
}

/** What can be written under each key that the draft leaves out. */
function listExamples(matches: readonly Match[]): Readonly<Record<string, unknown>> {
  return {
    mode: "audit",
    deny_servers: [{ package: "npm:example-server" }],
    allow_servers: matches.length === 0 ? [{ package: "npm:example-server" }] : matches,
    protected_paths: ["**/.kube/config"],
    data_labels: { "acme/plans": "private" },
    advisories: [{ package: "npm:example-server", kind: "vulnerable", versions: ["1.0.0"] }],
    tighten: { unpinned_software: "deny" },
    waivers: [
      {
        name: "example",
        code: "client_trusts_server.transport_unprotected",
        server: "example",
        reason: "why you answer for it",
        expires: "2030-01-31",
      },
    ],
  };
}

function groupByName(events: readonly Event[]): Map<string, Event[]> {
  const groups = new Map<string, Event[]>();
  for (const event of events) {
    const name = event.server?.name;
    if (name === undefined) continue;
    groups.set(name, [...(groups.get(name) ?? []), event]);
  }
  return new Map([...groups].sort(([one], [other]) => compareText(one, other)));
}

interface Draft extends Choice {
  readonly name: string;
  readonly events: readonly Event[];
}

function listDenials(events: readonly Event[], { denialsOf }: DraftOptions): string[] {
  return [...new Set(events.flatMap((event) => denialsOf(event)))];
}

function addServer(document: Document, servers: YAMLMap, { name, match, note, events }: Draft, options: DraftOptions) {
  const entry = document.createNode({ match }) as YAMLMap;
  const [first] = events;
  const folder = new RegExp(options.schema.definitions.roots.items.pattern);
  const suggested = first === undefined ? undefined : suggestGrants(first, options.labelsOf(first), folder);
  const denials = listDenials(events, options);
  const notes = [...(note === undefined ? [] : [note]), ...denials.map((title) => `Denied all the same: ${title}.`)];
  if (notes.length > 0) entry.commentBefore = notes.map(prose).join("\n");
  if (suggested !== undefined) entry.comment = suggestion(suggested);
  servers.add(document.createPair(name, entry));
}

function describeServers({ schema }: DraftOptions, left: readonly Draft[], printable: (text: string) => string) {
  const { match, grants, server_settings } = schema.definitions;
  const lines = [
    schema.properties.servers?.description ?? "",
    `match: ${match.description}`,
    `grants: ${grants.description}`,
    `labels: ${server_settings.properties.labels.description}`,
    "A suggestion begins with # and no space: take the # of all its lines away to use it.",
    ...left.map(({ name, note = "" }) => `Left out: ${printable(name)}, since ${note}.`),
  ];
  return lines.map(prose).join("\n");
}

/** In the order of names, so that a server more is a few lines more. */
export function draftSettings(events: readonly Event[], options: DraftOptions): string {
  const { profile, schema, editorSchema } = options;
  const drafts = [...groupByName(events)].map(([name, group]) => ({ name, events: group, ...chooseMatch(group) }));
  const named = drafts.filter(({ match }) => match !== undefined);
  const left = drafts.filter(({ match }) => match === undefined);
  const document = new Document({ profile, ...(named.length === 0 ? {} : { servers: {} }) });
  const comments = [
    ...(editorSchema === undefined ? [] : [` yaml-language-server: $schema=${editorSchema}`]),
    prose(`${schema.description} Drafted by mcp-trust init from what is configured here: read it, then change it.`),
  ];
  document.commentBefore = comments.join("\n");
  const root = document.contents as unknown as YAMLMap<{
    value: string;
    commentBefore?: string;
    spaceBefore?: boolean;
  }>;
  for (const { key } of root.items) {
    key.spaceBefore = key.value !== "profile";
    key.commentBefore =
      key.value === "servers"
        ? describeServers(options, left, options.printable)
        : prose(schema.properties[key.value]?.description ?? "");
  }
  const servers = document.get("servers") as YAMLMap | undefined;
  if (servers !== undefined) for (const draft of named) addServer(document, servers, draft, options);
  const fit = named.filter(({ events: group }) => listDenials(group, options).length === 0);
  const examples = listExamples(fit.flatMap(({ match }) => (match === undefined ? [] : [match])));
  const further = Object.entries(schema.properties)
    .filter(([key]) => !root.items.some((pair) => pair.key.value === key))
    .map(([key, { description }]) =>
      [prose(description), ...(key in examples ? [suggestion({ [key]: examples[key] })] : [])].join("\n"),
    );
  const leftOut = named.length === 0 && left.length > 0 ? [describeServers(options, left, options.printable)] : [];
  document.comment = [...leftOut, ...further].join("\n\n");
  return document.toString({ lineWidth: 0 });
}

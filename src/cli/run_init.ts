// Drafts an mcp-trust.yaml from what is configured, and writes it where there is none.
import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { readProse } from "../bundle/catalogue.ts";
import type { Bundle } from "../bundle/load_bundle.ts";
import { loadBundle } from "../bundle/load_bundle.ts";
import { loadStandardBundle } from "../bundle/standard_bundle.ts";
import { checkFiles } from "../check/check_files.ts";
import { createEvaluator } from "../evaluator.ts";
import type { Event } from "../generated/event.ts";
import type { CapabilityLabel, Settings } from "../generated/settings.ts";
import { count, printable } from "../report/place.ts";
import { draftSettings, type SettingsSchema } from "../settings/draft_settings.ts";
import { EXIT, type ExitCode, UsageError } from "./exit_code.ts";
import { findFiles } from "./find_files.ts";
import { findSchema } from "./find_schema.ts";
import type { Io } from "./io.ts";
import { readPresent, replaceFile } from "./replace_file.ts";
import { reportProblems } from "./report_problems.ts";

export interface InitOptions {
  readonly profile: Settings["profile"];
  readonly bundle?: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
}

const FILE = "mcp-trust.yaml";

const LABELS: readonly CapabilityLabel[] = ["untrusted_source", "private_data", "sink"];

type Capabilities = Readonly<Record<string, Readonly<Record<string, boolean>>>>;

/** What the bundle's own table says about well-known servers; a bundle without one says nothing. */
function readLabels({ data }: Bundle): (event: Event) => CapabilityLabel[] {
  const { server_capabilities: table = {} } = (data.tables ?? {}) as {
    server_capabilities?: { packages?: Capabilities; hosts?: Capabilities };
  };
  return ({ server, facts }) => {
    const found = server?.package;
    const host = facts?.urls?.find(({ pointer }) => pointer === "/server/url")?.host ?? "";
    const known = found === undefined ? table.hosts?.[host] : table.packages?.[`${found.registry}:${found.name}`];
    return LABELS.filter((label) => known?.[label] === true);
  };
}

async function readSchema(): Promise<SettingsSchema> {
  return JSON.parse(await readFile(new URL("../../schemas/settings.json", import.meta.url), "utf8"));
}

export async function runInit(named: readonly string[], options: InitOptions, io: Io): Promise<ExitCode> {
  const { profile, force = false, dryRun = false } = options;
  const before = await readPresent(FILE);
  if (before !== undefined && !force && !dryRun) {
    throw new UsageError(
      `${FILE}: is there already; pass --force to replace it, or --dry-run to see what would be written`,
    );
  }
  const bundle =
    options.bundle === undefined
      ? await loadStandardBundle()
      : await loadBundle(options.bundle, { verify: "trusted_path" });
  const evaluator = await createEvaluator({ bundle, settings: { profile } });
  const words = readProse(bundle);
  const { servers, problems } = await checkFiles(await findFiles(named, io), evaluator, words);
  reportProblems(problems, io);
  if (servers.length === 0) {
    io.err("mcp-trust: found no configured server; name a file, or see mcp-trust init --help\n");
    return problems.length > 0 ? EXIT.usage : EXIT.nothing;
  }
  const events = servers.map(({ event }) => event);
  const draft = {
    profile,
    schema: await readSchema(),
    editorSchema: await findSchema(FILE, "settings"),
    labelsOf: readLabels(bundle),
    printable,
  };
  const first = draftSettings(events, { ...draft, denialsOf: () => [] });
  // Judged by the draft itself: what it settles is no denial any more.
  const drafted = await createEvaluator({ bundle, settings: parse(first) as Settings });
  const denialsOf = (event: Event) =>
    drafted
      .decide(event)
      .reasons.flatMap(({ code, effect }) => (effect === "deny" ? [words.get(code)?.title ?? code] : []));
  const text = draftSettings(events, { ...draft, denialsOf });
  if (dryRun) {
    io.out(text);
    return problems.length > 0 ? EXIT.usage : EXIT.ok;
  }
  await replaceFile(FILE, text, before);
  const names = new Set(servers.map(({ event }) => event.server?.name));
  io.out(`wrote ${FILE}: ${count(names.size, "server")}, profile ${profile}\n`);
  io.out("Next: read it, then mcp-trust check; mcp-trust approve reviews the servers one by one.\n");
  return problems.length > 0 ? EXIT.usage : EXIT.ok;
}

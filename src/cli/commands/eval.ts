// mcp-trust eval: decides about one event.
import { type Command, Option } from "commander";
import { isUndecided } from "../../check/undecided.ts";
import { describeSecrets } from "../../facts/secrets/describe_secrets.ts";
import { nameArguments } from "../../facts/secrets/detect_secrets.ts";
import { withoutSecrets } from "../../facts/secrets/without_secrets.ts";
import type { Event } from "../../generated/event.ts";
import { createColors } from "../../report/colors.ts";
import { renderDecisionText } from "../../report/decision_text.ts";
import { renderJson } from "../../report/json_text.ts";
import { checkEvent } from "../../validate/read_event.ts";
import { EXIT, type ExitCode } from "../exit_code.ts";
import type { Io } from "../io.ts";
import { addPolicyOptions, loadJudge, type PolicyOptions } from "../policy_options.ts";
import { parseJson, readText } from "../read_json.ts";

interface EvalOptions extends PolicyOptions {
  readonly format: "text" | "json";
}

const EXAMPLES = `
Examples:
  mcp-trust eval event.json
  echo '{"kind":"resource_read","server":{"name":"db"},"resource":{"uri":"db://customers/42"}}' | mcp-trust eval -
  mcp-trust eval --format json event.json

An event has the shape of schemas/event.json. Facts that it lacks are established first, paths on this machine.`;

async function readStandardInput(): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString("utf8");
}

async function readEvent(name: string): Promise<unknown> {
  const text = name === "-" ? await readStandardInput() : await readText(name, "an event");
  return parseJson(text, name === "-" ? "standard input" : name, "an event");
}

/** An event too large or deep to be searched is the evaluator's to refuse, or to decide as it would in a server. */
async function searchValues(event: Event): Promise<Event> {
  try {
    return await describeSecrets(event);
  } catch (error) {
    if (error instanceof RangeError) return event;
    throw error;
  }
}

/**
 * An event written by hand is searched for secrets: a connection's arguments and URL as `check` searches a file's, other
 * events' values as they are. What is no event goes on as it is, to be refused by the evaluator.
 */
async function searchSecrets(candidate: unknown): Promise<unknown> {
  if (checkEvent(candidate) !== undefined) return candidate;
  const event = candidate as Event;
  if (event.facts?.secrets !== undefined) return event;
  if (event.kind !== "connection") return await searchValues(event);
  const { args, url } = event.server ?? {};
  const values = nameArguments(args ?? []);
  if (typeof url === "string") values.push({ pointer: "/server/url", name: "", value: url });
  return await withoutSecrets(event, values);
}

async function evaluate(name: string, options: EvalOptions, io: Io): Promise<ExitCode> {
  const event = await readEvent(name);
  const { evaluator, prose } = await loadJudge(options);
  const decision = evaluator.decide(await searchSecrets(event));
  if (options.format === "json") io.out(renderJson(decision));
  else io.out(renderDecisionText(decision, prose, createColors(io.color), io.columns));
  if (decision.effect !== "deny") return EXIT.ok;
  return decision.reasons.every(({ code }) => isUndecided(code)) ? EXIT.undecided : EXIT.denied;
}

export function addEval(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const command = program
    .command("eval")
    .description("decide about one event")
    .argument("<event>", "a JSON file with the event, or - for standard input")
    .addOption(new Option("--format <format>", "output format").choices(["text", "json"]).default("text"))
    .addHelpText("after", EXAMPLES);
  addPolicyOptions(command).action(async (name: string, options: EvalOptions) => {
    done(await evaluate(name, options, io));
  });
}

// mcp-trust eval: decides about one event.
import { readFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import { createColors } from "../../report/colors.ts";
import { renderDecisionText } from "../../report/decision_text.ts";
import { EXIT, type ExitCode, UsageError } from "../exit_code.ts";
import type { Io } from "../io.ts";
import { addPolicyOptions, loadJudge, type PolicyOptions } from "../policy_options.ts";

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
  let text: string;
  try {
    text = name === "-" ? await readStandardInput() : await readFile(name, "utf8");
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
    throw new UsageError(`${name}: cannot read the event${reason}`);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`${name}: expected an event as JSON: ${cause instanceof Error ? cause.message : ""}`);
  }
}

async function evaluate(name: string, options: EvalOptions, io: Io): Promise<ExitCode> {
  const event = await readEvent(name);
  const { evaluator, prose } = await loadJudge(options);
  const decision = evaluator.decide(event);
  if (options.format === "json") io.out(`${JSON.stringify(decision, null, 2)}\n`);
  else io.out(renderDecisionText(decision, prose, createColors(io.color), io.columns ?? 100));
  if (decision.effect !== "deny") return EXIT.ok;
  return decision.reasons.every(({ clause }) => clause === "fail_closed") ? EXIT.undecided : EXIT.denied;
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

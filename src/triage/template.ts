// Writes the empty form of a vulnerability report, in YAML, with what each question means and which answers there are.
import { wrapText } from "../wrap_text.ts";
import { type Question, readEventSchema } from "./report_schema.ts";

const WIDTH = 100;

function comment(text: string): string[] {
  return wrapText(text, WIDTH - 2).map((line) => `# ${line}`);
}

function emptyAnswer({ type }: Question): string {
  return type === "array" ? " []" : "";
}

export async function writeTemplate(): Promise<string> {
  const { report } = (await readEventSchema()).definitions;
  const lines = Object.entries(report.properties).flatMap(([name, question]) => [
    "",
    ...comment(question.description ?? ""),
    ...(question.enum === undefined ? [] : comment(`One of: ${question.enum.join(", ")}.`)),
    ...(question.type === "boolean" ? comment("One of: true, false.") : []),
    // An answer that is not given is left out: an empty one would not be what the schema asks for.
    `${report.required.includes(name) ? "" : "# "}${name}:${emptyAnswer(question)}`,
  ]);
  const head = comment(
    `${report.description} Answer what you can, then run \`mcp-trust triage\` on this file. Keep what is not fixed yet private.`,
  );
  return `${[...head, ...lines].join("\n")}\n`;
}

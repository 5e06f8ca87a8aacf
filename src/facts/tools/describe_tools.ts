// Turns the tool definitions of a server into facts: what they are called, what they take, what they refer to.
import type { ToolDefinition, ToolFact } from "../../generated/event.ts";
import { joinPointer } from "../../pointer.ts";
import { digestValue } from "../digest.ts";
import { splitWords } from "../words.ts";
import { findNetworkReferences } from "./network_references.ts";
import { listParameterNames, measureSchema } from "./read_schema.ts";

/** Attacker-controlled: every word costs time in the policy. MCP asks for names of at most 128 characters. */
const MAX_NAME_LENGTH = 1024;
const MAX_PARAMETER_WORDS = 4096;
const MAX_TOOLS = 4096;

/** Digest of everything a server says about a tool or prompt, `_meta` and icons included: any change is a change. */
export function digestDefinition(definition: unknown): string {
  return digestValue(definition);
}

function wordsOf(name: string): string[] {
  if (name.length > MAX_NAME_LENGTH) throw new RangeError("name is too long to be described");
  return splitWords(name);
}

function parameterWords(schema: unknown): string[] {
  const words = new Set<string>();
  for (const name of listParameterNames(schema)) for (const word of wordsOf(name)) words.add(word);
  if (words.size > MAX_PARAMETER_WORDS) throw new RangeError("too many parameter names to be described");
  return [...words];
}

function describeTool(tool: ToolDefinition, pointer: string): ToolFact {
  const { inputSchema, outputSchema } = tool;
  const input = measureSchema(inputSchema);
  const output = measureSchema(outputSchema);
  return {
    pointer,
    name: tool.name,
    words: wordsOf(tool.name),
    parameter_words: parameterWords(inputSchema),
    digest: digestDefinition(tool),
    network_references: [
      ...findNetworkReferences(inputSchema, joinPointer(pointer, "inputSchema")),
      ...findNetworkReferences(outputSchema, joinPointer(pointer, "outputSchema")),
    ],
    schema_depth: Math.max(input.depth, output.depth),
    schema_bytes: input.bytes + output.bytes,
  };
}

/**
 * Describes each tool of a list, in order.
 *
 * @throws {RangeError} when there is more than can be described
 */
export function describeTools(tools: readonly ToolDefinition[], pointer: string): ToolFact[] {
  if (tools.length > MAX_TOOLS) throw new RangeError(`more than ${MAX_TOOLS} tools`);
  return tools.map((tool, index) => describeTool(tool, joinPointer(pointer, index)));
}

// Reads what a report may say from the schema of events, for loading reports and for the empty form.
import { readFile } from "node:fs/promises";

export interface Question {
  readonly description?: string;
  readonly type: "string" | "boolean" | "array";
  readonly enum?: readonly string[];
}

export interface EventSchema {
  readonly definitions: {
    readonly report: {
      readonly description: string;
      readonly required: readonly string[];
      readonly properties: Readonly<Record<string, Question>>;
    };
  };
}

export async function readEventSchema(): Promise<EventSchema> {
  return JSON.parse(await readFile(new URL("../../schemas/event.json", import.meta.url), "utf8"));
}

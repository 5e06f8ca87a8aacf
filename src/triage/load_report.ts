// Turns a vulnerability report in YAML or JSON into an event, or into errors with lines and columns.
import { type Kind, loadDocument } from "../documents/load_document.ts";
import type { Event, Report } from "../generated/event.ts";
import type { EventSchema } from "./report_schema.ts";
import { readEventSchema } from "./report_schema.ts";

function kindOf({ definitions }: EventSchema): Kind {
  return {
    name: "the report",
    published: "schemas/event.json#/definitions/report",
    schema: { $schema: "http://json-schema.org/draft-07/schema#", ...definitions.report },
  };
}

/**
 * Loads a report.
 *
 * @throws {DocumentError} naming every place that is not as the schema has it, and what is allowed there
 */
export async function loadReport(path: string): Promise<Event> {
  const { value } = await loadDocument(path, kindOf(await readEventSchema()));
  return { kind: "report", report: value as Report };
}

// Makes the facts of tools: their definitions, a call's arguments, a result.
import { describeArguments } from "../arguments/describe_arguments.ts";
import { findHiddenText } from "../hidden_text/find_hidden_text.ts";
import { findObjects } from "../objects/find_objects.ts";
import { findCommandPaths } from "../paths/command_paths.ts";
import { describePaths } from "../paths/describe_paths.ts";
import { findPaths } from "../paths/find_paths.ts";
import { findRecipients } from "../recipients/find_recipients.ts";
import { describeSchema } from "../schema/describe_schema.ts";
import { describeSql } from "../sql/describe_sql.ts";
import { describeTools, digestDefinition } from "../tools/describe_tools.ts";
import { findUrls } from "../urls/find_urls.ts";
import type { Makers } from "./scope.ts";

export const toolList: Makers = {
  tools: ({ event }) => describeTools(event.tools ?? [], "/tools"),
  hidden_text: ({ event }) => findHiddenText(event.tools ?? [], "/tools"),
};

export const toolCall: Makers = {
  tool_words: ({ toolWords }) => toolWords,
  paths: ({ event, context, pathContext, commands }) => {
    const found = [...findPaths(event.arguments ?? {}, "/arguments"), ...findCommandPaths(commands)];
    return describePaths(found, context.roots, pathContext);
  },
  arguments: ({ texts }) => describeArguments(texts),
  sql: ({ texts }) => describeSql(texts),
  commands: ({ commands }) => commands,
  recipients: ({ texts }) => findRecipients(texts),
  urls: ({ texts }) => findUrls(texts),
  schema: ({ event }) => describeSchema(event),
  objects: ({ texts, context }) => findObjects(texts, context.labels),
  definition_digest: ({ event: { tool } }) =>
    tool?.definition === undefined ? undefined : digestDefinition(tool.definition),
};

/** What is shown is what the call named, as far as the event still says so. */
export const toolResult: Makers = {
  tool_words: ({ toolWords }) => toolWords,
  hidden_text: ({ event }) => findHiddenText(event.result ?? {}, "/result"),
  objects: ({ event, texts, context }) => (event.arguments === undefined ? [] : findObjects(texts, context.labels)),
};

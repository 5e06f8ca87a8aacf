// Makes the facts of prompts: entries of a list, one that is asked for, what it says.
import { describeArguments } from "../arguments/describe_arguments.ts";
import { findHiddenText } from "../hidden_text/find_hidden_text.ts";
import { findObjects } from "../objects/find_objects.ts";
import { describePrompts } from "../tools/describe_prompts.ts";
import { digestDefinition } from "../tools/describe_tools.ts";
import type { Makers } from "./scope.ts";

export const promptList: Makers = {
  prompts: ({ event }) => describePrompts(event.prompts ?? [], "/prompts"),
  hidden_text: ({ event }) => findHiddenText(event.prompts ?? [], "/prompts"),
};

export const promptGet: Makers = {
  arguments: ({ texts }) => describeArguments(texts),
  definition_digest: ({ event: { prompt } }) =>
    prompt?.definition === undefined ? undefined : digestDefinition(prompt.definition),
};

export const promptResult: Makers = {
  hidden_text: ({ event }) => findHiddenText(event.result ?? {}, "/result"),
  objects: ({ event, texts, context }) => (event.arguments === undefined ? [] : findObjects(texts, context.labels)),
};

// Makes the facts of resources: entries of a list, one that is read, what it holds.
import { findHiddenText } from "../hidden_text/find_hidden_text.ts";
import { findObjects } from "../objects/find_objects.ts";
import { describePaths } from "../paths/describe_paths.ts";
import { findPaths } from "../paths/find_paths.ts";
import { describeUrls } from "../urls/find_urls.ts";
import type { Makers, Scope } from "./scope.ts";

function listUri({ event }: Scope): { pointer: string; value: string; isName: boolean }[] {
  return event.resource === undefined ? [] : [{ pointer: "/resource/uri", value: event.resource.uri, isName: false }];
}

export const resourceList: Makers = {
  hidden_text: ({ event }) => findHiddenText(event.resources ?? [], "/resources"),
};

export const resourceRead: Makers = {
  paths: ({ event, context, pathContext }) =>
    describePaths(
      findPaths(event.resource?.uri ?? "", "/resource/uri").filter(({ found_by }) => found_by === "uri"),
      context.roots,
      pathContext,
    ),
  urls: (scope) => describeUrls(listUri(scope)),
  objects: (scope) => findObjects(listUri(scope), scope.context.labels),
};

export const resourceResult: Makers = {
  hidden_text: ({ event }) => findHiddenText(event.result ?? {}, "/result"),
  objects: (scope) => findObjects(listUri(scope), scope.context.labels),
};

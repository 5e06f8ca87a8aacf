// Makes the facts of HTTP requests on MCP's account, of authorization, and of a client's settings.
import type { Event } from "../../generated/event.ts";
import { joinPointer } from "../../pointer.ts";
import { describeUrls, isWholeUrl, type UrlText } from "../urls/find_urls.ts";
import { splitWords } from "../words.ts";
import type { Makers } from "./scope.ts";

function listMembers(values: Readonly<Record<string, string | undefined>>, pointer: string): UrlText[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [{ pointer: joinPointer(pointer, name), value }],
  );
}

function listAuthorizationUrls({ authorization = { phase: "request" } }: Event): UrlText[] {
  const { url, redirect_uri, issuer, resource, client_id, metadata = {} } = authorization;
  // An id with a colon in it is a URL to the parser; a metadata document is one with a host.
  const document = client_id !== undefined && isWholeUrl(client_id) ? client_id : undefined;
  return [
    ...listMembers({ url, redirect_uri, issuer, resource, client_id: document }, "/authorization"),
    ...listMembers(metadata, "/authorization/metadata"),
  ];
}

export const fetch: Makers = {
  urls: ({ event: { fetch } }) =>
    describeUrls(listMembers({ url: fetch?.url, redirected_from: fetch?.redirected_from }, "/fetch")),
};

export const authorization: Makers = {
  urls: ({ event }) => describeUrls(listAuthorizationUrls(event)),
};

/** A repository can bring the settings of a client: their length, too, is a stranger's choice. */
const MAX_VALUE_LENGTH = 64 * 1024;

export const setting: Makers = {
  urls: ({ event: { setting } }) =>
    typeof setting?.value === "string" && isWholeUrl(setting.value)
      ? describeUrls([{ pointer: "/setting/value", value: setting.value }])
      : undefined,
  value_words: ({ event: { setting } }) => {
    const value = setting?.value;
    if (!Array.isArray(value)) return undefined;
    if (value.reduce((sum, entry) => sum + entry.length + 1, 0) > MAX_VALUE_LENGTH)
      throw new RangeError("value of the setting is too long to be described");
    return value.map(splitWords);
  },
};

// Turns an entry's OAuth events into authorization events.

import { digestValue } from "../../src/facts/digest.ts";
import type { Authorization, Event } from "../../src/generated/event.ts";
import { readMetadata, readServer } from "./connection.ts";
import { type Fields, fieldsOf, textOf, textsOf } from "./entry.ts";
import { completeAuthorization } from "./unsaid.ts";

/** Other spellings of fields that hold one text. */
const TEXTS: Readonly<Record<string, keyof Authorization>> = {
  url: "url",
  authorization_endpoint: "url",
  issuer: "issuer",
  iss: "issuer",
  recorded_issuer: "recorded_issuer",
  expected_issuer: "recorded_issuer",
  client_id: "client_id",
  consented_client_id: "consented_client_id",
  redirect_uri: "redirect_uri",
  resource: "resource",
  pkce_method: "pkce_method",
  code_challenge_method: "pkce_method",
  token_host: "token_host",
  issued_for_host: "token_host",
  token_issuer: "token_issuer",
};

const LISTS: Readonly<Record<string, keyof Authorization>> = {
  registered_redirect_uris: "registered_redirect_uris",
  redirect_uris: "registered_redirect_uris",
  scopes_requested: "scopes_requested",
  requested_scopes: "scopes_requested",
  scopes: "scopes_requested",
  scopes_granted: "scopes_granted",
  granted_scopes: "scopes_granted",
  scopes_supported: "scopes_supported",
  required_scopes: "required_scopes",
  code_challenge_methods_supported: "code_challenge_methods_supported",
  audience: "audience",
  aud: "audience",
};

const DIGESTS: Readonly<Record<string, keyof Authorization>> = {
  state: "state_digest",
  expected_state: "recorded_state_digest",
  recorded_state: "recorded_state_digest",
  token: "token_digest",
  upstream_token: "upstream_token_digest",
};

const PHASES = ["discovery", "registration", "authorize", "callback", "token", "request"] as const;

function translate(fields: Fields): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const text = TEXTS[name];
    const list = LISTS[name];
    const digest = DIGESTS[name];
    if (text !== undefined && typeof value === "string") found[text] = value;
    else if (list !== undefined && (Array.isArray(value) || typeof value === "string")) found[list] = textsOf(value);
    else if (digest !== undefined && typeof value === "string") found[digest] = digestValue(value);
  }
  return found;
}

export function readAuthorization(event: Fields, context: Fields): Event[] {
  const said = textOf(event.phase) ?? textOf(event.action);
  const phase = PHASES.find((known) => known === said) ?? "request";
  const metadata = readMetadata(fieldsOf(event.metadata ?? event.auth_metadata));
  const { iss, issuer = iss, ...token } = fieldsOf(event.token ?? event.auth);
  const location = textOf(event.token_location);
  const authorization = {
    phase,
    ...translate(context),
    ...translate({ ...token, token_issuer: issuer }),
    ...translate(event),
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
    ...(location === undefined ? {} : { token_location: location }),
  } as Authorization;
  return [
    {
      kind: "authorization",
      // Only who receives a token can tell for whom it was issued.
      point: phase === "request" && authorization.audience !== undefined ? "server" : "client",
      ...(event.server === undefined ? {} : { server: readServer(event) }),
      authorization: completeAuthorization(authorization),
    },
  ];
}

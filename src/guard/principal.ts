// Turns what an SDK verified about a token into the principal of an event. The token itself stays out.
import type { Principal } from "../generated/event.ts";
import { memberOf, textOf } from "./json_rpc.ts";

function listText(value: unknown): string[] | undefined {
  if (typeof value === "string") return [value];
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined;
}

/**
 * @param authInfo `{ clientId, scopes, resource?, extra? }`; a subject among the extra claims names the person, without it
 *   the OAuth client is all that is known
 */
export function readPrincipal(authInfo: unknown): Principal | undefined {
  if (typeof authInfo !== "object" || authInfo === null) return undefined;
  const claims = memberOf(authInfo, "extra");
  const id = textOf(claims, "sub") ?? textOf(authInfo, "clientId");
  const scopes = listText(memberOf(authInfo, "scopes"));
  const resource: unknown = memberOf(authInfo, "resource");
  const audience =
    resource instanceof URL ? [resource.href] : (listText(resource) ?? listText(memberOf(claims, "aud")));
  const issuer = textOf(claims, "iss");
  return {
    ...(id === undefined ? {} : { id }),
    ...(scopes === undefined ? {} : { scopes: [...scopes] }),
    ...(audience === undefined ? {} : { audience }),
    ...(issuer === undefined ? {} : { issuer }),
  };
}

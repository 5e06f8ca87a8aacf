// Turns who an entry says is calling into the principal of an event, and where that was seen.
import type { Principal } from "../../src/generated/event.ts";
import { type Fields, isFields, textOf, textsOf } from "./entry.ts";

export function readPrincipal(said: unknown): Principal | undefined {
  if (typeof said === "string") {
    const [id = "", tenant] = said.split("@");
    return { id, ...(tenant === undefined ? {} : { tenant }) };
  }
  if (!isFields(said)) return undefined;
  const id = textOf(said.id) ?? textOf(said.user) ?? textOf(said.sub);
  const tenant = textOf(said.tenant);
  const issuer = textOf(said.issuer) ?? textOf(said.iss);
  const audience = textsOf(said.audience ?? said.aud);
  return {
    ...(id === undefined ? {} : { id }),
    ...(tenant === undefined ? {} : { tenant }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(audience.length > 0 ? { audience } : {}),
    ...(Array.isArray(said.scopes) ? { scopes: textsOf(said.scopes) } : {}),
  };
}

/** Who an event says is calling: by name, or by the token that was presented. */
function callerOf(event: Fields): unknown {
  if (event.principal !== undefined) return event.principal;
  return [event.token, event.auth].find((said) => isFields(said) && said.type !== "none");
}

/** Only a server knows who calls: an event that says who, or that nobody did, was seen there. */
export function pointOf(event: Fields): { point: "client" | "server" } {
  return { point: callerOf(event) === undefined ? "client" : "server" };
}

/** Where an event says nothing of the principal, the context's is meant; `null` says that there is none. */
export function principalOf(event: Fields, context: Fields): { principal?: Principal } {
  const said = callerOf(event);
  const principal = readPrincipal(said === undefined ? context.principal : said);
  if (principal === undefined) return {};
  // Whoever was authenticated is somebody, also where the entry does not say who.
  const unnamed = isFields(said) && said.type !== undefined && principal.id === undefined ? { id: "caller" } : {};
  return { principal: { ...unnamed, ...principal } };
}

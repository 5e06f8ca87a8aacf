// Adds to an event the facts that Rego cannot compute. Describes only; what follows from a fact is policy's business.
import type { Event, Facts } from "../generated/event.ts";
import { connection } from "./describe/connection.ts";
import { environment, withPackages } from "./describe/environment.ts";
import { promptGet, promptList, promptResult } from "./describe/prompts.ts";
import { authorization, fetch, setting } from "./describe/requests.ts";
import { resourceList, resourceRead, resourceResult } from "./describe/resources.ts";
import { type FactContext, type Makers, Scope } from "./describe/scope.ts";
import { elicitation, roots, sampling, session } from "./describe/server_requests.ts";
import { toolCall, toolList, toolResult } from "./describe/tools.ts";
import { describeHttp } from "./http/describe_http.ts";

const MAKERS: Readonly<Record<Event["kind"], Makers>> = {
  connection,
  environment,
  setting,
  session,
  authorization,
  tool_list: toolList,
  tool_call: toolCall,
  tool_result: toolResult,
  resource_list: resourceList,
  resource_read: resourceRead,
  resource_result: resourceResult,
  prompt_list: promptList,
  prompt_get: promptGet,
  prompt_result: promptResult,
  sampling,
  elicitation,
  roots,
  fetch,
  report: {},
};

/** Whatever it carries, an event that came in a request has the request's facts. */
const EVERY_KIND: Makers = {
  http: ({ event, context }) => (event.http === undefined ? undefined : describeHttp(event, context.addresses)),
};

function makeFacts(scope: Scope, makers: Makers, known: Facts): Facts {
  const made: Facts = {};
  for (const name of Object.keys(makers) as (keyof Facts)[]) {
    const value = known[name] === undefined ? makers[name]?.(scope) : undefined;
    if (value !== undefined) Object.assign(made, { [name]: value });
  }
  return made;
}

/**
 * The software behind a server is worked out where a connection lacks facts, and for other kinds where the operator's
 * settings ask for it.
 */
function withPackage(scope: Scope, isNew: boolean): Event {
  const { event, context } = scope;
  const { server } = event;
  if (server === undefined || server.package !== undefined) return event;
  if (!context.matched.has(server.name) && !(event.kind === "connection" && isNew)) return event;
  const found = scope.launch?.package;
  return found === undefined ? event : { ...event, server: { ...server, package: found } };
}

/**
 * Returns the event with its facts. Facts that the event already has are kept: whoever establishes some of them
 * elsewhere, as the configuration check does for secrets, need not repeat the rest.
 *
 * @throws {RangeError} when there is more in the event than can be described
 */
export function describeEvent(given: Event, context: FactContext): Event {
  if (!Object.hasOwn(MAKERS, given.kind)) return given;
  const scope = new Scope(given, context);
  const made = makeFacts(scope, { ...EVERY_KIND, ...MAKERS[given.kind] }, given.facts ?? {});
  const isNew = Object.keys(made).length > 0;
  const event = given.kind === "environment" && isNew ? withPackages(given) : withPackage(scope, isNew);
  return isNew ? { ...event, facts: { ...made, ...event.facts } } : event;
}

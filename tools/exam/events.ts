// Turns one event of an entry into events of this package: names to fields, nothing weighed.
import { describeSessionId } from "../../src/facts/session/describe_session_id.ts";
import { describeTools } from "../../src/facts/tools/describe_tools.ts";
import { describeUrls } from "../../src/facts/urls/find_urls.ts";
import type { Event, Facts, ToolDefinition } from "../../src/generated/event.ts";
import { readMessage } from "../../src/normalize/message/read_message.ts";
import { readAuthorization } from "./authorization.ts";
import { readConfigEvent, readConnectionEvent, readConsent, readHttp, readServer } from "./connection.ts";
import { type Fields, fieldsOf, isFields, textOf, textsOf } from "./entry.ts";
import { readLeads, readRedirects, resolveUrls } from "./leads.ts";
import { pointOf, principalOf, readPrincipal } from "./principal.ts";
import { actionOf, ownerOf, usedState } from "./session.ts";
import { toDigest } from "./settings.ts";

type Read = (event: Fields, context: Fields) => Event[] | Promise<Event[]>;

function serverOf(event: Fields, context: Fields): { server: Event["server"] & object } {
  const server = readServer(event);
  const args = textsOf(context.server_args);
  return { server: args.length > 0 && server.args === undefined ? { ...server, args } : server };
}

function definitionOf(event: Fields, context: Fields): ToolDefinition | undefined {
  const name = textOf(event.tool) ?? "";
  if (isFields(event.definition)) return { name, ...event.definition };
  if (!isFields(context.arg_schema)) return undefined;
  const properties = Object.entries(context.arg_schema).map(([parameter, said]) => [
    parameter,
    typeof said === "string" ? { type: "string", pattern: said } : said,
  ]);
  return { name, inputSchema: { type: "object", properties: Object.fromEntries(properties) } };
}

/** Whose the objects in a result are, as the entry says. */
function objectsOf(result: Fields): Pick<Facts, "objects"> {
  const tenants = textsOf(result.tenants ?? result.tenant).map((tenant) => ({ pointer: "/result", tenant }));
  const labels = textsOf(result.labels).filter((label) => ["public", "private", "secret"].includes(label));
  const labeled =
    labels.length > 0 ? [{ pointer: "/result", labels: labels as ("public" | "private" | "secret")[] }] : [];
  return { objects: [...tenants, ...labeled] };
}

function contentOf(result: Fields): Record<string, unknown> {
  const failed = typeof result.isError === "boolean" ? { isError: result.isError } : {};
  if (Array.isArray(result.content) || Array.isArray(result.messages)) {
    const { content, messages } = result;
    return {
      ...failed,
      ...(content === undefined ? {} : { content }),
      ...(messages === undefined ? {} : { messages }),
    };
  }
  const text = textOf(result.text) ?? textOf(result.excerpt) ?? textOf(result.content);
  return text === undefined ? failed : { ...failed, content: [{ type: "text", text }] };
}

/** The headers that repeat what the body says. */
function readMirrored(event: Fields): Pick<Event, "http"> {
  const headers = new Map(Object.entries(fieldsOf(event.headers)).map(([name, value]) => [name.toLowerCase(), value]));
  const method = textOf(headers.get("mcp-method"));
  const name = textOf(headers.get("mcp-name"));
  const version = textOf(headers.get("mcp-protocol-version"));
  if (method === undefined && name === undefined && version === undefined) return {};
  return {
    http: {
      direction: "outbound",
      ...(method === undefined ? {} : { header_method: method }),
      ...(name === undefined ? {} : { header_name: name }),
      ...(version === undefined ? {} : { header_protocol_version: version }),
    },
  };
}

const readToolCall: Read = (event, context) => {
  if (typeof event.raw === "string") {
    const read = readMessage(event.raw, { point: "proxy", server: readServer(event) });
    const known = read.flatMap(({ events }) => events.map((one) => ({ ...one, ...readMirrored(event) })));
    const looks = read.map(({ message }) => message);
    return known.length > 0
      ? known
      : looks.map((message) => ({
          kind: "tool_call",
          ...serverOf(event, context),
          tool: { name: message.name ?? "" },
          arguments: {},
          message,
        }));
  }
  const definition = definitionOf(event, context);
  const name = textOf(event.tool) ?? "";
  const common = { ...pointOf(event), ...serverOf(event, context), ...principalOf(event, context) };
  const call: Event = {
    kind: "tool_call",
    ...common,
    tool: { name, ...(definition === undefined ? {} : { definition }) },
    arguments: fieldsOf(event.args),
    ...(event.host === undefined && event.remote_addr === undefined && fieldsOf(event.auth).type !== "none"
      ? readMirrored(event)
      : { http: readHttp(event, context) }),
    ...readConsent(event),
    ...usedState(event, context),
    facts: {
      ...readLeads(event, context),
      ...(typeof event.sha256 === "string" ? { definition_digest: toDigest(event.sha256) } : {}),
    },
  };
  const from = textOf(fieldsOf(event.args).url) ?? textOf(fieldsOf(event.args).uri) ?? "";
  const redirects = readRedirects(event, from, common.server);
  if (!isFields(event.result)) return [call, ...redirects];
  const { result } = event;
  return [
    call,
    ...redirects,
    { kind: "tool_result", ...common, tool: { name }, result: contentOf(result), facts: objectsOf(result) },
  ];
};

function otherTools(context: Fields): Pick<Facts, "other_tools"> {
  const known = Object.entries(fieldsOf(context.other_tools ?? context.known_tools ?? context.other_servers));
  if (known.length === 0) return {};
  return { other_tools: known.flatMap(([server, names]) => textsOf(names).map((name) => ({ server, name }))) };
}

const readToolList: Read = (event, context) => {
  const tools = (Array.isArray(event.tools) ? event.tools : []).filter(isFields);
  const definitions = tools.map(({ sha256: _, ...definition }) => definition as unknown as ToolDefinition);
  const facts = describeTools(definitions, "/tools").map((fact, index) => {
    const digest = tools[index]?.sha256;
    return digest === undefined ? fact : { ...fact, digest: toDigest(digest) };
  });
  const described = { tools: facts, ...otherTools(context) };
  return [{ kind: "tool_list", point: "client", ...serverOf(event, context), tools: definitions, facts: described }];
};

const readResource: Read = (event, context) => {
  const common = { ...pointOf(event), ...serverOf(event, context), ...principalOf(event, context) };
  const resource = { uri: textOf(event.uri) ?? "" };
  const read: Event = { kind: "resource_read", ...common, resource };
  if (!isFields(event.result)) return [read];
  const facts = objectsOf(event.result);
  return [read, { kind: "resource_result", ...common, resource, result: contentOf(event.result), facts }];
};

const readPrompt: Read = (event, context) => {
  const common = { ...pointOf(event), ...serverOf(event, context), ...principalOf(event, context) };
  const prompt = { name: textOf(event.name) ?? textOf(event.prompt) ?? "" };
  const result = fieldsOf(event.result);
  const facts = typeof result.sha256 === "string" ? { facts: { definition_digest: toDigest(result.sha256) } } : {};
  const get: Event = { kind: "prompt_get", ...common, prompt, arguments: fieldsOf(event.args), ...facts };
  return isFields(event.result)
    ? [get, { kind: "prompt_result", ...common, prompt, result: contentOf(result) }]
    : [get];
};

const readSession: Read = (event, context) => {
  const id = textOf(event.session_id);
  const principal = readPrincipal(event.principal === undefined ? context.principal : event.principal);
  const action = actionOf(event);
  // Issuing is what binds a session; from then on the binding is known beforehand.
  const owner = ownerOf(id, context) ?? (["issued", "opened"].includes(action) ? principal?.id : undefined);
  const instructions = textOf(event.instructions);
  const session = {
    action,
    ...(id === undefined ? {} : describeSessionId(id, textsOf(context.seen_ids))),
    ...(owner === undefined ? {} : { owner }),
    ...(textOf(event.method) === undefined ? {} : { method: textOf(event.method) as string }),
    ...(instructions === undefined ? {} : { instructions }),
    ...(typeof event.expired === "boolean" ? { expired: event.expired } : {}),
  };
  return [{ kind: "session", point: "server", ...serverOf(event, context), ...principalOf(event, context), session }];
};

/** Payloads that have the protocol's own names go over as they are. */
function payloadOf(event: Fields): Record<string, unknown> {
  const {
    kind: _kind,
    server: _server,
    principal: _principal,
    consent: _consent,
    user_approved: _approved,
    confirmed: _confirmed,
    user_confirmed: _userConfirmed,
    shown: _shown,
    truncated: _truncated,
    include_context: includeContext,
    max_tokens: maxTokens,
    system_prompt: systemPrompt,
    requested_schema: requestedSchema,
    ...payload
  } = event;
  const written = { includeContext, maxTokens, systemPrompt, requestedSchema };
  const spelled = Object.entries(written).filter(([, value]) => value !== undefined);
  return { ...payload, ...Object.fromEntries(spelled) };
}

const readSampling: Read = (event, context) => [
  { kind: "sampling", point: "client", ...serverOf(event, context), ...readConsent(event), sampling: payloadOf(event) },
];

const readElicitation: Read = (event, context) => [
  {
    kind: "elicitation",
    point: "client",
    ...serverOf(event, context),
    ...readConsent(event),
    elicitation: payloadOf(event),
  },
];

const readRoots: Read = (event, context) => {
  const roots = (Array.isArray(event.roots) ? event.roots : textsOf(context.allowed_roots)).map((root) =>
    isFields(root)
      ? { uri: String(root.uri) }
      : { uri: String(root).startsWith("/") ? `file://${root}` : String(root) },
  );
  return [{ kind: "roots", point: "client", ...serverOf(event, context), roots }];
};

const readFetch: Read = (event, context) => {
  const from = textOf(event.redirected_from) ?? textOf(event.from);
  const purpose = textOf(event.purpose);
  const url = textOf(event.url) ?? "";
  const resolved = resolveUrls(event, context, describeUrls([{ pointer: "/fetch/url", value: url }]));
  const server: Pick<Event, "server"> = event.server === undefined ? {} : serverOf(event, context);
  return [
    {
      kind: "fetch",
      point: "client",
      ...server,
      ...(resolved === undefined ? {} : { facts: { urls: resolved } }),
      fetch: {
        url,
        ...(purpose === undefined ? {} : { purpose: purpose as NonNullable<NonNullable<Event["fetch"]>["purpose"]> }),
        ...(from === undefined ? {} : { redirected_from: from }),
      },
    },
    ...readRedirects(event, url, server.server),
  ];
};

const readList =
  (kind: "resource_list" | "prompt_list", member: "resources" | "prompts"): Read =>
  (event, context) => [
    {
      kind,
      point: "client",
      ...serverOf(event, context),
      [member]: Array.isArray(event[member]) ? event[member] : [],
    } as Event,
  ];

const READ: Readonly<Record<string, Read>> = {
  config: readConfigEvent,
  connection: readConnectionEvent,
  tool_call: readToolCall,
  tool_list: readToolList,
  resource_read: readResource,
  resource_list: readList("resource_list", "resources"),
  prompt_get: readPrompt,
  prompt_list: readList("prompt_list", "prompts"),
  session: readSession,
  sampling: readSampling,
  elicitation: readElicitation,
  roots: readRoots,
  fetch: readFetch,
  auth: readAuthorization,
  authorization: readAuthorization,
  oauth: readAuthorization,
  token: readAuthorization,
};

/** @returns undefined for a kind that has no counterpart */
export async function readEvents(event: Fields, context: Fields): Promise<readonly Event[] | undefined> {
  const kind = textOf(event.kind) ?? "";
  const read = Object.hasOwn(READ, kind) ? READ[kind] : undefined;
  return read === undefined ? undefined : await read(event, context);
}

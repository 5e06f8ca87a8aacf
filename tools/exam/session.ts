// Turns what an entry says of sessions, handles and request states into the session of an event.
import { describeSessionId } from "../../src/facts/session/describe_session_id.ts";
import type { Event, Session } from "../../src/generated/event.ts";
import { type Fields, fieldsOf, textOf, textsOf } from "./entry.ts";
import { readPrincipal } from "./principal.ts";

const ACTIONS: Readonly<Record<string, NonNullable<Session["action"]>>> = {
  issued: "issued",
  issue: "issued",
  created: "issued",
  create: "issued",
  opened: "opened",
  open: "opened",
  initialize: "opened",
  initialized: "opened",
  message: "message",
  request: "message",
  resumed: "resumed",
  resume: "resumed",
  reconnect: "resumed",
  closed: "closed",
  close: "closed",
  delete: "closed",
  deleted: "closed",
  terminate: "closed",
  terminated: "closed",
};

/** Bound to a principal as events name one. */
export function ownerOf(id: string | undefined, context: Fields): string | undefined {
  const bound = fieldsOf(context.session_binding ?? context.handles ?? context.session_owners);
  const said = id === undefined || !Object.hasOwn(bound, id) ? undefined : bound[id];
  return said === undefined ? undefined : (readPrincipal(said)?.id ?? "");
}

/** The session, handle or state that a call comes with. */
export function usedState(event: Fields, context: Fields): Pick<Event, "session"> {
  const state = event.request_state ?? event.requestState;
  const handle = textOf(event.state_handle) ?? textOf(event.handle);
  const id = handle ?? textOf(event.session_id) ?? textOf(state) ?? textOf(fieldsOf(state).value);
  if (id === undefined && state === undefined) return {};
  const owner =
    textOf(event.handle_owner) ??
    textOf(event.issued_to) ??
    textOf(fieldsOf(state).issued_to) ??
    textOf(fieldsOf(state).owner) ??
    ownerOf(id, context);
  const said = event.integrity ?? fieldsOf(state).integrity ?? fieldsOf(state).mac ?? fieldsOf(state).signature;
  const subject = state !== undefined ? "request_state" : handle !== undefined ? "state_handle" : "session";
  return {
    session: {
      action: "message",
      subject,
      ...(id === undefined ? {} : describeSessionId(id, textsOf(context.seen_ids))),
      ...(owner === undefined ? {} : { owner: owner.split("@")[0] ?? "" }),
      ...(said === undefined ? {} : { integrity: said === true || said === "valid" || said === "ok" }),
      ...(typeof event.expired === "boolean" ? { expired: event.expired } : {}),
    },
  };
}

/** What an entry calls its action, in the words of this package. */
export function actionOf(event: Fields): NonNullable<Session["action"]> {
  const said = String(event.action);
  return (Object.hasOwn(ACTIONS, said) ? ACTIONS[said] : undefined) ?? "message";
}

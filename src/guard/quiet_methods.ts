// The messages that no policy is asked about as long as nothing is wrong with their form, and why.
import type { Direction, Shape } from "./json_rpc.ts";

/**
 * Everything else without an event of its own is judged as use of the session. So are these, when they are malformed or came
 * in a request whose HTTP facts are known.
 */
const QUIET: Readonly<Record<string, string>> = {
  ping: "carries nothing",
  "logging/setLevel": "chooses how much the server logs",
  "notifications/initialized": "carries nothing; initialize was judged",
  "notifications/progress": "a number and a text for people, about a request that was judged",
  "notifications/cancelled": "stops a request that was judged",
  "notifications/message": "text for the client's log",
  "notifications/tools/list_changed": "carries nothing; the list is judged when it is fetched",
  "notifications/prompts/list_changed": "carries nothing; the list is judged when it is fetched",
  "notifications/resources/list_changed": "carries nothing; the list is judged when it is fetched",
  "notifications/resources/updated": "names a resource; reading it is judged",
  "notifications/roots/list_changed": "carries nothing; the roots are judged when they are revealed",
  "notifications/elicitation/complete": "names an elicitation that was judged",
  "notifications/subscriptions/acknowledged": "answers a request that was judged",
  "notifications/tasks/status": "the state of a task; its result is judged when it is fetched",
};

/** Answers without an event: what they answer was judged, and the answer carries nothing of the other side's. */
const QUIET_ANSWERS: Readonly<Record<string, string>> = {
  ping: "carries nothing",
  "logging/setLevel": "carries nothing",
  "resources/subscribe": "carries nothing; the subscription was judged",
  "resources/unsubscribe": "carries nothing",
  "subscriptions/listen": "carries nothing; the subscription was judged",
  "completion/complete": "words for a person to choose from; what is chosen is judged when it is sent",
  "sampling/createMessage":
    "a person or a model answered a question that was judged; without a ledger nothing is known of the answer",
  "elicitation/create": "a person answered a question that was judged; without a ledger nothing is known of the answer",
  "tasks/get": "the state of a task; a result that it brings has an event",
  "tasks/list": "names of tasks; their results are judged when they are fetched",
  "tasks/cancel": "the state of a task",
  "tasks/update": "the state of a task",
};

/** What a server asks of a client without an event: nobody's session is used. */
const QUIET_QUESTIONS: Readonly<Record<string, string>> = {
  "roots/list": "carries nothing; the roots are judged when they are revealed",
  "tasks/get": "names a task of the client that a judged request made",
  "tasks/result": "names a task of the client that a judged request made",
  "tasks/list": "carries nothing",
  "tasks/cancel": "stops a task that a judged request made",
};

export function isQuiet(method: string, direction: Direction, shape: Shape | undefined): boolean {
  if (shape === "response") return Object.hasOwn(QUIET_ANSWERS, method);
  return Object.hasOwn(QUIET, method) || (direction === "to_client" && Object.hasOwn(QUIET_QUESTIONS, method));
}

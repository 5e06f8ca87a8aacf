// Tells denials that say that deciding failed from decisions.

/** Whether a denial says that deciding failed, rather than what was decided. That no clause covers an event is a decision. */
export function isUndecided(code: string): boolean {
  return code.startsWith("fail_closed.") && code !== "fail_closed.no_clause";
}

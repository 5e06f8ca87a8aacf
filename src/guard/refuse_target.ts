// Refuses to guard what has a guard, or what is connected already.
import { GuardError } from "./errors.ts";

/** Also of another copy of this package. */
const GUARDED = Symbol.for("mcp-trust.guarded");

export function refuseTwice(target: object, what: string): void {
  if (!Object.hasOwn(target, GUARDED)) {
    Object.defineProperty(target, GUARDED, { value: true });
    return;
  }
  const message = `Expected a ${what} without a guard, found one that has one; guard it once, or make a new one.`;
  throw new GuardError("ERR_GUARD_TWICE", message);
}

/** What came before would never have been judged. */
export function refuseConnected(target: object, what: string): void {
  if (Reflect.get(target, "transport") === undefined) return;
  const message = `Expected a ${what} that is not connected yet; guard it before it connects.`;
  throw new GuardError("ERR_GUARD_CONNECTED", message);
}

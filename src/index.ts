// The library: load a bundle, make an evaluator, ask it about events.
export { BundleError, type BundleErrorCode } from "./bundle/errors.ts";
export {
  type Bundle,
  type BundleIdentity,
  type BundleVerification,
  type LoadBundleOptions,
  loadBundle,
} from "./bundle/load_bundle.ts";
export { loadStandardBundle } from "./bundle/standard_bundle.ts";
export { type CreateEvaluatorOptions, createEvaluator, type Evaluator } from "./evaluator.ts";
export type { FailureCode } from "./failures.ts";
export type { Decision, Effect, Obligation, Reason, Responsible, Severity } from "./generated/decision.ts";
export type { Event, Kind } from "./generated/event.ts";
export type { Lock } from "./generated/lock.ts";
export type { Settings } from "./generated/settings.ts";
export { SettingsError, type SettingsErrorCode, type SettingsProblem } from "./settings/errors.ts";

// What can be wrong with a policy bundle, as a closed set of codes.

export type BundleErrorCode =
  | "ERR_BUNDLE_UNREADABLE"
  | "ERR_BUNDLE_TOO_LARGE"
  | "ERR_BUNDLE_ARCHIVE"
  | "ERR_BUNDLE_CONTENT"
  | "ERR_BUNDLE_DIGEST"
  | "ERR_BUNDLE_WASM"
  | "ERR_BUNDLE_BUILTIN"
  | "ERR_BUNDLE_ENTRYPOINT";

/** A bundle that cannot be used. Nothing is ever decided with part of one. */
export class BundleError extends Error {
  override readonly name = "BundleError";
  readonly code: BundleErrorCode;

  constructor(code: BundleErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

// Refuses options of `wrap` that would do nothing, or something else than was meant, beside the others.
import { UsageError } from "./exit_code.ts";

export interface GivenWrapOptions {
  readonly name?: string | undefined;
  readonly env?: readonly string[] | undefined;
  readonly cwd?: string | undefined;
  readonly variablesFile?: string | undefined;
  readonly url?: string | undefined;
  readonly listen?: string | undefined;
  readonly header?: readonly string[] | undefined;
  readonly headerEnv?: readonly string[] | undefined;
  readonly allowedHost?: readonly string[] | undefined;
  readonly allowedOrigin?: readonly string[] | undefined;
}

/** Options that say something about one form only, and what that form is told by. */
const NEEDS: Readonly<
  Partial<Record<keyof GivenWrapOptions, readonly [option: string, form: "--" | "--url" | "--listen"]>>
> = {
  env: ["--env", "--"],
  cwd: ["--cwd", "--"],
  variablesFile: ["--variables-file", "--"],
  listen: ["--listen", "--url"],
  header: ["--header", "--url"],
  headerEnv: ["--header-env", "--url"],
  allowedHost: ["--allowed-host", "--listen"],
  allowedOrigin: ["--allowed-origin", "--listen"],
};

const FORMS = {
  "--": "-- and the server's command beside it",
  "--url": "--url beside it",
  "--listen": "--url and --listen beside it",
} as const;

/** @throws {UsageError} */
export function checkWrapOptions(command: string | undefined, options: GivenWrapOptions): void {
  const { url, listen, name, env = [] } = options;
  if ((command === undefined) === (url === undefined))
    throw new UsageError("wrap: expected either -- and the server's command, or --url and its address");
  const has = { "--": command !== undefined, "--url": url !== undefined, "--listen": listen !== undefined };
  for (const [key, [option, form]] of Object.entries(NEEDS))
    if (options[key as keyof GivenWrapOptions] !== undefined && !has[form])
      throw new UsageError(`${option}: expected ${FORMS[form]}`);
  if (name !== undefined && (name === "" || name.startsWith("-")))
    throw new UsageError("--name: expected the server's key in your settings");
  // INVARIANT: the text may hold a secret, so it is not repeated.
  if (env.some((variable) => variable === "" || variable.includes("=")))
    throw new UsageError("--env: expected the name of a variable, without its value");
}

// Plays an attack or the ordinary work once: real processes and connections, guarded or not, and what the guard said.
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadStandardBundle } from "../../src/bundle/standard_bundle.ts";
import { createEvaluator, type Evaluator } from "../../src/evaluator.ts";
import { digestValue } from "../../src/facts/digest.ts";
import type { Decision, Reason } from "../../src/generated/decision.ts";
import type { Event, Principal } from "../../src/generated/event.ts";
import type { Lock } from "../../src/generated/lock.ts";
import type { Settings } from "../../src/generated/settings.ts";
import {
  type AskAnswer,
  createLedger,
  createToolDirectory,
  type DecisionLog,
  guardClient,
  guardServer,
} from "../../src/guard/index.ts";
import { readHeaders } from "../../src/http/describe_request.ts";
import { createHttpGuard, type IncomingRequest } from "../../src/http/index.ts";
import type { Attack, Objection, ServerPart } from "./attack.ts";
import { type ClientKind, Connection, createClient, type Person } from "./connection.ts";
import { Place } from "./place.ts";
import { type Listening, serveHttp, serveText } from "./serve_http.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const bundle = await loadStandardBundle();

/** Stands for what verifies a token: who is called what in this header is who the token was issued to. */
function identify(request: IncomingRequest): Principal | undefined {
  const id = readHeaders(request).get("x-verified-user");
  return id === undefined ? undefined : { id };
}

function agree(): AskAnswer {
  return { allow: true, shown: ["message", "url", "tool", "arguments"], truncated: false };
}

export interface Cast {
  /** The file of the attack, without its ending. */
  readonly file: string;
  readonly attack: Attack;
  readonly guarded: boolean;
  readonly hostile: boolean;
}

export class Stage {
  readonly place: Place;
  readonly #cast: Cast;
  readonly #open: { close(): Promise<void> }[] = [];
  readonly #servers = new Map<string, Listening>();
  readonly #ledger = createLedger();
  readonly #directory = createToolDirectory();
  readonly #objections: { readonly kind: string; readonly reason: Reason }[] = [];
  #evaluator: Evaluator | undefined;
  #site: URL | undefined;
  /** Everything that the model read. */
  readonly heard: string[] = [];

  private constructor(place: Place, cast: Cast) {
    this.place = place;
    this.#cast = cast;
  }

  /** Runs what is to be done, and takes everything down again. */
  static async play<T>(cast: Cast, act: (stage: Stage) => Promise<T>): Promise<T> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), "mcp-trust-attack-")));
    const stage = new Stage(new Place(folder, cast.hostile), cast);
    try {
      await stage.place.furnish();
      await stage.#prepare();
      return await act(stage);
    } finally {
      for (const one of stage.#open.reverse()) await one.close();
      await rm(folder, { recursive: true, force: true });
    }
  }

  get objections(): readonly Objection[] {
    return this.#objections.map(({ kind, reason: { effect, code } }) => [kind, effect, code] as const);
  }

  /** Whose it is to mend, of the first objection. */
  get responsible(): string | undefined {
    return this.#objections[0]?.reason.responsible;
  }

  async #prepare(): Promise<void> {
    const { attack, guarded } = this.#cast;
    const { site } = attack;
    if (site !== undefined) this.#site = this.#keep(await serveText(() => site(this.place))).url;
    for (const [name, part] of Object.entries(attack.servers))
      if (part.transport === "http" && part.guardsItself === undefined) await this.#serve(name, part);
    if (guarded) {
      const lock = await this.#review();
      const settings = this.#settings(attack.settings(this.place));
      this.#evaluator = await createEvaluator({ bundle, settings, lock });
    }
    for (const [name, part] of Object.entries(attack.servers)) if (part.guardsItself) await this.#serve(name, part);
  }

  #keep<T extends { close(): Promise<void> }>(one: T): T {
    this.#open.push(one);
    return one;
  }

  async #serve(name: string, part: ServerPart): Promise<void> {
    const evaluator = part.guardsItself ? this.#evaluator : undefined;
    const create = () => part.create(this.place);
    if (evaluator === undefined) {
      this.#servers.set(name, this.#keep(await serveHttp(part, create)));
      return;
    }
    const options = { evaluator, server: name, log: this.#log, handled: ["display"] } as const;
    const guard = createHttpGuard({ ...options, identify });
    const { readHttp, readPrincipal } = guard;
    const guarded = () => guardServer(create() as never, { ...options, readHttp, readPrincipal });
    this.#servers.set(name, this.#keep(await serveHttp(part, guarded, guard)));
  }

  /** The operator admitted exactly this command, or this address. */
  #settings(written: Settings): Settings {
    const { servers = {}, waivers = [], ...rest } = written;
    const { attack } = this.#cast;
    const all = Object.keys(attack.servers).map((name) => {
      const url = this.#servers.get(name)?.url.href;
      const [command, ...args] = this.#command(name);
      const match = url === undefined ? { command, args } : { url };
      // Who guards itself knows nothing of how it is reached.
      const admitted = attack.servers[name]?.guardsItself ? {} : { match };
      return [name, { ...admitted, ...servers[name] }] as const;
    });
    const standing = {
      name: "clone-anywhere",
      code: "local_server_is_software.executable_in_shared_folder",
      reason: "the servers of these attacks are started from wherever the clone stands",
      expires: "9999-12-31",
    };
    return { ...rest, servers: Object.fromEntries(all), waivers: [...waivers, standing] };
  }

  /** What the operator looked at before, without a guard. */
  async #review(): Promise<Lock> {
    const servers: Lock["servers"] = {};
    for (const name of this.#cast.attack.approved ?? []) {
      const connection = await this.#connect(name, "v1", undefined);
      const tools = await connection.list();
      servers[name] = { tools: Object.fromEntries(tools.map((tool) => [tool.name, digestValue(tool)])) };
      await connection.close();
    }
    return { version: 1, servers };
  }

  #command(name: string): readonly [string, ...string[]] {
    const { file, attack, hostile } = this.#cast;
    const own = hostile ? attack.servers[name]?.command?.(this) : undefined;
    if (own !== undefined) return own;
    const script = fileURLToPath(new URL("serve_stdio.ts", import.meta.url));
    const mode = hostile ? "hostile" : "honest";
    return [process.execPath, "--import", "tsx", script, file, name, this.place.folder, mode];
  }

  readonly #log: DecisionLog = {
    record: ({ kind }: Event, { effect, reasons }: Decision) => {
      if (effect === "allow") return;
      // Behind its own no the guard repeats what the policy said.
      const [first] = reasons;
      const said = first.clause === "fail_closed" ? [first] : reasons;
      for (const reason of said) if (reason.effect !== "allow") this.#objections.push({ kind, reason });
    },
  };

  async #connect(name: string, kind: ClientKind, person: Person | undefined, guarded = false): Promise<Connection> {
    const [command, ...args] = this.#command(name);
    const target = this.#servers.get(name)?.url ?? { command, args, cwd: ROOT };
    const { client, transport } = createClient(kind, target, person);
    const evaluator = this.#evaluator;
    if (guarded && evaluator !== undefined) {
      const ask = this.#cast.attack.confirms ? agree : undefined;
      // Confined, a server could keep nothing, and the attack would fail for another reason than its messages.
      const kept = { ledger: this.#ledger, directory: this.#directory, log: this.#log };
      const shared = { ...kept, ask, handled: ["display", "sandbox"] } as const;
      guardClient(client, { evaluator, server: name, ...shared });
    }
    const connection = new Connection(client, this.heard);
    this.#open.push(connection);
    await client.connect(transport as never);
    return connection;
  }

  /** Connects the host to a server: one line makes the guarded host out of the other. */
  async connect(name: string, kind: ClientKind, person?: Person): Promise<Connection> {
    const { guarded, attack } = this.#cast;
    const itself = attack.servers[name]?.guardsItself === true;
    return await this.#connect(name, kind, person, guarded && !itself);
  }

  /** Where a server listens, for whoever is no client of an SDK. */
  url(name: string): URL {
    const listening = this.#servers.get(name);
    if (listening === undefined) throw new Error(`Expected a server on HTTP, got ${name}.`);
    return listening.url;
  }

  /** Where the web server of the attack is. */
  get site(): URL {
    if (this.#site === undefined) throw new Error("Expected an attack with a site.");
    return this.#site;
  }
}

// What one published attack is here: hostile servers, a host that believes what it reads, and what is stolen.
import type { Settings } from "../../src/generated/settings.ts";
import type { Place } from "./place.ts";
import type { Stage } from "./stage.ts";

/** A server of an official SDK, of either version; what runs it decides which of the two it takes. */
export interface AnyServer {
  close(): Promise<void>;
}

export interface ServerPart {
  readonly sdk: "v1" | "v2";
  /** stdio: in a process of its own. http: on a port of the loopback interface. */
  readonly transport: "stdio" | "http";
  /** Made anew for each process, session or request. */
  create(place: Place): AnyServer;
  /** The command of a stdio server, where starting it is the attack. */
  readonly command?: (stage: Stage) => readonly [string, ...string[]];
  /** It is this server's own guard that is tried, not the client's. */
  readonly guardsItself?: true;
}

/** What was objected to: the kind of event, the effect, and the code. */
export type Objection = readonly [kind: string, effect: "ask" | "deny" | "allow", code: string];

export interface Attack {
  /** As in the table that `npm run attacks` prints. */
  readonly name: string;
  /** Who published it, when, about what. */
  readonly published: string;
  readonly servers: Readonly<Record<string, ServerPart>>;
  /** What a web server answers that is there beside the servers. */
  readonly site?: (place: Place) => string;
  /** What an operator writes who wants the ordinary work done. How servers are started or reached is filled in. */
  settings(place: Place): Settings;
  /** The operator reviewed the definitions of these servers before. */
  readonly approved?: readonly string[];
  /** Somebody says yes to whatever the guard asks about. Otherwise there is nobody to ask. */
  readonly confirms?: true;
  /** The attack, as a host plays along. Calls that are denied come back as their texts. */
  play(stage: Stage): Promise<void>;
  /** Whether the attacker has it. */
  stolen(stage: Stage): Promise<boolean>;
  /** Every objection of the guard, in order. */
  readonly stoppedBy: readonly Objection[];
  readonly ordinary: {
    /** What the same servers are for, with nothing hostile about them. */
    work(stage: Stage): Promise<readonly string[]>;
    readonly gives: readonly string[];
    /** What a person says yes to meanwhile. */
    readonly asks?: readonly Objection[];
  };
}

// Looks up, in a bundle, everything that is said about a reason code or a clause.
import { type ReasonEntry, type ReasonProse, readProse } from "./catalogue.ts";
import { type Clause, readClauses } from "./clauses.ts";
import type { Bundle } from "./load_bundle.ts";

export interface ExplainedReason extends ReasonEntry, ReasonProse {
  readonly code: string;
  /** What each profile says, for codes that profiles weigh; a profile that does not know the topic denies. */
  readonly profiles: Readonly<Record<string, string>>;
}

export interface ExplainedClause extends Clause {
  readonly slug: string;
  readonly reasons: readonly ExplainedReason[];
}

export interface Explained {
  readonly reasons: ReadonlyMap<string, ExplainedReason>;
  readonly clauses: ReadonlyMap<string, ExplainedClause>;
}

/** The order profiles are read in. */
const STRICTNESS = ["personal", "team", "managed"];

/** A clause that is no clause of the trust model, such as fail_closed. */
const UNLISTED: Clause = { section: "", title: "", says: "" };

/** @param data a bundle's data document */
export function explainData(data: Bundle["data"]): Explained {
  const { reasons = {} } = (data.catalogue ?? {}) as { reasons?: Readonly<Record<string, ReasonEntry>> };
  const tables = (data.tables ?? {}) as {
    profiles?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  const profilesOf = (topic: string) =>
    topic === ""
      ? {}
      : Object.fromEntries(
          Object.entries(tables.profiles ?? {})
            .sort(([one], [other]) => STRICTNESS.indexOf(one) - STRICTNESS.indexOf(other))
            .map(([profile, topics]) => [profile, topics[topic] ?? "deny"]),
        );
  const explained = [...readProse({ data })].flatMap(([code, prose]): ExplainedReason[] => {
    const entry = reasons[code];
    return entry === undefined ? [] : [{ code, ...entry, ...prose, profiles: profilesOf(prose.topic) }];
  });
  explained.sort((one, other) => (one.code < other.code ? -1 : 1));
  const listed = readClauses({ data });
  const slugs = new Set([...listed.keys(), ...explained.map(({ clause }) => clause)]);
  const clauses = [...slugs].map((slug): ExplainedClause => {
    const own = explained.filter(({ clause }) => clause === slug);
    return { slug, ...(listed.get(slug) ?? UNLISTED), reasons: own };
  });
  return {
    reasons: new Map(explained.map((reason) => [reason.code, reason])),
    clauses: new Map(clauses.map((clause) => [clause.slug, clause])),
  };
}

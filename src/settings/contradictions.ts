// Finds what settings say and take back in the same breath: nobody can tell which of the two is meant.
import type { Grants, ServerSettings, Settings } from "../generated/settings.ts";

export interface Contradiction {
  readonly path: readonly string[];
  readonly message: string;
}

type Finder = (settings: Settings) => Contradiction[];

function servers(settings: Settings): [string, ServerSettings][] {
  return Object.entries(settings.servers ?? {}).flatMap(([name, server]) => (server ? [[name, server]] : []));
}

/** Lists of one server's tools that exclude each other, the first named by the message. */
const EXCLUSIVE = [
  ["allow", "deny"],
  ["ask", "deny"],
  ["read_only", "deny"],
] as const;

const findTools: Finder = (settings) =>
  servers(settings).flatMap(([name, { tools = {} }]) =>
    EXCLUSIVE.flatMap(([one, other]) =>
      (tools[one] ?? []).flatMap((tool, index) =>
        tools[other]?.includes(tool)
          ? [
              {
                path: ["servers", name, "tools", one, String(index)],
                message: `tool \`${tool}\` stands under ${one} and under ${other}; keep it in one of them`,
              },
            ]
          : [],
      ),
    ),
  );

/** A grant that includes another: it cannot be given while the other is refused. */
const INCLUDES: readonly (readonly [keyof Grants, string, string])[] = [
  ["git", "write", "read"],
  ["git", "rewrite_history", "write"],
  ["git", "rewrite_history", "read"],
  ["database", "write", "read"],
];

const findGrants: Finder = (settings) =>
  servers(settings).flatMap(([name, { grants = {} }]) =>
    INCLUDES.flatMap(([family, wider, narrower]) => {
      const grant = grants[family] as Readonly<Record<string, unknown>> | undefined;
      if (grant?.[wider] !== true || grant[narrower] !== false) return [];
      const path = ["servers", name, "grants", family, wider];
      return [
        { path, message: `${wider} includes ${narrower}, which is refused; leave ${narrower} out or set it to true` },
      ];
    }),
  );

const findModel: Finder = (settings) =>
  servers(settings).flatMap(([name, { grants = {} }]) =>
    grants.model?.sampling === false && grants.model.max_tokens !== undefined
      ? [
          {
            path: ["servers", name, "grants", "model", "max_tokens"],
            message: "limits sampling, which is not granted; set sampling to true or leave the limit out",
          },
        ]
      : [],
  );

function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const findWaivers: Finder = ({ waivers = [] }) =>
  waivers.flatMap(({ name, code, expires }, index) => {
    const at = (member: string) => ["waivers", String(index), member];
    const found: Contradiction[] = [];
    if (!isDate(expires)) found.push({ path: at("expires"), message: `\`${expires}\` is no day of the calendar` });
    if (code.startsWith("fail_closed."))
      found.push({
        path: at("code"),
        message: `\`${code}\` says that nothing could be judged, which nobody can answer for`,
      });
    if (waivers.findIndex((other) => other.name === name) !== index)
      found.push({
        path: at("name"),
        message: `another waiver is called \`${name}\`; decisions would not tell them apart`,
      });
    return found;
  });

const FINDERS: readonly Finder[] = [findTools, findGrants, findModel, findWaivers];

/** @param settings as schemas/settings.json has them */
export function findContradictions(settings: Settings): Contradiction[] {
  return FINDERS.flatMap((find) => find(settings));
}

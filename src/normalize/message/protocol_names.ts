// The member names that the protocol gives a meaning to, by the place of the object that has them.
import { foldName } from "./fold_name.ts";

const META = [
  "progressToken",
  "io.modelcontextprotocol/protocolVersion",
  "io.modelcontextprotocol/clientInfo",
  "io.modelcontextprotocol/clientCapabilities",
  "io.modelcontextprotocol/serverInfo",
  "io.modelcontextprotocol/logLevel",
  "io.modelcontextprotocol/subscriptionId",
];

/** `*` stands for an index. Arguments, schemas and structured content are not here: their names are the tool's. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  "": ["jsonrpc", "id", "method", "params", "result", "error"],
  "/params": [
    ..."_meta arguments capabilities clientInfo cursor includeContext inputResponses maxTokens message messages mode".split(
      " ",
    ),
    ..."name notifications protocolVersion ref requestState requestedSchema systemPrompt task tools uri url".split(" "),
  ],
  "/result": [
    ..."_meta action capabilities content contents inputRequests instructions isError messages nextCursor prompts".split(
      " ",
    ),
    ..."protocolVersion requestState resourceTemplates resources resultType roots serverInfo structuredContent tools".split(
      " ",
    ),
  ],
  "/error": ["code", "message", "data"],
  "/params/_meta": META,
  "/result/_meta": META,
  "/result/tools/*": "_meta annotations description icons inputSchema name outputSchema title".split(" "),
  "/result/prompts/*": "_meta arguments description icons name title".split(" "),
  "/result/resources/*": "_meta annotations description icons mimeType name size title uri".split(" "),
  "/result/resourceTemplates/*": "_meta annotations description icons mimeType name title uriTemplate".split(" "),
  "/result/contents/*": "_meta blob mimeType text uri".split(" "),
  "/result/content/*": "_meta annotations blob data mimeType name resource text type uri".split(" "),
};

const FOLDED: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries(NAMES).map(([place, names]) => [place, new Map(names.map((name) => [foldName(name), name]))]),
);

/** The longest place has three parts. */
const MAX_PARTS = 3;

/** Whether a name in the object at `parts` is, but for case and what is not seen, one that the protocol knows there. */
export function isProtocolVariant(parts: readonly (string | number)[], name: string, fold: string): boolean {
  if (parts.length > MAX_PARTS) return false;
  const place = parts.map((part) => (typeof part === "number" ? "/*" : `/${part}`)).join("");
  const known = FOLDED.get(place)?.get(fold);
  return known !== undefined && known !== name;
}

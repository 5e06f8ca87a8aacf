// Says on standard error what `wrap` did not let happen, as standard output belongs to the protocol.
import type { Evaluator } from "../evaluator.ts";
import type { AdmissionDeniedError } from "../guard/errors.ts";
import type { Direction } from "../guard/json_rpc.ts";
import type { Block } from "../guard/verdict.ts";
import { describeArgs, nameResponsible, printable } from "../report/place.ts";
import { wrapText } from "../wrap_text.ts";
import type { Io } from "./io.ts";

/** Attacker-controlled: a server can be denied things without end, and whoever reads this may be slow. */
const MAX_LINES = 100;

type Told = NonNullable<Block["decisions"][number]>;

function describeBlock(
  { id, reasons }: Told,
  direction: Direction,
  evaluator: Pick<Evaluator, "explain">,
  server: string,
): string {
  const [{ code }] = reasons;
  const title = evaluator.explain(code)?.title;
  const way = direction === "to_server" ? `to ${server}` : `from ${server} to the client`;
  return `mcp-trust: blocked on its way ${way}: ${title === undefined ? code : `${title} (${code})`}, decision ${id}`;
}

/**
 * A line for each message that was not passed on, of the bundle's own words only.
 *
 * @param name of the server, as the operator calls it
 */
export function createBlockReport(
  evaluator: Pick<Evaluator, "explain">,
  name: string,
  io: Io,
): (verdict: Block, direction: Direction) => void {
  const server = printable(name);
  let lines = 0;
  return ({ decisions }, direction) => {
    const decision = decisions.at(-1);
    // What a person is being asked about is not decided yet.
    if (decision?.effect !== "deny") return;
    lines += 1;
    if (lines > MAX_LINES) return;
    io.err(`${describeBlock(decision, direction, evaluator, server)}\n`);
    if (lines === MAX_LINES) io.err("mcp-trust: what is blocked from here on is only in the decision log\n");
  };
}

/** Why a server was not started or connected to, as `check` says it. */
export function renderRefusal({ server, decisionId, reasons }: AdmissionDeniedError, columns: number): string {
  const wrap = (text: string) => wrapText(text, columns - 4).map((line) => `    ${line}`);
  const lines = reasons.flatMap(({ code, title, remedy = "", effect, severity, responsible, args }) => {
    const details = describeArgs(args);
    return [
      `  ${effect} ${severity}  ${title ?? code}`,
      ...(details === "" ? [] : wrap(printable(details))),
      ...(remedy === "" ? [] : wrap(`What to do: ${remedy}`)),
      `    ${code}, responsible: ${nameResponsible(responsible)}`,
      "",
    ];
  });
  const what = `mcp-trust: the policy does not admit ${printable(server)}; nothing was started or connected to.`;
  return [what, "", ...lines, `Decision ${decisionId}. mcp-trust explain CODE says more.`, ""].join("\n");
}

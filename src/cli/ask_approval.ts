// Turns a server under review into what is decided about it: by whoever sits there, or by the options.
import type { Review, StaleApproval } from "../approve/list_reviews.ts";
import { count, printable } from "../report/place.ts";
import { renderStale } from "../report/review_text.ts";
import type { Io } from "./io.ts";

type Ask = NonNullable<Io["ask"]>;

/** quit: nothing more is asked. gone: whoever was asked left, and nothing they said before counts. */
export type Answer = "approved" | "left" | "quit" | "gone";

const DENIED =
  "The policy denies this server and goes on denying it: an approval records a review, it waives nothing.\n";

/** What the policy denies takes more than a letter. */
async function askAbout({ name }: Review, denied: boolean, ask: Ask): Promise<Answer> {
  const words = denied ? "approve" : "y (yes)";
  const question = `${denied ? DENIED : ""}Approve ${printable(name)}? ${words}, n (no), q (quit): `;
  for (;;) {
    const answer = (await ask(question))?.trim().toLowerCase();
    if (answer === undefined) return "gone";
    if (denied ? answer === "approve" : answer === "y" || answer === "yes") return "approved";
    if (answer === "n" || answer === "no") return "left";
    if (answer === "q" || answer === "quit") return "quit";
  }
}

/** @param ask undefined: approve as the options say */
export async function decideReview(
  review: Review,
  denied: boolean,
  { ask, acceptDenied }: { ask: Ask | undefined; acceptDenied: boolean },
  io: Io,
): Promise<Answer> {
  if (ask !== undefined) return await askAbout(review, denied && !acceptDenied, ask);
  if (!denied || acceptDenied) return "approved";
  io.out("    Left unapproved: the policy denies it. --accept-denied records the review all the same.\n\n");
  return "left";
}

/** @returns the approvals that are to go */
export async function decideStale(
  stale: readonly StaleApproval[],
  { ask, prune }: { ask: Ask | undefined; prune: boolean },
  io: Io,
): Promise<readonly StaleApproval[]> {
  if (stale.length === 0) return [];
  io.out(`${count(stale.length, "approval")} of what is configured nowhere here any more:\n`);
  for (const one of stale) io.out(renderStale(one));
  if (prune && ask === undefined) return stale;
  if (ask === undefined) {
    io.out("Left as they are; --prune removes them.\n");
    return [];
  }
  const answer = (await ask("Remove them? y (yes), n (no): "))?.trim().toLowerCase();
  return answer === "y" || answer === "yes" ? stale : [];
}

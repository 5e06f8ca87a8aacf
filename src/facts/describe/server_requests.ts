// Makes the facts of what a server says about itself and asks of its client: instructions, sampling, elicitation, roots.
import { digestValue } from "../digest.ts";
import { findHiddenText } from "../hidden_text/find_hidden_text.ts";
import { describePaths } from "../paths/describe_paths.ts";
import { findPaths } from "../paths/find_paths.ts";
import { describeFields } from "../tools/describe_fields.ts";
import { describeUrls } from "../urls/find_urls.ts";
import type { Makers } from "./scope.ts";

/** Every root is looked up on the file system. */
const MAX_ROOTS = 1000;

export const session: Makers = {
  hidden_text: ({ event }) => findHiddenText(event.session?.instructions ?? "", "/session/instructions"),
  instructions_digest: ({ event: { session } }) =>
    session?.instructions === undefined ? undefined : digestValue(session.instructions),
};

export const sampling: Makers = {
  hidden_text: ({ event }) => findHiddenText(event.sampling ?? {}, "/sampling"),
};

export const elicitation: Makers = {
  fields: ({ event }) => describeFields(event.elicitation?.requestedSchema ?? {}, "/elicitation/requestedSchema"),
  urls: ({ event: { elicitation } }) =>
    elicitation?.url === undefined ? [] : describeUrls([{ pointer: "/elicitation/url", value: elicitation.url }]),
  hidden_text: ({ event }) => findHiddenText(event.elicitation ?? {}, "/elicitation"),
};

export const roots: Makers = {
  paths: ({ event: { roots = [] }, context, pathContext }) => {
    if (roots.length > MAX_ROOTS) throw new RangeError(`more than ${MAX_ROOTS} roots`);
    const found = roots.flatMap(({ uri }, index) => findPaths(uri, `/roots/${index}/uri`));
    return describePaths(
      found.filter(({ found_by }) => found_by === "uri"),
      context.roots,
      pathContext,
    );
  },
};

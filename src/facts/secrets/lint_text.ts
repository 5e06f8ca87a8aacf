// Loads secretlint's recommended rules as a function that finds known shapes in a text without waiting.
import type { SecretSpan } from "./secret_span.ts";

export type LintText = (content: string) => SecretSpan[];

// Attacker-controlled: it obeys comments in the text, and `secretlint-disable` beside a secret is no reason to show it.
const OBEYS_COMMENTS = "@secretlint/secretlint-rule-filter-comments";

function nameRule(ruleId: string): string {
  const name = ruleId.replace(/^.*secretlint-rule-/, "").replaceAll("-", "_");
  return name === "privatekey" ? "private_key" : name;
}

/** Positions in lines are asked for by the rule about comments only. */
function refuse(): never {
  throw new TypeError("expected a rule that reads the content only");
}

function createSource(content: string) {
  return {
    content,
    contentType: "text" as const,
    ext: "",
    filePath: "values",
    hasBOM: false,
    physicalFilePath: undefined,
    getFilePath: () => "values",
    getPhysicalFilePath: () => undefined,
    indexToPosition: refuse,
    locationToRange: refuse,
    positionToIndex: refuse,
    rangeToLocation: refuse,
  };
}

/**
 * `@secretlint/core` runs the same rules behind a promise. The rules themselves wait for nothing when there is no file
 * to read, and a decision that is recorded cannot wait.
 */
export async function loadLintText(): Promise<LintText> {
  const { rules } = await import("@secretlint/secretlint-rule-preset-recommend");
  const scanners = rules.filter(({ meta }) => meta.id !== OBEYS_COMMENTS);
  return (content) => {
    const source = createSource(content);
    const spans: SecretSpan[] = [];
    for (const rule of scanners) {
      const type = nameRule(rule.meta.id);
      const handler = rule.create(
        {
          sharedOptions: {},
          createTranslator: () => (messageId) => ({ message: "", messageId: String(messageId), data: undefined }),
          report: ({ range: [start, end] }) => spans.push({ start, end, found_by: "shape", type }),
          ignore() {},
        },
        {},
      );
      if (handler.file?.(source) instanceof Promise)
        throw new TypeError(`expected ${rule.meta.id} to wait for nothing`);
    }
    return spans;
  };
}

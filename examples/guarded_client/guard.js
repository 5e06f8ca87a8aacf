// Makes clients that reach their servers through the policy: those of one conversation, with one log and one ledger.
import { Client } from "@modelcontextprotocol/client";
import { createEvaluator, loadStandardBundle } from "mcp-trust";
import { createDecisionLog, createLedger, createSandbox, createToolDirectory, guardClient } from "mcp-trust/guard";

export async function createConversation(settings, ask, path) {
  const guard = {
    evaluator: await createEvaluator({ bundle: await loadStandardBundle(), settings }),
    log: await createDecisionLog({ path }), // no trace, no action
    ledger: createLedger(), // what servers gave to the model, and where it goes from there
    directory: createToolDirectory(), // which tools the servers have, so that none takes another's name
    sandbox: await createSandbox(), // confines servers to their grants, where this machine can
    ask, // shows a person what the policy wants a yes for
    remembered: new Set(), // what they said yes to from now on
    handled: ["display"], // this host shows every call by itself
  };
  const createClient = (server) => guardClient(new Client({ name: "my-host", version: "1.0.0" }), { ...guard, server });
  return { createClient, close: () => guard.log.close() };
}

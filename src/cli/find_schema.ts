// Finds the schema that an editor can check a written file against, where there is one beside it.
import { dirname, join } from "node:path";
import { exists } from "./exists.ts";

/**
 * As seen from the file, so that it works without a network, and for everybody who has the repository. Nothing where the
 * package is not installed: an editor would complain about what is not there.
 *
 * @param name of the schema, as under schemas/
 */
export async function findSchema(file: string, name: string): Promise<string | undefined> {
  const path = `node_modules/mcp-trust/schemas/${name}.json`;
  return (await exists(join(dirname(file), path))) ? `./${path}` : undefined;
}

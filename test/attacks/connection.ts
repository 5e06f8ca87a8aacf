// A host's connection to one server, over a real client of either SDK, and the person or model that answers its questions.
import { Client as ModernClient, StreamableHTTPClientTransport as ModernHttp } from "@modelcontextprotocol/client";
import { StdioClientTransport as ModernStdio } from "@modelcontextprotocol/client/stdio";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as LegacyStdio } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport as LegacyHttp } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { CreateMessageRequestSchema, ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";

export type ClientKind = "v1" | "v2 legacy" | "v2 auto";

export interface Tool {
  readonly name: string;
  readonly description?: string;
}

/** Who is behind a client. Both believe what they are told. */
export interface Person {
  /** Fills in a form, or opens a link. */
  readonly elicited?: (question: { message: string; url?: string }) => object;
  /** The host's model. */
  readonly sampled?: (prompt: string) => string;
}

interface AnyClient {
  connect(transport: never): Promise<void>;
  close(): Promise<void>;
  listTools(): Promise<{ tools: Tool[] }>;
  callTool(params: object): Promise<{ content?: unknown }>;
  setRequestHandler(method: unknown, handler: (request: { params: never }) => Promise<object>): void;
}

interface Command {
  readonly command: string;
  readonly args: string[];
  readonly cwd: string;
}

export function createClient(kind: ClientKind, target: URL | Command, person: Person = {}) {
  const { elicited, sampled } = person;
  const capabilities = {
    ...(elicited === undefined ? {} : { elicitation: { form: {}, url: {} } }),
    ...(sampled === undefined ? {} : { sampling: {} }),
  };
  const identity = { name: "host", version: "1.0.0" };
  const isLegacy = kind === "v1";
  const mode = kind === "v2 auto" ? "auto" : "legacy";
  const client = (isLegacy
    ? new LegacyClient(identity, { capabilities })
    : new ModernClient(identity, { capabilities, versionNegotiation: { mode } })) as unknown as AnyClient;
  if (elicited !== undefined)
    client.setRequestHandler(isLegacy ? ElicitRequestSchema : "elicitation/create", async ({ params }) =>
      elicited(params),
    );
  if (sampled !== undefined)
    client.setRequestHandler(
      isLegacy ? CreateMessageRequestSchema : "sampling/createMessage",
      async ({ params }: { params: unknown }) => {
        const text = sampled(JSON.stringify(params));
        return { model: "host", role: "assistant", content: { type: "text", text } };
      },
    );
  const [Http, Stdio] = isLegacy ? [LegacyHttp, LegacyStdio] : [ModernHttp, ModernStdio];
  const transport: object = target instanceof URL ? new Http(target) : new Stdio({ ...target, stderr: "ignore" });
  return { client, transport };
}

function textOf(content: unknown): string {
  return (content as { text?: string }[]).map(({ text = "" }) => text).join("\n");
}

/** A protocol's own no; everything else is a mistake of the test. */
function isDenial(thrown: unknown): thrown is Error {
  return thrown instanceof Error && (thrown as { code?: unknown }).code === 4030;
}

export class Connection {
  readonly #client: AnyClient;
  readonly #heard: string[];

  constructor(client: AnyClient, heard: string[]) {
    this.#client = client;
    this.#heard = heard;
  }

  async list(): Promise<Tool[]> {
    try {
      const { tools } = await this.#client.listTools();
      return tools;
    } catch (error) {
      if (isDenial(error)) return [];
      throw error;
    }
  }

  /** What a tool is said to be for; empty when there is none. */
  async describe(name: string): Promise<string> {
    return (await this.list()).find((tool) => tool.name === name)?.description ?? "";
  }

  /** Calls a tool, and lets the model read what comes back, a denial as well. */
  async call(name: string, given: object): Promise<string> {
    const text = await this.#client.callTool({ name, arguments: given }).then(
      ({ content }) => textOf(content),
      (error: unknown) => {
        if (isDenial(error)) return error.message;
        throw error;
      },
    );
    this.#heard.push(text);
    return text;
  }

  async close(): Promise<void> {
    await this.#client.close();
  }
}

// Writes the answer to one HTTP request as lines, as a client on stdio reads it.
import { memberOf } from "../../guard/json_rpc.ts";
import { parseJson } from "../../normalize/message/parse_message.ts";
import type { Sink } from "../stdio/sink.ts";
import { type StreamEvent, splitBatch } from "./event_stream.ts";
import type { AnswerSink } from "./exchange.ts";

interface LineSinkOptions {
  readonly output: Sink;
  readonly gone: AbortSignal;
  /** Sees each message before it is written. */
  readonly onMessage: (message: unknown) => void;
  /** Told what no request waits to be told. */
  readonly onProblem: (message: string) => void;
}

export class LineSink implements AnswerSink {
  /** Lines come from everywhere, and none says that it is the last. */
  readonly showsEnd = false;
  readonly #options: LineSinkOptions;

  constructor(options: LineSinkOptions) {
    this.#options = options;
  }

  get gone(): AbortSignal {
    return this.#options.gone;
  }

  async #write(text: string): Promise<void> {
    if (this.gone.aborted) return;
    const { output, onMessage, onProblem } = this.#options;
    const message = parseJson(text);
    if (memberOf(message, "id") === null) {
      onProblem(String(memberOf(memberOf(message, "error"), "message")));
      return;
    }
    onMessage(message);
    await output.write(text);
  }

  open(): void {}

  async event({ data = "" }: StreamEvent): Promise<void> {
    if (data !== "") await this.#write(data);
  }

  async json(_status: number, text: string): Promise<void> {
    for (const data of splitBatch(text)) await this.#write(data);
  }

  empty(): void {}

  end(): void {}
}

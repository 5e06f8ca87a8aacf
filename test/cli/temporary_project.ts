// A project and a home folder to run commands in, and somebody who answers.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { run } from "../../src/cli/run.ts";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** What was asked, without what was said before. */
  readonly asked: readonly string[];
}

/** undefined: leaves instead of answering. A function is run before its answer counts. */
export type Answers = readonly (string | undefined | (() => string))[];

export interface Project {
  readonly folder: string;
  readonly home: string;
  write(path: string, content: unknown): void;
  /** Without answers nobody sits there. */
  mcpTrust(args: readonly string[], answers?: Answers): Promise<Ran>;
  remove(): void;
}

/** Commands read relative paths, so that the working folder of the process is the project's. */
export function createProject(): Project {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "mcp-trust-project-")));
  const folder = join(root, "project");
  const home = join(root, "home");
  for (const path of [folder, home]) mkdirSync(path);
  process.chdir(folder);
  return {
    folder,
    home,
    write(path, content) {
      const target = join(root, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, typeof content === "string" ? content : JSON.stringify(content, null, 2));
    },
    async mcpTrust(args, answers) {
      let [out, err] = ["", ""];
      const asked: string[] = [];
      const code = await run(args, {
        cwd: folder,
        env: { HOME: home },
        columns: 100,
        color: false,
        out: (text) => {
          out += text;
        },
        err: (text) => {
          err += text;
        },
        ...(answers === undefined
          ? {}
          : {
              ask: async (question: string) => {
                const answer = answers[asked.length];
                asked.push(question);
                return typeof answer === "function" ? answer() : answer;
              },
            }),
      });
      return { code, out, err, asked };
    },
    remove() {
      process.chdir(tmpdir());
      rmSync(root, { recursive: true });
    },
  };
}

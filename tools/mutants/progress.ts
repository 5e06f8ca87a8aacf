// Turns what has been done into one line that rewrites itself on a terminal, and a line now and then elsewhere.

export interface Progress {
  step(): void;
  end(): void;
}

const EVERY = 200;

export function createProgress(stage: string, total: number): Progress {
  const { stderr } = process;
  let done = 0;
  return {
    step: () => {
      done += 1;
      if (stderr.isTTY) stderr.write(`\r${stage}: ${done} of ${total}\u001b[K`);
      else if (done % EVERY === 0 || done === total) stderr.write(`${stage}: ${done} of ${total}\n`);
    },
    end: () => {
      if (stderr.isTTY) stderr.write("\r\u001b[K");
    },
  };
}

#!/usr/bin/env node
// Starts the command line and turns its answer into the exit code.

// A reader that has seen enough, such as head, closes the pipe: that is no error.
process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

async function load() {
  try {
    return [await import("../dist/cli/io.js"), await import("../dist/cli/run.js")];
  } catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND" || !String(error.message).includes("/dist/cli/")) throw error;
    process.stderr.write("mcp-trust: not built yet; run `npm ci` or `npm run build` in this clone\n");
    process.exit(4);
  }
}

const [{ createIo }, { run }] = await load();
process.exitCode = await run(process.argv.slice(2), createIo(process));

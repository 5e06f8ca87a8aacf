#!/usr/bin/env node
// Starts the command line and turns its answer into the exit code.
import { createIo } from "../dist/cli/io.js";
import { run } from "../dist/cli/run.js";

process.exitCode = await run(process.argv.slice(2), createIo(process));

// Measures deciding against bare opa-wasm, cold starts, checks, the ledger, and what enforcement adds to a call. Method: bench/README.md.
import { cpus } from "node:os";
import { measureCheckHome } from "./check_home.ts";
import { measureColdStart } from "./cold_start.ts";
import { measureDecide } from "./decide.ts";
import { measureEnforcement } from "./enforce/index.ts";
import { measureLedger } from "./ledger.ts";

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}\n`);
await measureDecide();
measureColdStart();
measureCheckHome();
measureLedger();
await measureEnforcement();

// Measures deciding against bare opa-wasm, cold starts and checks. Method: bench/README.md.
import { cpus } from "node:os";
import { measureCheckHome } from "./check_home.ts";
import { measureColdStart } from "./cold_start.ts";
import { measureDecide } from "./decide.ts";
import { measureLedger } from "./ledger.ts";

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}\n`);
await measureDecide();
measureColdStart();
measureCheckHome();
measureLedger();

// Measures what enforcement costs, and nothing else.
import { measureEnforcement } from "./index.ts";

await measureEnforcement();

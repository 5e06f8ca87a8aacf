// Tells references to things kept elsewhere from literal text, in each client's own style.
import type { Reference } from "../generated/event.ts";

export type ReferenceStyle = Reference["style"];

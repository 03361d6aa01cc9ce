import { fillPlaceholders, refillPlaceholders } from "./placeholders.ts";
import { runParts } from "./run-parts.ts";
import { keepTicks } from "./ticks.ts";
import { repeatedParts, usualParts } from "./usual-parts.ts";

// The script of an entry of the runbook, which is worked through; pages that are only read do without its weight.
runParts([fillPlaceholders, keepTicks, ...usualParts]);
document.addEventListener("silcrow:patched", () => runParts([refillPlaceholders, ...repeatedParts]));

import { addFilter } from "./filter.ts";
import { runParts } from "./run-parts.ts";
import { repeatedParts, usualParts } from "./usual-parts.ts";

// The script of the pages that are read.
runParts([...usualParts, addFilter]);
document.addEventListener("silcrow:patched", () => runParts(repeatedParts));

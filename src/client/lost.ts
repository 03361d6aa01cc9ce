import { followMoved } from "./moved.ts";
import { suggestPages } from "./not-found.ts";
import { runParts } from "./run-parts.ts";
import { usualParts } from "./usual-parts.ts";

// The script of the page for wrong addresses, and of pages that have moved.
runParts(document.querySelector("a[data-moved]") ? [followMoved] : [...usualParts, suggestPages]);

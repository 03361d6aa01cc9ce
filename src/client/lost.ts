import { leaveStub } from "./moved.ts";
import { suggestPages } from "./not-found.ts";

// Runs only where a reader has come to an address that has no page, or none any more.
if (document.body.hasAttribute("data-stub")) leaveStub();
else suggestPages();

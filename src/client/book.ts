import { addCopyButtons } from "./copy.ts";
import { markSection, showCurrentRow } from "./here.ts";
import { followMoved, leaveStub } from "./moved.ts";
import { suggestPages } from "./not-found.ts";
import { copyPermalinks } from "./permalink.ts";
import { fillPlaceholders } from "./placeholders.ts";
import { addPreviews } from "./previews.ts";
import { openSearch } from "./search-door.ts";
import { addThemeButton } from "./theme.ts";
import { keepTicks } from "./ticks.ts";
import { judgeVerified, markLocalCopy } from "./verified.ts";

const parts = [
	followMoved,
	openSearch,
	addThemeButton,
	judgeVerified,
	markLocalCopy,
	fillPlaceholders,
	addCopyButtons,
	keepTicks,
	addPreviews,
	copyPermalinks,
	markSection,
	showCurrentRow,
	suggestPages,
];

// One part that fails must not take the others with it: an engineer still needs the copy buttons when the ticks are broken.
for (const part of document.body.hasAttribute("data-stub") ? [leaveStub] : parts) {
	try {
		part();
	} catch (error) {
		console.error(error);
	}
}

import { addCopyButtons } from "./copy.ts";
import { markSection, showCurrentRow } from "./here.ts";
import { followMoved } from "./moved.ts";
import { copyPermalinks } from "./permalink.ts";
import { fillPlaceholders, refillPlaceholders } from "./placeholders.ts";
import { addPreviews } from "./previews.ts";
import { rememberPage } from "./read-last.ts";
import { openSearch } from "./search-door.ts";
import { addTabs } from "./tabs.ts";
import { addThemeButton } from "./theme.ts";
import { keepTicks } from "./ticks.ts";
import { judgeVerified, markLocalCopy } from "./verified.ts";

// One part that fails must not take the others with it: an engineer still needs the copy buttons when the ticks are broken.
const run = (...parts: (() => void)[]): void => {
	for (const part of parts) {
		try {
			part();
		} catch (error) {
			console.error(error);
		}
	}
};

const parts = [
	followMoved,
	openSearch,
	addThemeButton,
	addTabs,
	judgeVerified,
	markLocalCopy,
	fillPlaceholders,
	addCopyButtons,
	keepTicks,
	addPreviews,
	copyPermalinks,
	markSection,
	showCurrentRow,
	rememberPage,
];
run(...parts);
// `silcrow dev` changes a page under the eyes of its reader: what is new on it wants the same.
document.addEventListener("silcrow:patched", () => run(judgeVerified, refillPlaceholders, addCopyButtons));

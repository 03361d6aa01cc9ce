import { addCopyButtons } from "./copy.ts";
import { closeChosenList, markSection, showCurrentRow } from "./here.ts";
import { followMoved } from "./moved.ts";
import { keepCopy } from "./offline.ts";
import { copyPermalinks } from "./permalink.ts";
import { addPreviews } from "./previews.ts";
import { rememberPage } from "./read-last.ts";
import { stopWhereScrolled } from "./scrolled.ts";
import { openSearch } from "./search-door.ts";
import { addTabs } from "./tabs.ts";
import { addThemeButton } from "./theme.ts";
import { judgeVerified, markLocalCopy } from "./verified.ts";

/** What the script of every page does, in this order. */
export const usualParts: (() => void)[] = [
	followMoved,
	openSearch,
	addThemeButton,
	addTabs,
	judgeVerified,
	markLocalCopy,
	keepCopy,
	addCopyButtons,
	addPreviews,
	stopWhereScrolled,
	copyPermalinks,
	markSection,
	showCurrentRow,
	closeChosenList,
	rememberPage,
];

/** What is done again when `silcrow dev` has changed a page under the eyes of its reader. */
export const repeatedParts: (() => void)[] = [judgeVerified, addCopyButtons];

import type { Book } from "../model/book.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { brokenRedirect } from "./broken-redirect.ts";
import { deprecatedTerm } from "./deprecated-term.ts";
import { duplicateAlert } from "./duplicate-alert.ts";
import { duplicateNumber } from "./duplicate-number.ts";
import { duplicateTerm } from "./duplicate-term.ts";
import { earlyTerm } from "./early-term.ts";
import { emptyPart } from "./empty-part.ts";
import { idleStep } from "./idle-step.ts";
import { lostAnchor } from "./lost-anchor.ts";
import { lostNumber } from "./lost-number.ts";
import { lostPage } from "./lost-page.ts";
import { missingNumber } from "./missing-number.ts";
import { missingPart } from "./missing-part.ts";
import { outputCollision } from "./output-collision.ts";
import { retiredNumber } from "./retired-number.ts";
import type { Rule, RuleInput } from "./rule.ts";
import { sectionGap } from "./section-gap.ts";
import { seeCycle } from "./see-cycle.ts";
import { successor } from "./successor.ts";
import { termNotUsed } from "./term-not-used.ts";
import { termWithoutChapter } from "./term-without-chapter.ts";
import { twoRunbooks } from "./two-runbooks.ts";
import { undefinedTerm } from "./undefined-term.ts";
import { unexplainedPlaceholder } from "./unexplained-placeholder.ts";
import { unknownIndexEntry } from "./unknown-index-entry.ts";
import { unusedTerm } from "./unused-term.ts";

/** The rules about the whole book. A new one is a file of its own and a line here or below. */
const rules: Rule[] = [
	lostNumber,
	lostPage,
	lostAnchor,
	termWithoutChapter,
	termNotUsed,
	deprecatedTerm,
	earlyTerm,
	undefinedTerm,
	unusedTerm,
	missingPart,
	emptyPart,
	idleStep,
	unexplainedPlaceholder,
	duplicateAlert,
];

/** Rules that need the symbol table alone to know whether they find something; of the files they ask no more than where. */
const rulesOfSymbols: Rule[] = [
	duplicateNumber,
	twoRunbooks,
	missingNumber,
	outputCollision,
	sectionGap,
	retiredNumber,
	brokenRedirect,
	successor,
	duplicateTerm,
	seeCycle,
	unknownIndexEntry,
];

/** Remembers in which book a rule found nothing, by its place in the list of those that need the symbol table alone. */
export interface CleanBooks {
	has(rule: number, book: Book): boolean;
	note(rule: number, book: Book): void;
}

const none: CleanBooks = { has: () => false, note: () => undefined };

/** Check what no file can be checked for by itself. */
export function checkBook(input: RuleInput, clean: CleanBooks = none): Diagnostic[] {
	const { book } = input;
	const ofSymbols = rulesOfSymbols.flatMap((rule, index) => {
		if (clean.has(index, book)) return [];
		const found = rule(input);
		if (found.length === 0) clean.note(index, book);
		return found;
	});
	return [...ofSymbols, ...rules.flatMap((rule) => rule(input))];
}

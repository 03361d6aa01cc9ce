import type { ChapterStatus, FrontMatter, TermState } from "../model/unit.ts";

/** A state that the book shows: a sign, a word and a colour, so that none of them carries the meaning alone. */
export interface Badge {
	/** The class that colours it. */
	tone: "ok" | "warn" | "danger" | "plum" | "quiet";
	sign: string;
	word: string;
	/** What a legend says about it. */
	meaning: string;
}

/** Give the badge of a chapter, or undefined for one that says nothing of its state. */
export function chapterBadge(status: FrontMatter["status"]): Badge | undefined {
	return status && chapterBadges.get(status);
}

/** Give the badge of a glossary term, or undefined for one in use. */
export function termBadge(state: TermState): Badge | undefined {
	return termBadges.get(state);
}

const planned: Badge = {
	tone: "plum",
	sign: "○",
	word: "Planned",
	meaning: "not written yet; listed so that numbers stay the same",
};

/** What takes the place of something is told beside this badge. */
export const superseded: Badge = {
	tone: "danger",
	sign: "✕",
	word: "Superseded",
	meaning: "something else took its place",
};

const testsOnly: Badge = {
	tone: "warn",
	sign: "◐",
	word: "Tests only",
	meaning: "tested, but not in use",
};

const done: Badge = {
	tone: "ok",
	sign: "✓",
	word: "Done",
	meaning: "written, and in use",
};

/** In the order of the legend. A draft is not in the site. */
const chapterBadges = new Map<ChapterStatus, Badge>([
	["done", done],
	["tests only", testsOnly],
	["planned", planned],
	["superseded", superseded],
]);

/** Every badge that some of these have, in the order of the legend of the contents. */
export function chapterLegend(items: Iterable<{ badge?: Badge }>): Badge[] {
	const used = new Set([...items].map(({ badge }) => badge?.word));
	return [...chapterBadges.values()].filter(({ word }) => used.has(word));
}

const termBadges = new Map<TermState, Badge>([
	[
		"target",
		{
			tone: "plum",
			sign: "○",
			word: "Target",
			meaning: "where we want to be, not where we are",
		},
	],
	[
		"not in use",
		{
			tone: "quiet",
			sign: "–",
			word: "Not in use",
			meaning: "exists, but we do not use it",
		},
	],
	["tests only", testsOnly],
	["superseded", superseded],
	[
		"formerly",
		{
			tone: "quiet",
			sign: "←",
			word: "Formerly",
			meaning: "used in the past",
		},
	],
]);

/** Every badge that a glossary may show, in the order of its legend. */
export function termLegend(states: Iterable<TermState>): Badge[] {
	const used = new Set(states);
	return [...termBadges].filter(([state]) => used.has(state)).map(([, badge]) => badge);
}

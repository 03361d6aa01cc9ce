import { diagnostic } from "../model/codes.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { chapterOf, definitionOf, frontMatterPlace, type Loss, lossesOf, type Place, placeInLock } from "./loss.ts";
import type { Rule, RuleInput } from "./rule.ts";

/** A number that was published means for ever what it meant: a chapter, an appendix, a section. */
export const lostNumber: Rule = (input) => {
	return lossesOf(input)
		.filter((loss) => isNumber(loss.key) && (loss.kind === "reused" || loss.now === undefined))
		.map((loss) => (loss.kind === "reused" ? reused(loss, input) : gone(loss, input)));
};

/** Say whether a key of the lock is that of something with a number or a letter. */
export function isNumber(key: string): boolean {
	return /^(?:ch|app):/.test(key);
}

function reused(loss: Loss, input: RuleInput): Diagnostic {
	const { key, was, now, likely } = loss;
	const { path, span } = definitionOf(key, input) ?? placeInLock(key, input);
	const label = labelOf(key);
	const heir = likely === undefined ? undefined : input.book.symbols.get(likely);
	const message =
		was?.gone === undefined
			? `${label} was published as “${was?.title}”, and is now “${now?.title}” with another text`
			: `${label} was “${was.title}” and is gone; its number may never be used again`;
	return diagnostic("lost-number", path, span, message, [
		`give “${now?.title}” a number that was never used${heir ? `; what ${label} was stands in ${labelOf(heir.key)} now` : ""}`,
		`if it is the same matter with other words, run “silcrow lock --same ${key}”`,
	]);
}

function gone(loss: Loss, input: RuleInput): Diagnostic {
	const { key, was } = loss;
	const { place, hints } = key.includes("§") ? sectionRemedy(loss, input) : chapterRemedy(loss, input);
	const message = `${labelOf(key)} “${was?.title}” was published, and is gone`;
	return diagnostic("lost-number", place.path, place.span, message, hints);
}

interface Remedy {
	place: Place;
	hints: string[];
}

function sectionRemedy({ key, was, likely }: Loss, input: RuleInput): Remedy {
	const number = key.split("§")[1] ?? "";
	const [first = ""] = was?.at ?? [];
	const chapter = chapterOf(key, first, input.book);
	const path = chapter?.outline.path;
	const heir = likely === undefined ? undefined : input.book.symbols.get(likely);
	const heirNumber = heir && heir.path === path ? heir.key.split("§")[1] : undefined;
	if (likely !== undefined && heirNumber === undefined) {
		const there = definitionOf(likely, input);
		const place = frontMatterPlace(there?.path, "aliases", input);
		const anchor = aliasTarget(likely, input);
		if (there && place)
			return {
				place,
				hints: [
					`its text stands here now: write “aliases: {"${first}": "${anchor}"}” in the front matter of ${there.path}`,
					...(path === undefined ? [] : [`or “retired: [${number}]” in that of ${path}, if it is gone`]),
				],
			};
	}
	const place = frontMatterPlace(path, "retired", input) ?? placeInLock(key, input);
	if (path === undefined)
		return {
			place,
			hints: [`write “redirects: {"${first}": …}” in book/book.yaml, with the address that took its place`],
		};
	const meant = heirNumber === undefined ? "" : `, for §${heirNumber} “${heir?.title}” has most of its text`;
	return {
		place,
		hints: [
			`write “retired: {${number}: ${heirNumber ?? "…"}}” in the front matter, with the number that took its place${meant}`,
			`or “retired: [${number}]” if nothing did`,
		],
	};
}

function chapterRemedy({ key, was, likely }: Loss, input: RuleInput): Remedy {
	const [first = ""] = was?.at ?? [];
	const number = key.replace(/^\w+:/, "");
	const heir = likely === undefined ? undefined : input.book.symbols.get(likely);
	const isLetter = key.startsWith("app:");
	const path = heir?.path;
	const place = isLetter ? undefined : frontMatterPlace(path, "aliases", input);
	const to = /^(?:ch|app):(\w+)$/.exec(heir?.key ?? "")?.[1] ?? "…";
	const tombstone = `write “retired: {${number}: ${to}}” in book/book.yaml, with what took its place, or “retired: {${number}: null}” if nothing did`;
	if (!place || !heir) return { place: placeInLock(key, input), hints: [tombstone] };
	return {
		place,
		hints: [
			`${labelOf(heir.key)} “${heir.title}” has most of its text: write “aliases: [${first}]” in the front matter of ${path}`,
			`or ${tombstone}`,
		],
	};
}

function aliasTarget(key: string, { book }: RuleInput): string {
	const symbol = book.symbols.get(key);
	if (symbol)
		return symbol.key.includes("§")
			? `#s${symbol.key.split("§")[1]}`
			: symbol.address.anchor
				? `#${symbol.address.anchor}`
				: "";
	return key.slice(key.indexOf("#"));
}

/** Say what a key of the lock is in words. */
export function labelOf(key: string): string {
	const [, chapter, section] = /^ch:(\d+)(?:§(\d+))?$/.exec(key) ?? [];
	if (section !== undefined) return `§${section} of chapter ${chapter}`;
	return chapter === undefined ? `appendix ${key.replace(/^app:/, "")}` : `chapter ${chapter}`;
}

import type { Book } from "../model/book.ts";
import { diagnostic } from "../model/codes.ts";
import type { Diagnostic, Span } from "../model/diagnostic.ts";
import { readAddress } from "../text/address-text.ts";
import { reservedPages } from "../text/names.ts";
import { mostSimilar } from "../text/similar.ts";
import { placeOfKey, type Rule, type RuleInput } from "./rule.ts";

/** An old address that leads on must not be one of the book, and must lead somewhere. */
export const brokenRedirect: Rule = (input) => [...ofFiles(input), ...ofSettings(input)];

function ofFiles({ book, units }: RuleInput): Diagnostic[] {
	return [...units.values()].flatMap((unit) => {
		const { aliases = {} } = unit.outline.frontMatter;
		const fragments = book.fragments.get(unit.path);
		return Object.entries(aliases).flatMap(([from, to]) => {
			const place = unit.places.frontMatter[`aliases.${from}`] ?? placeOfKey(unit, "aliases");
			const fault = (message: string, ...hints: string[]) => [
				diagnostic("broken-redirect", unit.path, place, message, hints),
			];
			if (to !== "" && fragments && !fragments.has(to.slice(1))) {
				const similar = mostSimilar(to.slice(1), [...fragments.keys()]);
				return fault(
					`this file has no anchor “${to.slice(1)}”`,
					...(similar === undefined ? [] : [`did you mean “#${similar}”?`]),
				);
			}
			return !from.startsWith("#") && isUsed(from, book) ? fault(inUse(from), taken) : [];
		});
	});
}

function ofSettings({ book, places = new Map<string, Span>() }: RuleInput): Diagnostic[] {
	const { redirects, retired } = book.settings;
	return [...Object.entries(redirects), ...Object.entries(retired)].flatMap(([from, to]) => {
		const span = places.get(from);
		if (!span) return [];
		const fault = (message: string, ...hints: string[]) => [
			diagnostic("broken-redirect", "book/book.yaml", span, message, hints),
		];
		if (from.includes(".html") && isUsed(from, book)) return fault(inUse(from), taken);
		if (/^\d+$/.test(from) && book.chapterByNumber.has(Number(from)))
			return fault(
				`chapter ${from} is retired, and there is a chapter ${from}`,
				"give the chapter a number that was never used",
			);
		if (to === null) return [];
		if (/^\d+$/.test(to) && !book.chapterByNumber.has(Number(to))) return fault(`there is no chapter ${to}`, orNothing);
		if (/^[A-Z]$/.test(to) && !book.appendixByLetter.has(to)) return fault(`there is no appendix ${to}`, orNothing);
		if (!to.includes(".html") || isUsed(to, book)) return [];
		if (!book.old.has(to)) return fault(`there is no “${to}”`, ...suggestion(to, book));
		return book.old.has(from)
			? []
			: fault(`“${from}” leads to “${to}”, and that leads back`, "let one of them lead to an address of the book");
	});
}

/** Say whether an address has something of its own to show, or would have on a disk that ignores letter case. */
function isUsed(address: string, book: Book): boolean {
	const { page, anchor } = readAddress(address);
	const anchors = book.anchors.get(page);
	if (anchor === undefined && reservedPages.has(page.toLowerCase())) return true;
	if (anchors === undefined && /[A-Z]/.test(page)) {
		const folded = page.toLowerCase();
		return [...book.anchors.keys()].some((one) => one.toLowerCase() === folded);
	}
	return anchors !== undefined && (anchor === undefined || (anchors.has(anchor) && !book.takenOver.has(address)));
}

function inUse(address: string): string {
	return `${address} is an address of the book, and cannot lead elsewhere`;
}

const taken = "take this line away";
const orNothing = "name what took its place, or write null if nothing did";

function suggestion(address: string, { anchors }: Book): string[] {
	const { page, anchor } = readAddress(address);
	const there = anchors.get(page);
	const similar = there ? mostSimilar(anchor ?? "", [...there]) : mostSimilar(page, [...anchors.keys()]);
	return similar === undefined ? [] : [`did you mean “${there ? `${page}#${similar}` : similar}”?`];
}

import type { Book, Chapter } from "../model/book.ts";
import type { Span } from "../model/diagnostic.ts";
import type { LockChange } from "../model/lock.ts";
import { readAddress } from "../text/address-text.ts";
import { lineStarts, spanOf } from "../text/lines.ts";
import { lockPlace } from "../text/lock-place.ts";
import { placeOfKey, type RuleInput } from "./rule.ts";

/** A published thing that leads nowhere any more, or to something else. */
export type Loss = Extract<LockChange, { kind: "lost" | "reused" }>;

/** List the losses of a book. What is lost together with its page or its section is told with that, for one line mends both. */
export function lossesOf({ changes = [] }: RuleInput): Loss[] {
	const losses = changes.filter((one): one is Loss => one.kind === "lost" || one.kind === "reused");
	const whole = losses.filter((one) => one.kind === "lost" && one.now === undefined);
	const keys = new Set(whole.map(({ key }) => key));
	const pages = new Set(whole.map(({ was }) => was?.at[0] ?? ""));
	return losses.filter(({ was }) => {
		const [first = ""] = was?.at ?? [];
		const { page, anchor } = readAddress(first);
		return !(anchor !== undefined && pages.has(page)) && !(was?.in !== undefined && keys.has(was.in));
	});
}

/** A place in a file where something has to be written. */
export interface Place {
	path: string;
	span: Span;
}

/** The value of a key of a file's front matter, or the first line where it has to be added. */
export function frontMatterPlace(path: string | undefined, key: string, { units }: RuleInput): Place | undefined {
	const unit = path === undefined ? undefined : units.get(path);
	return unit && { path: unit.path, span: placeOfKey(unit, key) };
}

/** The entry in the lock: the last resort, where no file of the book has anything to do with it. */
export function placeInLock(key: string, { lockText = "" }: RuleInput): Place {
	const [from, to] = lockPlace(lockText, key) ?? [0, 0];
	return { path: "book/book.lock.json", span: spanOf(lineStarts(lockText), from, to) };
}

/** The chapter that a key or an address of the lock belongs to, if it is still there. */
export function chapterOf(key: string, address: string, book: Book): Chapter | undefined {
	const number = /^ch:(\d+)/.exec(key)?.[1];
	if (number !== undefined) return book.chapterByNumber.get(Number(number));
	const { page } = readAddress(address);
	if (page.startsWith("runbook/")) return book.runbook;
	return [...book.chapterByPath.values()].find(({ symbol }) => symbol.address.page === page);
}

/** The place of a symbol's or a heading's definition, and its file. */
export function definitionOf(key: string, { book, units }: RuleInput): Place | undefined {
	const symbol = book.symbols.get(key);
	for (const [path, addresses] of book.headingAddresses) {
		const index = addresses.findIndex(({ page, anchor }) =>
			symbol
				? path === symbol.path && page === symbol.address.page && anchor === symbol.address.anchor
				: key === `${page}#${anchor}`,
		);
		const span = units.get(path)?.places.headings[index];
		if (span) return { path, span };
	}
	if (!symbol) return undefined;
	const term = book.terms.find((one) => one.symbol.key === key);
	const span = term && units.get(term.path)?.places.terms[term.index];
	return span ? { path: symbol.path, span } : frontMatterPlace(symbol.path, "title", { book, units } as RuleInput);
}

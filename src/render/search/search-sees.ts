import type { Book } from "../../model/book.ts";
import { foldTerm } from "../../text/fold.ts";
import { markOf } from "./search-mark.ts";

/** Gives the names whose reader the book sends to an entry: for *X, see Y* it gives X of Y. */
export type SentFrom = (names: string[]) => string[];

/** Who is sent where. */
export interface Sees {
	/** While it is the same, so are all answers. */
	mark: string;
	sentFrom: SentFrom;
}

/** Gather who sends where: the index at the back of the book and the glossary have entries that only name another. */
export function seesOf(book: Book): Sees {
	const byTarget = new Map<string, string[]>();
	const send = (from: string, to: string) => {
		const known = byTarget.get(foldTerm(to));
		if (known) known.push(from);
		else byTarget.set(foldTerm(to), [from]);
	};
	for (const { outline } of book.chapterByPath.values()) {
		for (const { entry, see } of outline.index ?? []) if (see !== undefined) send(entry.join(" "), see);
	}
	for (const { term } of book.terms) if (term.see !== undefined) send(term.name, term.see);
	if (byTarget.size === 0) return { mark: "", sentFrom: () => [] };
	const sentFrom: SentFrom = (names) => {
		const found = new Set<string>();
		const own = new Set(names.map(foldTerm));
		const follow = (name: string) => {
			for (const from of byTarget.get(foldTerm(name)) ?? []) {
				if (found.has(from) || own.has(foldTerm(from))) continue;
				found.add(from);
				follow(from);
			}
		};
		for (const name of names) follow(name);
		return [...found];
	};
	return { mark: markOf(JSON.stringify([...byTarget])), sentFrom };
}

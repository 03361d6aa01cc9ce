import type { Book } from "../../model/book.ts";
import { foldTerm } from "../../text/fold.ts";

/** Gives the names whose reader the book sends to an entry: for *X, see Y* it gives X of Y. */
export type SentFrom = (names: string[]) => string[];

/** Gather who sends where: the index at the back of the book and the glossary have entries that only name another. */
export function sentFrom(book: Book): SentFrom {
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
	if (byTarget.size === 0) return () => [];
	return (names) => {
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
}

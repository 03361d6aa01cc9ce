import { link } from "../link/link.ts";
import { makeTermMatcher } from "../link/terms.ts";
import type { Book } from "../model/book.ts";
import type { LinkedUnit } from "../model/linked.ts";
import type { Unit } from "../model/unit.ts";
import type { Run } from "./engine.ts";
import { forget, remember } from "./memo.ts";
import { findLinked, keepLinked } from "./stored-link.ts";

/** Link every unit that is not known as it is, in a book that is not known as it is. */
export function linkAll(
	{ memory, runs, kept, options }: Run,
	units: Map<string, Unit>,
	book: Book,
): Map<string, LinkedUnit> {
	const matcher = remember(memory.matchers, "", [book], () => makeTermMatcher(book));
	const linked = new Map<string, LinkedUnit>();
	for (const [path, unit] of units) {
		const one = remember(memory.linked, path, [unit, book, matcher], () => {
			const key = kept?.prints.of(["linked", unit, book]);
			const known = kept && key !== undefined ? findLinked(key, kept) : undefined;
			if (known) return known;
			runs.link += 1;
			const made = link(unit, book, matcher);
			return kept && key !== undefined ? keepLinked(key, made, kept) : made;
		});
		linked.set(path, one);
		options.progress?.("link", linked.size, units.size);
	}
	forget(memory.linked, new Set(units.keys()));
	return linked;
}

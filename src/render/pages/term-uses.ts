import type { Book, BookTerm } from "../../model/book.ts";
import type { Backlinks, LinkedUnit } from "../../model/linked.ts";
import type { IndexPlace, PlaceFinder } from "../book-index/index-places.ts";

/** List the sections whose text uses or links to a term, each once and in the order of the book. */
export function termUses({ symbol }: BookTerm, backlinks: Backlinks, placeOf: PlaceFinder): IndexPlace[] {
	const uses = new Map<string, IndexPlace>();
	for (const edge of backlinks.get(symbol.key)) {
		const place = edge.from === symbol.key ? undefined : placeOf(edge.path, edge.section);
		if (place && !uses.has(place.address)) uses.set(place.address, place);
	}
	return [...uses.values()].sort((a, b) => a.chapter - b.chapter || a.section - b.section);
}

/** List the chapters and sections that the entries of terms name, by the key of the term. */
export function namedPlaces(
	book: Book,
	linked: ReadonlyMap<string, LinkedUnit>,
	placeOf: PlaceFinder,
): Map<string, IndexPlace[]> {
	const mains = new Map<string, IndexPlace[]>();
	for (const path of book.termsByFile.keys())
		for (const edge of linked.get(path)?.edges ?? []) {
			const symbol = edge.kind === "mention" || edge.kind === "link" ? book.symbols.get(edge.target) : undefined;
			const chapter = symbol && book.chapterByPath.get(symbol.path);
			if (!symbol || !chapter) continue;
			const number = /§(\d+)$/.exec(symbol.key)?.[1];
			const section = number === undefined ? undefined : chapter.sections.get(Number(number));
			const place = placeOf(symbol.path, section?.index ?? -1);
			if (!place) continue;
			const list = mains.get(edge.from);
			if (list) list.push({ ...place, isMain: true });
			else mains.set(edge.from, [{ ...place, isMain: true }]);
		}
	return mains;
}

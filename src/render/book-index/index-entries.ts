import GithubSlugger from "github-slugger";
import type { Book, BookTerm } from "../../model/book.ts";
import type { Backlinks, LinkedUnit } from "../../model/linked.ts";
import type { Outline } from "../../model/unit.ts";
import { foldTerm } from "../../text/fold.ts";
import { filingKey } from "../pages/glossary-order.ts";
import { namedPlaces, termUses } from "../pages/term-uses.ts";
import { type IndexPlace, placeFinder } from "./index-places.ts";

/** An entry of the index before it is sorted: where it leads, and where else its reader should look. */
export interface IndexEntry {
	name: string;
	slug: string;
	isCode: boolean;
	/** Set where homonyms have to be told apart. */
	group: string;
	places: IndexPlace[];
	below: Map<string, IndexEntry>;
	/** The names of other entries. */
	sees: string[];
	/** The entry of the glossary, where it is one. */
	term?: BookTerm;
}

/** What the index is gathered from. */
interface Gathering {
	book: Book;
	entries: Map<string, IndexEntry>;
	slugger: GithubSlugger;
	placeOf: ReturnType<typeof placeFinder>;
}

/** Gather the entries of the index at the back of the book: the terms, the titles of chapters and sections, and what authors add. */
export function indexEntries(
	book: Book,
	linked: ReadonlyMap<string, LinkedUnit>,
	backlinks: Backlinks,
): Map<string, IndexEntry> {
	const gathering: Gathering = {
		book,
		entries: new Map(),
		slugger: new GithubSlugger(),
		placeOf: placeFinder(book),
	};
	addTerms(gathering, linked, backlinks);
	const outlines = [...book.chapters, ...book.appendices, ...book.plain].map(({ outline }) => outline);
	addTitles(gathering, outlines);
	for (const outline of outlines) addMarks(gathering, outline);
	return gathering.entries;
}

function entryFor(name: string, { entries, slugger }: Gathering, group = "", isCode = false): IndexEntry {
	const key = `${foldTerm(name)}\n${group}`;
	const known = entries.get(key);
	if (known) return known;
	const slug = slugger.slug(name) || slugger.slug("entry");
	const entry: IndexEntry = { name, slug, isCode, group, places: [], below: new Map(), sees: [] };
	entries.set(key, entry);
	return entry;
}

function addTerms(gathering: Gathering, linked: ReadonlyMap<string, LinkedUnit>, backlinks: Backlinks): void {
	const { book, placeOf } = gathering;
	const mains = namedPlaces(book, linked, placeOf);
	for (const term of book.terms) {
		const { name, aliases, see, isCode, group } = term.term;
		if (see !== undefined) {
			const other = book.termsByName.has(foldTerm(see)) ? see : name;
			if (foldTerm(other) !== foldTerm(name)) entryFor(name, gathering, "", isCode).sees.push(other);
			continue;
		}
		const isHomonym = (book.termsByName.get(foldTerm(name))?.length ?? 0) > 1;
		const entry = entryFor(name, gathering, isHomonym ? group : "", isCode);
		entry.term = term;
		entry.places.push(...(mains.get(term.symbol.key) ?? []));
		entry.places.push(...termUses(term, backlinks, placeOf));
		for (const alias of aliases) if (isApart(alias, name)) entryFor(alias, gathering).sees.push(name);
	}
}

/** An alias that stands next to its name anyway has no entry. */
function isApart(alias: string, name: string): boolean {
	const [one, other] = [filingKey(alias), filingKey(name)];
	return one !== "" && one.slice(0, 5) !== other.slice(0, 5);
}

/** A title that so many chapters share is a part of their form, such as *Summary*, and leads nowhere in particular. */
const mostShared = 6;

/** Titles of chapters, of their sections of the second level, and of numbered sections; those of the parts of a runbook entry are left out. */
function addTitles(gathering: Gathering, outlines: Outline[]): void {
	const titles = new Map<string, { name: string; places: IndexPlace[] }>();
	for (const outline of outlines) {
		const isRunbook = outline.path === gathering.book.runbook?.outline.path;
		note(outline.title, outline.path, -1);
		for (const [index, heading] of outline.headings.entries()) {
			const isNumbered = heading.section !== undefined;
			if (isNumbered || (heading.depth === 2 && !isRunbook)) note(heading.title, outline.path, index);
		}
	}
	for (const { name, places } of titles.values())
		if (places.length <= mostShared) entryFor(name, gathering).places.push(...places);

	function note(title: string, path: string, section: number): void {
		const place = gathering.placeOf(path, section);
		if (!place || title === "") return;
		const known = titles.get(foldTerm(title));
		if (known) known.places.push({ ...place, isMain: true });
		else titles.set(foldTerm(title), { name: title, places: [{ ...place, isMain: true }] });
	}
}

function addMarks(gathering: Gathering, outline: Outline): void {
	for (const {
		entry: [first = "", second],
		section,
		isMain = false,
		see,
	} of outline.index ?? []) {
		const above = entryFor(first, gathering);
		const entry = second === undefined ? above : below(above, second);
		const place = gathering.placeOf(outline.path, section);
		if (see !== undefined) entry.sees.push(see);
		else if (place) entry.places.push({ ...place, isMain });
	}
}

function below(above: IndexEntry, name: string): IndexEntry {
	const known = above.below.get(foldTerm(name));
	if (known) return known;
	const entry: IndexEntry = { name, slug: name, isCode: false, group: "", places: [], below: new Map(), sees: [] };
	above.below.set(foldTerm(name), entry);
	return entry;
}

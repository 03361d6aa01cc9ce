import type { SearchLeaf, SearchRecord, SearchRoot } from "../../model/search.ts";
import { leafSize } from "../../text/postings.ts";
import { type Load, makeDictionary } from "./search-dictionary.ts";
import { directDocuments, directPages } from "./search-direct.ts";
import { rankPhrases } from "./search-phrases.ts";
import { readQuery } from "./search-query.ts";
import { type Ranked, rank } from "./search-rank.ts";
import { documentsAt, nearestTo } from "./search-target.ts";

/** One thing found. */
export interface Hit {
	record: SearchRecord;
	/** The folded words that were found in it, to mark them. */
	words: string[];
	/** Load the text that a line of it is cut from, where it is shown with one. */
	text?: () => Promise<string>;
}

/** Hits of one kind: the first of them, and how many there are. */
export interface HitGroup {
	name: string;
	/** What the reader has to know before they look at it. */
	note?: string;
	total: number;
	hits: Hit[];
	/** Load those behind the first, as many as anybody looks through. */
	rest(): Promise<Hit[]>;
}

/** A search over a book. */
export type Find = (typed: string) => Promise<HitGroup[]>;

/** What both halves of a search use: a record is had at once where the root has it. */
export interface Shelf {
	root: SearchRoot;
	recordOf(document: number): Promise<SearchRecord | undefined>;
	/** The records that the root has, those of the runbook at least, with their numbers. */
	known: [number, SearchRecord][];
	knownAt(document: number): SearchRecord | undefined;
}

/** Give the function that searches a book; `load` brings the scripts of its index that are not loaded yet. */
export function makeFind(root: SearchRoot, load: Load): Find {
	const shelf = makeShelf(root, load);
	const dictionary = makeDictionary(root, load);
	const end = root.glossary[1] * leafSize;
	const corpus = { documents: root.documents, end, common: new Set(root.common), dictionary };
	const superseded = new Set(root.superseded);
	const textOf = makeTexts(root, load);
	const toHit = async (document: number, words: string[]): Promise<Hit[]> => {
		const record = await shelf.recordOf(document);
		return record ? [{ record, words, text: () => textOf(document) }] : [];
	};
	const toHits = async (documents: number[], words: string[]) =>
		(await Promise.all(documents.map((document) => toHit(document, words)))).flat();
	const toGroup = async ({ pages = [], documents, words = [], ...named }: Plan): Promise<HitGroup> => ({
		...named,
		total: pages.length + documents.length,
		hits: [...pages.map(toPageHit), ...(await toHits(documents.slice(0, shown), words))],
		rest: () => toHits(documents.slice(shown, most), words),
	});
	return async (typed) => {
		const query = readQuery(typed);
		const { ranked: found, partial, words } = await rank(query, corpus);
		const ranked = query.isPasted ? await rankPhrases(query.sequence, found, textOf) : found;
		const target = query.target ? await documentsAt(query.target, shelf) : [];
		const direct = [...new Set([...target, ...(await directDocuments(query, ranked, shelf))])];
		// Digits alone may be a port, a code or a version, and then what has them answers.
		const isNumber = /[\p{L}§]/u.test(typed) || direct.length + ranked.length === 0;
		const isLost = target.length === 0 && isNumber;
		const nearest = query.target && isLost ? await nearestTo(query.target, shelf) : undefined;
		const answers = ranked.length > 0 || nearest ? ranked : partial;
		const sorted = [...answers.filter(isNot(superseded)), ...answers.filter((one) => superseded.has(one.document))];
		const others = bestOfEntries(sorted.filter(isNot(new Set(direct))), direct, shelf);
		const kinds = new Map(kindNames.map((name) => [name, [] as number[]]));
		for (const { document } of others) kinds.get(kindOf(document, shelf))?.push(document);
		const plans: Plan[] = [{ name: "Go to", pages: directPages(query, shelf), documents: direct }];
		if (nearest) plans.push({ name: "Nearest", note: `There is no ${nearest.missing}.`, documents: nearest.documents });
		for (const [name, documents] of kinds) plans.push({ name, documents, words });
		if (!nearest && answers === ranked) {
			const documents = withSome(partial, [...direct, ...sorted.map(({ document }) => document)], shelf);
			plans.push({ name: "With some of the words", documents, words });
		}
		return Promise.all(plans.filter(({ pages = [], documents }) => pages.length + documents.length > 0).map(toGroup));
	};
}

/** A group before its hits are loaded. */
interface Plan extends Pick<HitGroup, "name" | "note"> {
	/** Pages that are no documents. */
	pages?: SearchRecord[];
	documents: number[];
	words?: string[];
}

const kindNames = ["Runbook entries", "Terms", "Sections"];

/** So many hits of each kind are shown, and so many more when all are asked for. */
const shown = 5;
const most = 100;

function isNot(documents: ReadonlySet<number>): (one: Ranked) => boolean {
	return ({ document }) => !documents.has(document);
}

function kindOf(document: number, { root, knownAt }: Shelf): string {
	const leaf = Math.floor(document / leafSize);
	if (leaf >= root.glossary[0] && leaf < root.glossary[1]) return "Terms";
	return entryOf(knownAt(document)) === undefined ? "Sections" : "Runbook entries";
}

/** Give the number of the runbook entry that a document is, or is a part of. */
function entryOf(record: SearchRecord | undefined): string | undefined {
	return record?.u.startsWith("runbook/") ? record.n : undefined;
}

/** Of the parts of a runbook entry only the best is shown, and none where the entry itself is gone to. */
function bestOfEntries(ranked: Ranked[], direct: number[], { knownAt }: Shelf): Ranked[] {
	const seen = new Set(direct.map((document) => entryOf(knownAt(document))));
	return ranked.filter(({ document }) => {
		const entry = entryOf(knownAt(document));
		if (entry === undefined) return true;
		if (seen.has(entry)) return false;
		seen.add(entry);
		return true;
	});
}

/** Of what has only some of the words choose what helps: entries where none has all of them, and more where next to nothing has. */
function withSome(partial: Ranked[], found: number[], shelf: Shelf): number[] {
	const isEntry = (document: number) => kindOf(document, shelf) === "Runbook entries";
	const isLittle = found.length < little;
	if (!isLittle && found.some(isEntry)) return [];
	const others = bestOfEntries(partial.filter(isNot(new Set(found))), found, shelf).map(({ document }) => document);
	const entries = others.filter(isEntry);
	return [...entries, ...(isLittle ? others.filter((one) => !isEntry(one)) : [])].slice(0, shown);
}

const little = 3;

function toPageHit(record: SearchRecord): Hit {
	return { record, words: [] };
}

/** Give the function that loads the text of a document. */
function makeTexts({ pieces }: SearchRoot, load: Load): (document: number) => Promise<string> {
	return async (document) => {
		const leaf = Math.floor(document / leafSize);
		const place = document % leafSize;
		const firsts = pieces[leaf];
		if (!firsts) return (await load<SearchLeaf>(`${leaf}`)).texts[place] ?? "";
		const piece = firsts.filter((first) => first <= place).length;
		const texts = await load<string[]>(`${leaf}-${piece}`);
		return texts[place - (firsts[piece - 1] ?? 0)] ?? "";
	};
}

function makeShelf(root: SearchRoot, load: Load): Shelf {
	const [from, lists] = root.records;
	const known = lists.flatMap((records, at) =>
		records.map((record, index): [number, SearchRecord] => [(from + at) * leafSize + index, record]),
	);
	const knownAt = (document: number) => lists[Math.floor(document / leafSize) - from]?.[document % leafSize];
	const recordOf = async (document: number) => {
		const leaf = Math.floor(document / leafSize);
		if (lists[leaf - from]) return knownAt(document);
		return (await load<SearchLeaf>(`${leaf}`)).records[document % leafSize];
	};
	return { root, recordOf, known, knownAt };
}

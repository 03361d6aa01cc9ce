import type { Book, Chapter } from "../model/book.ts";
import type { SearchRoot } from "../model/search.ts";
import type { Unit } from "../model/unit.ts";
import { byCodeUnit } from "../text/names.ts";
import { leafSize } from "../text/postings.ts";
import type { Keeper } from "./keep.ts";
import { cutPart, type DictionaryPart, makePart, writeWords } from "./search-dictionary.ts";
import { chapterDocuments, type SearchDocument, termDocuments } from "./search-documents.ts";
import { type IndexedLeaf, indexLeaves } from "./search-leaf.ts";
import { joinWords } from "./search-words.ts";

/** In signs: what is larger is not loaded whole. After gzip a third is left. */
const mostWords = 160_000;
const mostRecords = 100_000;

/** In signs: of a larger dictionary, what is loaded at a time. */
const longestStretch = 16_000;

/** So many leaves are joined at a time, so that an edit joins only its own again. */
const branch = 64;

/** The leaves of one file of the book. */
interface IndexedFile {
	/** Undefined for the glossary. */
	chapter?: Chapter;
	leaves: IndexedLeaf[];
	/** The number of its first leaf. */
	first: number;
}

/**
 * Write the search index as classic scripts, which a page opened from disk may load as well: address to script, the
 * first of them at `root`. `units` gives the words of each file's sections. `model/search.ts` says what the scripts hold.
 */
export function renderSearch(
	book: Book,
	units: ReadonlyMap<string, Pick<Unit, "search">>,
	root: string,
	keeper: Keeper,
): Map<string, string> {
	const { keep } = keeper;
	const files = indexFiles(book, units, keeper);
	const leaves = files.flatMap((file) => file.leaves);
	const documents = leaves.reduce((sum, { leaf }) => sum + leaf.records.length, 0);
	const parts = dictionaryParts(leaves, documents, keeper);
	const isWhole = parts.reduce((sum, [, { size }]) => sum + size, 0) <= mostWords;
	const stretches = parts.flatMap(([initial, part]) =>
		isWhole ? [] : keep(`search stretches ${initial}`, [part], () => cutPart(part, longestStretch)),
	);
	const words = isWhole ? writeWords(parts.flatMap(([, { pairs }]) => pairs)) : stretches.map(({ first }) => first);
	const common = parts.flatMap(([, part]) => part.common);
	const scripts = new Map([[root, script("root", { ...rootOf(book, files), documents, common, words })]]);
	for (const [index, stretch] of stretches.entries()) {
		const name = `w${index}`;
		const make = () => script(name, stretch.words);
		scripts.set(`search/${name}.js`, keep(`search/${name}.js`, [stretch], make));
	}
	for (const [index, { leaf }] of leaves.entries()) {
		const address = `search/${index}.js`;
		const make = () => script(`${index}`, leaf);
		scripts.set(address, keep(address, [leaf], make));
	}
	return scripts;
}

/**
 * Join the words of all leaves, by their first sign. The words of an edit begin with few signs and stand in one branch, so
 * little is joined again.
 */
function dictionaryParts(leaves: IndexedLeaf[], documents: number, { keep }: Keeper): [string, DictionaryPart][] {
	const initials = [...new Set(leaves.flatMap(({ words }) => [...words.keys()]))].sort(byCodeUnit);
	return initials.map((initial) => {
		const branches: string[] = [];
		for (let from = 0; from < leaves.length; from += branch) {
			const words = leaves.slice(from, from + branch).map((leaf) => leaf.words.get(initial) ?? "");
			branches.push(keep(`search branch ${initial} ${from}`, words, () => joinWords(words, 1)));
		}
		const make = () => makePart(joinWords(branches, branch), documents);
		return [initial, keep(`search part ${initial}`, [documents, ...branches], make)];
	});
}

function indexFiles(
	book: Book,
	units: ReadonlyMap<string, Pick<Unit, "search">>,
	{ keep, settle, recall }: Keeper,
): IndexedFile[] {
	const files: IndexedFile[] = [];
	let first = 0;
	const add = (key: string, inputs: unknown[], list: () => SearchDocument[], chapter?: Chapter) => {
		const stored = recall(`${key} index`, inputs, () => {
			const documents = keep(key, inputs, () => settle(key, list()));
			const made = keep(`${key} leaves`, [documents], () => indexLeaves(documents));
			return made.map(({ leaf, words }) => ({ leaf, words: [...words] }));
		});
		const leaves = stored.map(({ leaf, words }) => ({ leaf, words: new Map(words) }));
		files.push(chapter ? { chapter, leaves, first } : { leaves, first });
		first += leaves.length;
	};
	for (const chapter of [...book.chapters, ...book.appendices, ...book.plain]) {
		if (chapter.symbol.address.page === book.glossaryAddress) continue;
		const { path } = chapter.outline;
		const unit = units.get(path);
		add(`search ${path}`, [book, unit], () => chapterDocuments(chapter, unit?.search ?? [], book), chapter);
	}
	add("search glossary", [book], () => termDocuments(book));
	return files;
}

function rootOf(book: Book, files: IndexedFile[]): Omit<SearchRoot, "documents" | "common" | "words"> {
	const root: Omit<SearchRoot, "documents" | "common" | "words"> = {
		chapters: [],
		appendices: [],
		labels: [],
		runbook: [0, 0],
		glossary: [0, 0],
		superseded: [],
		records: [0, []],
	};
	let last = 0;
	for (const { chapter, leaves, first } of files) {
		const span: [number, number] = [first, first + leaves.length];
		if (!chapter) root.glossary = span;
		else if (chapter.symbol.key === book.runbook?.symbol.key) root.runbook = span;
		const { number, appendix, frontMatter } = chapter?.outline ?? {};
		if (appendix !== undefined) root.appendices.push([appendix, first]);
		if (number !== undefined) {
			for (const _ of leaves) {
				root.chapters.push(number - last);
				last = number;
			}
		}
		if (frontMatter?.sections?.label !== undefined) root.labels.push([frontMatter.sections.label, first]);
		for (const [index, { leaf }] of leaves.entries()) {
			const old = leaf.records.flatMap(({ z }, at) => (z ? [(first + index) * leafSize + at] : []));
			root.superseded.push(...old);
		}
	}
	const records = files.flatMap(({ leaves }) => leaves.map(({ leaf }) => leaf.records));
	const size = records.reduce((sum, list) => sum + list.length * usualRecord, 0);
	const [from, to] = size <= mostRecords ? [0, records.length] : root.runbook;
	root.records = [from, records.slice(from, to)];
	return root;
}

/** In signs. */
const usualRecord = 100;

/**
 * Write data as a script. It is one string literal: nothing in it can end the script or become code, and no word
 * becomes the name of a property.
 */
function script(name: string, data: object): string {
	const literal = JSON.stringify(JSON.stringify(data)).replace(
		/[<>\u2028\u2029]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
	);
	return `silcrowIndex(${JSON.stringify(name)},JSON.parse(${literal}));\n`;
}

import type { Book } from "../../model/book.ts";
import type { SearchRoot } from "../../model/search.ts";
import type { Unit } from "../../model/unit.ts";
import { leafSize } from "../../text/postings.ts";
import type { PublishedNames } from "../frame.ts";
import type { Keeper, PutFile } from "../keep.ts";
import { writeWords } from "./search-dictionary.ts";
import { type IndexedFile, indexFiles, type PlannedLeaf } from "./search-files.ts";
import { dictionaryParts } from "./search-parts.ts";

/** A book of more documents is large: its root has neither the titles nor the whole dictionary. */
const mostDocuments = 1_000;
/** In signs: the longest dictionary that is loaded whole. */
const mostWords = 10_000;
/** In signs: the stretches that longer ones are cut into. A large book has longer ones, or it had too many. */
const shortStretch = 2_500;
const longStretch = 16_000;

/**
 * Write the search index as classic scripts, which a page opened from disk may load as well. `units` gives the words of
 * each file's sections. `model/search.ts` says what the scripts hold.
 */
export function renderSearch(
	book: Book,
	units: ReadonlyMap<string, Pick<Unit, "search">>,
	{ searchIndex, searchStyle: style }: Pick<PublishedNames, "searchIndex" | "searchStyle">,
	keeper: Keeper,
	put: PutFile,
): void {
	const files = indexFiles(book, units, keeper);
	const leaves = files.flatMap((file) => file.leaves);
	const documents = leaves.reduce((sum, leaf) => sum + leaf.documents, 0);
	const parts = dictionaryParts(leaves, documents, keeper);
	const isLarge = documents > mostDocuments;
	const isWhole = !isLarge && parts.reduce((sum, { size }) => sum + size, 0) <= mostWords;
	const cuts = isWhole ? [] : parts.map((part) => part.cut(isLarge ? longStretch : shortStretch));
	put(searchIndex, [book, style, ...[...leaves, ...parts, ...cuts].flatMap(({ inputs }) => inputs)], () => {
		const words = isWhole ? writeWords(parts.flatMap((part) => part.pairs())) : cuts.flatMap(({ firsts }) => firsts);
		const common = parts.flatMap((part) => part.common);
		return script("root", { style, ...rootOf(book, files, isLarge), documents, common, words });
	});
	let number = 0;
	for (const { firsts, inputs, stretch } of cuts) {
		for (const index of firsts.keys()) {
			const name = `w${number++}`;
			put(`search/${name}.js`, [...inputs, index], () => script(name, stretch(index)));
		}
	}
	for (const [index, leaf] of leaves.entries()) {
		if (isLarge) put(`search/${index}.js`, leaf.inputs, () => script(`${index}`, leaf.leaf()));
		else putPieces(`${index}`, leaf, put);
	}
}

/** The root of a small book has the records, and a leaf is left with its texts, in pieces. */
function putPieces(leafName: string, { inputs, pieces, leaf }: PlannedLeaf, put: PutFile): void {
	for (const [index, from] of pieces.entries()) {
		const name = `${leafName}-${index}`;
		put(`search/${name}.js`, [...inputs, index], () => script(name, leaf().texts.slice(from, pieces[index + 1])));
	}
}

/** What the files of the book alone decide. */
type Shape = Omit<SearchRoot, "style" | "documents" | "common" | "words">;

function rootOf(book: Book, files: IndexedFile[], isLarge: boolean): Shape {
	const root: Shape = {
		chapters: [],
		appendices: [],
		labels: [],
		runbook: [0, 0],
		glossary: [0, 0],
		superseded: [],
		records: [0, []],
		pieces: isLarge ? [] : files.flatMap(({ leaves }) => leaves.map(({ pieces }) => pieces.slice(1))),
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
		for (const [index, { superseded }] of leaves.entries()) {
			for (const at of superseded) root.superseded.push((first + index) * leafSize + at);
		}
	}
	const all = files.flatMap(({ leaves }) => leaves);
	const [from, to] = isLarge ? root.runbook : [0, all.length];
	root.records = [from, all.slice(from, to).map(({ leaf }) => leaf().records)];
	return root;
}

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

import type { Book } from "../../model/book.ts";
import type { Unit } from "../../model/unit.ts";
import type { PublishedNames } from "../frame.ts";
import type { Keeper, PutFile } from "../keep.ts";
import { writeList, writeWords } from "./search-dictionary.ts";
import { indexFiles, type PlannedLeaf } from "./search-files.ts";
import { shortestListed, type WordsByLength } from "./search-lists.ts";
import { type CutPart, dictionaryParts } from "./search-parts.ts";
import { shapeOf } from "./search-shape.ts";

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
	const lists = isWhole ? [] : parts.map((part) => part.lists());
	const listed: [number, number] = isWhole
		? [1, 0]
		: [shortestListed, Math.max(...lists.map(({ length }) => length - 1))];
	put(searchIndex, [book, style, ...[...leaves, ...parts, ...cuts].flatMap(({ inputs }) => inputs)], () => {
		const words = isWhole ? writeWords(parts.flatMap((part) => part.pairs())) : cuts.flatMap(({ firsts }) => firsts);
		const common = parts.flatMap((part) => part.common);
		return script("root", { style, ...shapeOf(book, files, isLarge), documents, common, words, listed });
	});
	putStretches(cuts, put);
	putLists(lists, listed, put);
	for (const [index, leaf] of leaves.entries()) {
		if (isLarge) put(`search/${index}.js`, leaf.inputs, () => script(`${index}`, leaf.leaf()));
		else putPieces(`${index}`, leaf, put);
	}
}

function putStretches(cuts: CutPart[], put: PutFile): void {
	let number = 0;
	for (const { firsts, inputs, stretch } of cuts) {
		for (const index of firsts.keys()) {
			const name = `w${number++}`;
			put(`search/${name}.js`, [...inputs, index], () => script(name, stretch(index)));
		}
	}
}

function putLists(lists: WordsByLength[], [from, to]: [number, number], put: PutFile): void {
	for (let length = from; length <= to; length++) {
		const words = () => writeList(lists.flatMap((list) => list[length] ?? []));
		put(`search/y${length}.js`, [...lists, length], () => script(`y${length}`, words()));
	}
}

/** The root of a small book has the records, and a leaf is left with its texts, in pieces. */
function putPieces(leafName: string, { inputs, pieces, leaf }: PlannedLeaf, put: PutFile): void {
	for (const [index, from] of pieces.entries()) {
		const name = `${leafName}-${index}`;
		put(`search/${name}.js`, [...inputs, index], () => script(name, leaf().texts.slice(from, pieces[index + 1])));
	}
}

/**
 * Write data as a script. It is one string literal: nothing in it can end the script or become code, and no word
 * becomes the name of a property.
 */
function script(name: string, data: object | string): string {
	const literal = JSON.stringify(JSON.stringify(data)).replace(
		/[<>\u2028\u2029]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
	);
	return `silcrowIndex(${JSON.stringify(name)},JSON.parse(${literal}));\n`;
}

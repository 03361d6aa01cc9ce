import type { Book } from "../../model/book.ts";
import type { SearchLeaf } from "../../model/search.ts";
import type { Unit } from "../../model/unit.ts";
import type { PublishedNames } from "../frame.ts";
import type { Keeper, PutFile, PutGroup } from "../keep.ts";
import { blockSize, indexBlocks, type SearchBlock } from "./search-blocks.ts";
import { writeList, writeWords } from "./search-dictionary.ts";
import type { SearchDocument } from "./search-documents.ts";
import { type SearchFile, searchFiles } from "./search-files.ts";
import { leavesOf, recordsOf, textsOf } from "./search-leaf.ts";
import { shortestListed } from "./search-lists.ts";
import { markOf } from "./search-mark.ts";
import { pageRecords } from "./search-pages.ts";
import { dictionaryParts, type PlannedPart } from "./search-parts.ts";
import { type PlacedFile, shapeOf } from "./search-shape.ts";
import { makeWeigher } from "./search-weights.ts";

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
	{ put, group }: { put: PutFile; group: PutGroup },
): void {
	const all = searchFiles(book, units, keeper);
	const blocks = indexBlocks(all, makeWeigher(), keeper);
	const files = placeFiles(all, blocks);
	const documents = sum(files.flatMap(({ heads }) => heads.map((head) => head.documents)));
	const isLarge = documents > mostDocuments;
	const parts = dictionaryParts(blocks, documents, isLarge ? longStretch : shortStretch, keeper);
	const isWhole = !isLarge && sum(parts.map(({ size }) => size)) <= mostWords;
	const stretches = isWhole ? [] : parts.flatMap((part) => part.stretches);
	const longestListed = Math.max(...parts.map(({ listed }) => listed.length - 1));
	const listed: [number, number] = isWhole ? [1, 0] : [shortestListed, longestListed];
	const shown = files.filter((file) => !isLarge || file.isRunbook);
	const common = parts.flatMap((part) => part.common);
	const firsts = stretches.map(({ first }) => first);
	const marks = isWhole ? parts.flatMap((part) => part.stretches.map(({ mark }) => mark)) : [];
	const inputs = [book, style, ...blocks.map(({ heads }) => heads), markOf(JSON.stringify([common, firsts, marks]))];
	put(searchIndex, [...inputs, ...shown.flatMap((file) => file.inputs)], () => {
		const words = isWhole ? writeWords(parts.flatMap((part) => part.pairs())) : firsts;
		return script("root", {
			style,
			pages: pageRecords(book),
			...shapeOf(files, isLarge),
			documents,
			common,
			words,
			listed,
		});
	});
	for (const [index, { mark, words }] of stretches.entries())
		put(`search/w${index}.js`, [mark], () => script(`w${index}`, words()));
	putLists(parts, listed, put);
	const putFile = isLarge ? putLeaves : putPieces;
	for (let from = 0; from < files.length; from += blockSize) {
		const some = files.slice(from, from + blockSize);
		const numbered = some.flatMap((file) => [file.first, ...file.inputs]);
		group(`search leaves ${from}`, [isLarge, ...numbered], (putLeaf) => {
			for (const file of some) putFile(file, putLeaf);
		});
	}
}

/** Give each file its place behind the one before. The documents of one are held, for its leaves are mostly written one after another. */
function placeFiles(files: SearchFile[], blocks: SearchBlock[]): PlacedFile[] {
	const headsOf = blocks.flatMap(({ heads }) => heads);
	let first = 0;
	let latest: { file: SearchFile; leaves: SearchDocument[][] } | undefined;
	const leavesIn = (file: SearchFile) => {
		if (latest?.file !== file) latest = { file, leaves: leavesOf(file.documents()) };
		return latest.leaves;
	};
	return files.map((file, index) => {
		const heads = headsOf[index] ?? [];
		const placed: PlacedFile = { ...file, first, heads, leaves: () => leavesIn(file) };
		first += heads.length;
		return placed;
	});
}

function sum(numbers: number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}

function putLists(parts: PlannedPart[], [from, to]: [number, number], put: PutFile): void {
	for (let length = from; length <= to; length++) {
		const words = () => writeList(parts.flatMap((part) => part.lists()[length] ?? []));
		const marks = parts.map(({ listed }) => listed[length] ?? "");
		put(`search/y${length}.js`, marks, () => script(`y${length}`, words()));
	}
}

function putLeaves({ first, heads, inputs, leaves }: PlacedFile, put: PutFile): void {
	for (const index of heads.keys()) {
		const name = `${first + index}`;
		put(`search/${name}.js`, [...inputs, index], () => {
			const documents = leaves()[index] ?? [];
			return script(name, { records: recordsOf(documents), texts: textsOf(documents) } satisfies SearchLeaf);
		});
	}
}

/** The root of a small book has the records, and a leaf is left with its texts, in pieces. */
function putPieces({ first, heads, inputs, leaves }: PlacedFile, put: PutFile): void {
	for (const [index, { pieces }] of heads.entries()) {
		for (const [piece, from] of pieces.entries()) {
			const name = `${first + index}-${piece}`;
			put(`search/${name}.js`, [...inputs, index, piece], () =>
				script(name, textsOf(leaves()[index] ?? []).slice(from, pieces[piece + 1])),
			);
		}
	}
}

/**
 * Write data as a script. It is one string literal: nothing in it can end the script or become code, and no word
 * becomes the name of a property.
 */
function script(name: string, data: object | string): string {
	const literal = JSON.stringify(data).replace(/[<>\u2028\u2029"\\]/g, (sign) => escapes[sign] ?? sign);
	return `silcrowIndex(${JSON.stringify(name)},JSON.parse("${literal}"));\n`;
}

const escapes: Record<string, string> = {
	"<": "\\u003c",
	">": "\\u003e",
	"\u2028": "\\u2028",
	"\u2029": "\\u2029",
	'"': '\\"',
	"\\": "\\\\",
};

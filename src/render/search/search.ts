import type { Book } from "../../model/book.ts";
import type { SearchRoot } from "../../model/search.ts";
import type { Unit } from "../../model/unit.ts";
import { leafSize } from "../../text/postings.ts";
import type { PublishedNames } from "../frame.ts";
import type { Keeper, PutFile } from "../keep.ts";
import { writeWords } from "./search-dictionary.ts";
import { type IndexedFile, indexFiles } from "./search-files.ts";
import { dictionaryParts } from "./search-parts.ts";

/** In signs: what is larger is not loaded whole. After gzip a third is left. */
const mostWords = 160_000;
const mostRecords = 100_000;

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
	const isWhole = parts.reduce((sum, { size }) => sum + size, 0) <= mostWords;
	put(searchIndex, [book, style, ...[...leaves, ...parts].flatMap(({ inputs }) => inputs)], () => {
		const words = isWhole ? writeWords(parts.flatMap((part) => part.pairs())) : parts.flatMap(({ firsts }) => firsts);
		const common = parts.flatMap((part) => part.common);
		return script("root", { style, ...rootOf(book, files), documents, common, words });
	});
	let number = 0;
	for (const part of isWhole ? [] : parts) {
		for (const index of part.firsts.keys()) {
			const name = `w${number++}`;
			put(`search/${name}.js`, [...part.inputs, index], () => script(name, part.stretch(index)));
		}
	}
	for (const [index, leaf] of leaves.entries())
		put(`search/${index}.js`, leaf.inputs, () => script(`${index}`, leaf.leaf()));
}

/** What the files of the book alone decide. */
type Shape = Omit<SearchRoot, "style" | "documents" | "common" | "words">;

function rootOf(book: Book, files: IndexedFile[]): Shape {
	const root: Shape = {
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
		for (const [index, { superseded }] of leaves.entries()) {
			for (const at of superseded) root.superseded.push((first + index) * leafSize + at);
		}
	}
	const all = files.flatMap(({ leaves }) => leaves);
	const size = all.reduce((sum, { documents }) => sum + documents * usualRecord, 0);
	const [from, to] = size <= mostRecords ? [0, all.length] : root.runbook;
	root.records = [from, all.slice(from, to).map(({ leaf }) => leaf().records)];
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

import MiniSearch, { type SearchResult } from "minisearch";
import type { SearchDocument } from "../render/search.ts";
import { fold, type Query, readQuery, wordsOf } from "./search-query.ts";

/** One thing found. */
export interface Hit {
	document: SearchDocument;
	/** The folded words that were found in it, to mark them. */
	words: string[];
}

/** Hits of one kind. */
export interface HitGroup {
	name: string;
	hits: Hit[];
}

/** A search over the documents of a book. */
export type Find = (typed: string) => HitGroup[];

/** Index the documents, and give the function that searches them. */
export function makeFind(documents: SearchDocument[]): Find {
	const index = new MiniSearch<SearchDocument>({
		idField: "id",
		fields: ["n", "t", "a", "p", "x"],
		extractField: (document, field) => {
			if (field === "id") return (document as Numbered).id;
			const value = document[field as keyof SearchDocument];
			return Array.isArray(value) ? value.join(" ") : String(value ?? "");
		},
		tokenize: wordsOf,
		processTerm: (word) => fold(word).slice(0, 64),
	});
	index.addAll(documents.map((document, id) => ({ ...document, id })));
	return (typed) => find(readQuery(typed), documents, index);
}

interface Numbered extends SearchDocument {
	id: number;
}

function find(query: Query, documents: SearchDocument[], index: MiniSearch<SearchDocument>): HitGroup[] {
	const direct = documents
		.filter((document) => isMeant(document, query))
		.sort((a, b) => (a.k === "e" ? 0 : 1) - (b.k === "e" ? 0 : 1));
	const seen = new Set(direct);
	const groups: HitGroup[] = [
		{ name: "Go to", hits: direct.map((document) => ({ document, words: [] })) },
		{ name: "Runbook entries", hits: [] },
		{ name: "Terms", hits: [] },
		{ name: "Sections", hits: [] },
	];
	for (const result of search(query.words, index)) {
		const document = documents[result.id as number];
		if (!document || seen.has(document)) continue;
		const at = document.k === "e" ? 1 : document.k === "t" ? 2 : 3;
		groups[at]?.hits.push({ document, words: result.terms });
	}
	return groups.filter(({ hits }) => hits.length > 0).map(supersededLast);
}

/** What was superseded stays to be found, behind everything that is good. */
function supersededLast({ name, hits }: HitGroup): HitGroup {
	const isOld = ({ document }: Hit) => document.z === 1;
	return {
		name,
		hits: [...hits.filter((hit) => !isOld(hit)), ...hits.filter(isOld)],
	};
}

/** Tell whether the query names this very thing: by number, or by its whole name. */
function isMeant(document: SearchDocument, query: Query): boolean {
	const { number, name } = query;
	if (number) {
		const { chapter, section } = number;
		const own = Number(document.n.replace("§", ""));
		if (document.n === "" || Number.isNaN(own)) return false;
		if (document.k === "c") return own === chapter && !isBoth(number);
		if (own !== section) return false;
		if (!isBoth(number)) return document.k === "e" || chapter === undefined;
		return document.p?.startsWith(`${chapter} `) ?? false;
	}
	if (!name) return false;
	return (document.k !== "s" && fold(document.t) === name) || (document.a ?? []).some((alias) => fold(alias) === name);
}

/** A chapter and a section of it, other than a bare number that may be either. */
function isBoth(number: NonNullable<Query["number"]>): boolean {
	return number.chapter !== undefined && number.section !== undefined && number.chapter !== number.section;
}

function search(words: string[], index: MiniSearch<SearchDocument>): SearchResult[] {
	if (words.length === 0) return [];
	const text = words.slice(0, 40).join(" ");
	const options = {
		boost: { t: 4, a: 4, n: 2, p: 0.5 },
		prefix: (word: string) => word.length > 1,
	};
	// A pasted message rarely has only words of one entry; a typed query does.
	if (words.length > 4) {
		return index.search(text, { ...options, prefix: false, combineWith: "OR" });
	}
	const exact = index.search(text, { ...options, combineWith: "AND" });
	if (exact.length >= 3) return exact;
	const near = index.search(text, {
		...options,
		combineWith: "AND",
		fuzzy: (word) => (word.length > 7 ? 2 : word.length > 4 ? 1 : false),
	});
	return near.length > 0 ? near : index.search(text, options);
}

/** What a reader's words ask for. */
export interface Query {
	/** A number that leads straight to a page: `27`, `§27`, `ch7`, `ch19 13`. */
	number?: { section?: number; chapter?: number };
	/** The words that are searched. */
	words: string[];
	/** Folded, to compare with whole names such as that of an alert. */
	name: string;
}

/** Fold a word so that case and accents do not matter. */
export function fold(text: string): string {
	return text
		.normalize("NFD")
		.replace(/\p{M}+/gu, "")
		.toLowerCase();
}

/** Cut a text into the words that are searched. Marks inside a name such as `goose_db_version` part it, as in the index. */
export function wordsOf(text: string): string[] {
	return text.split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean);
}

/** Read what was typed or pasted. Times, ids and addresses of a pasted message say nothing about its entry and are left out. */
export function readQuery(typed: string): Query {
	const text = typed.slice(0, 2000).trim();
	const query: Query = { words: wordsOf(withoutNoise(text)), name: fold(text) };
	const number = readNumber(text);
	return number ? { ...query, number } : query;
}

function readNumber(text: string): Query["number"] {
	const found = /^(?:(?:ch|chap|chapter)\.?\s*(\d{1,5}))?[\s,]*(?:(§)?\s*(\d{1,5}))?$/i.exec(text);
	if (!found) return undefined;
	const [, chapter, sign, section] = found;
	if (chapter !== undefined) {
		return section === undefined
			? { chapter: Number(chapter) }
			: { chapter: Number(chapter), section: Number(section) };
	}
	if (section === undefined) return undefined;
	return sign ? { section: Number(section) } : { section: Number(section), chapter: Number(section) };
}

const noise = [
	/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?/g,
	/\b\d\d:\d\d:\d\d(?:[.,]\d+)?\b/g,
	/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi,
	/\b(?:0x)?(?=[0-9a-f]*\d)[0-9a-f]{8,}\b/gi,
	/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g,
];

function withoutNoise(text: string): string {
	// Only a pasted message has noise; a short query is meant as it is typed.
	if (text.length < 24) return text;
	return noise.reduce((rest, pattern) => rest.replace(pattern, " "), text);
}

import type { Files } from "./published.ts";

/** A heading and a text of its own, by whose token a test knows it again wherever it stands. */
export interface Piece {
	/** A numbered section has one. */
	number?: number;
	title: string;
	/** An anchor that the author gave it. */
	id?: string;
	token: string;
	/** Changes with every rewriting; the token does not. */
	version: number;
	/** Tokens of pieces that were merged into this one. */
	merged: string[];
}

/** A chapter of a book that is taken through random edits. */
export interface RandomChapter {
	number: number;
	file: string;
	title: string;
	token: string;
	isRunbook: boolean;
	pieces: Piece[];
	aliases: Record<string, string>;
	retired: Record<number, number | null>;
}

/** A book that is taken through random edits. */
export interface RandomBook {
	chapters: RandomChapter[];
	terms: { names: string[]; token: string }[];
	/** What `book/book.yaml` says under `retired`. */
	retired: Record<string, string | null>;
	/** For tokens, titles and numbers that were never used. */
	count: number;
}

/** Give the next word that no piece has yet. */
export function fresh(book: RandomBook, kind: string): string {
	book.count += 1;
	return `${kind}${book.count}x`;
}

/** Make the book that the edits begin with. */
export function firstBook(): RandomBook {
	const book: RandomBook = { chapters: [], terms: [], retired: {}, count: 0 };
	for (const number of [1, 2, 3]) book.chapters.push(newChapter(book, number, number === 3));
	for (let index = 0; index < 4; index += 1)
		book.terms.push({ names: [fresh(book, "Term")], token: fresh(book, "token") });
	return book;
}

/** Make a chapter with three sections and two headings. */
export function newChapter(book: RandomBook, number: number, isRunbook: boolean): RandomChapter {
	const pieces = [1, 2, 3].map((section) => newPiece(book, section));
	const others = isRunbook ? [] : [newPiece(book), newPiece(book)];
	return {
		number,
		file: fresh(book, "file"),
		title: `Chapter about ${fresh(book, "topic")}`,
		token: fresh(book, "token"),
		isRunbook,
		pieces: [...others, ...pieces],
		aliases: {},
		retired: {},
	};
}

/** Make a piece that nobody has seen yet. */
export function newPiece(book: RandomBook, number?: number): Piece {
	const title = `Work on ${fresh(book, "topic")} ${fresh(book, "part")}`;
	return { ...(number === undefined ? {} : { number }), title, token: fresh(book, "token"), version: 0, merged: [] };
}

/** Write the files of a book. */
export function filesOf(book: RandomBook): Files {
	const files: Files = {
		"book/book.yaml": `severity: {term-not-used: off, unused-term: off, early-term: off, missing-part: off, section-gap: off, empty-part: off}\nretired: ${JSON.stringify(book.retired)}\n`,
		"glossary/glossary.md": `# Glossary\n\ntoken0x says what the words of this book mean.\n\n${book.terms.map(termText).join("")}`,
	};
	for (const chapter of book.chapters)
		files[`book/${String(chapter.number).padStart(2, "0")}-${chapter.file}.md`] = chapterText(chapter);
	return files;
}

function termText({ names, token }: RandomBook["terms"][0]): string {
	const [name, ...others] = names;
	const also = others.length > 0 ? ` (also: ${others.join(", ")})` : "";
	return `- **${name}**${also}: ${textOf(token, 0)} (Chapter 1)\n`;
}

function chapterText({ title, token, isRunbook, pieces, aliases, retired }: RandomChapter): string {
	const front = { ...(isRunbook ? { runbook: true } : {}), aliases, retired };
	const body = pieces.map(({ number, title: words, id, token: own, version, merged }) => {
		const head = `## ${number === undefined ? "" : `§${number} `}${words}${id === undefined ? "" : ` {#${id}}`}`;
		return `${head}\n\n${textOf(own, version)}\n\n${merged.map((one) => `${textOf(one, 0)}\n\n`).join("")}`;
	});
	return `---\n${JSON.stringify(front)}\n---\n\n# ${title}\n\n${textOf(token, 0)}\n\n${body.join("")}`;
}

const words =
	"node pod queue disk lock table key secret image roll gate probe route port zone mail cache shard index backup quorum leader lease token bucket volume socket proxy header cookie limit budget drain cordon taint label".split(
		" ",
	);

/** Forty words that follow from the token and the version alone. */
function textOf(token: string, version: number): string {
	let state = [...`${token} ${version}`].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) >>> 0, 7);
	const chosen = Array.from({ length: 40 }, () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return words[(state >>> 12) % words.length];
	});
	return `${token} ${chosen.join(" ")}.`;
}

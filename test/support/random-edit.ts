import fc from "fast-check";
import { fresh, newChapter, newPiece, type Piece, type RandomBook, type RandomChapter } from "./random-book.ts";

const kinds = [
	"add section",
	"add chapter",
	"retitle section",
	"rewrite section",
	"reuse number",
	"renumber section",
	"swap sections",
	"delete section",
	"move section",
	"merge sections",
	"renumber chapter",
	"swap chapters",
	"delete chapter",
	"retitle chapter",
	"rename file",
	"rename heading",
	"delete heading",
	"move heading",
	"merge headings",
	"rename term",
	"delete term",
] as const;

/** One edit: what is done, where, and whether the author also writes what became of the old address. */
export interface RandomEdit {
	kind: (typeof kinds)[number];
	a: number;
	b: number;
	isTold: boolean;
}

/** Any edit. */
export const anEdit: fc.Arbitrary<RandomEdit> = fc.record({
	kind: fc.constantFrom(...kinds),
	a: fc.nat(1000),
	b: fc.nat(1000),
	isTold: fc.boolean(),
});

/** Edit a copy of a book; one that the edit does not fit stays as it is. */
export function edited(before: RandomBook, { kind, a, b, isTold }: RandomEdit): RandomBook {
	const book = structuredClone(before);
	const chapter = pick(book.chapters, a);
	const other = pick(
		book.chapters.filter((one) => one !== chapter && !one.isRunbook),
		b,
	);
	const section = pick(chapter?.pieces.filter(({ number }) => number !== undefined) ?? [], b);
	const heading = pick(chapter?.pieces.filter(({ number }) => number === undefined) ?? [], b);
	const term = pick(book.terms, a);
	if (!chapter || !term) return book;
	const page = pageOf(chapter);
	switch (kind) {
		case "add section":
			chapter.pieces.push(newPiece(book, nextNumber(chapter)));
			break;
		case "add chapter":
			book.chapters.push(newChapter(book, nextChapter(book), false));
			break;
		case "retitle chapter":
			chapter.title = `Chapter about ${fresh(book, "topic")}`;
			break;
		case "rename file":
			chapter.file = fresh(book, "file");
			break;
		case "renumber chapter":
			chapter.number = nextChapter(book);
			if (isTold) chapter.aliases[page] = "";
			break;
		case "swap chapters":
			if (other) [chapter.number, other.number] = [other.number, chapter.number];
			break;
		case "delete chapter":
			if (book.chapters.length < 3 || chapter.isRunbook || !other) break;
			book.chapters = book.chapters.filter((one) => one !== chapter);
			if (isTold) book.retired[chapter.number] = b % 2 ? String(other.number) : null;
			break;
		case "rename term":
			if (isTold) term.names.unshift(fresh(book, "Term"));
			else term.names = [fresh(book, "Term")];
			break;
		case "delete term":
			if (book.terms.length < 3) break;
			book.terms = book.terms.filter((one) => one !== term);
			if (isTold) for (const name of term.names) book.retired[`glossary.html#term-${name.toLowerCase()}`] = null;
			break;
		default:
			if (section) editSection(kind, { book, chapter, other, section, page, isTold });
			if (heading) editHeading(kind, { book, chapter, other, section: heading, page, isTold });
	}
	return book;
}

interface Place {
	book: RandomBook;
	chapter: RandomChapter;
	other: RandomChapter | undefined;
	section: Piece;
	page: string;
	isTold: boolean;
}

function editSection(kind: RandomEdit["kind"], { book, chapter, other, section, page, isTold }: Place): void {
	const { number = 0 } = section;
	const neighbour = chapter.pieces.find((one) => one.number !== undefined && one !== section);
	if (kind === "retitle section") section.title = newPiece(book).title;
	if (kind === "rewrite section") section.version += 1;
	if (kind === "reuse number") Object.assign(section, { ...newPiece(book), number });
	if (kind === "swap sections" && neighbour) [section.number, neighbour.number] = [neighbour.number ?? 0, number];
	if (kind === "renumber section") {
		section.number = nextNumber(chapter);
		if (isTold) chapter.retired[number] = section.number;
	}
	if (!neighbour) return;
	if (kind === "delete section" || kind === "merge sections" || (kind === "move section" && other)) {
		chapter.pieces = chapter.pieces.filter((one) => one !== section);
		for (const [old, successor] of Object.entries(chapter.retired))
			if (successor === number) chapter.retired[Number(old)] = null;
	}
	if (kind === "delete section" && isTold) chapter.retired[number] = null;
	if (kind === "merge sections") {
		neighbour.merged.push(section.token);
		if (isTold) chapter.retired[number] = neighbour.number ?? null;
	}
	if (kind === "move section" && other) {
		const moved = { ...section, number: nextNumber(other) };
		other.pieces.push(moved);
		if (isTold) {
			other.aliases[`${page}#s${number}`] = `#s${moved.number}`;
			if (chapter.isRunbook) other.aliases[`runbook/${number}.html`] = `#s${moved.number}`;
		}
	}
}

function editHeading(kind: RandomEdit["kind"], { book, chapter, other, section: heading, page, isTold }: Place): void {
	const anchor = heading.id ?? slugOf(heading.title);
	const orphans: string[] = [];
	const without = () => {
		chapter.pieces = chapter.pieces.filter((one) => one !== heading);
		for (const [from, to] of Object.entries(chapter.aliases)) {
			if (to !== `#${anchor}`) continue;
			delete chapter.aliases[from];
			orphans.push(from.startsWith("#") ? page + from : from);
		}
		orphans.push(`${page}#${anchor}`);
	};
	const neighbour = chapter.pieces.find((one) => one !== heading && !one.id);
	if (kind === "rename heading") {
		heading.title = newPiece(book).title;
		if (isTold) heading.id = anchor;
	}
	if (kind === "delete heading") {
		without();
		if (isTold) for (const old of orphans) book.retired[old] = null;
	}
	if (kind === "merge headings" && neighbour) {
		without();
		neighbour.merged.push(heading.token);
		const to = neighbour.number === undefined ? slugOf(neighbour.title) : `s${neighbour.number}`;
		if (isTold) for (const old of orphans) chapter.aliases[old] = `#${to}`;
	}
	if (kind === "move heading" && other) {
		without();
		other.pieces.unshift(heading);
		if (isTold) for (const old of orphans) other.aliases[old] = `#${anchor}`;
	}
}

function pick<Item>(items: Item[], at: number): Item | undefined {
	return items[at % Math.max(1, items.length)];
}

function pageOf({ number }: RandomChapter): string {
	return `ch${String(number).padStart(2, "0")}.html`;
}

function nextNumber({ pieces, retired }: RandomChapter): number {
	return Math.max(0, ...pieces.map(({ number = 0 }) => number), ...Object.keys(retired).map(Number)) + 1;
}

/** A number that no chapter ever had; what is gone counts too. */
function nextChapter(book: RandomBook): number {
	book.count += 1;
	return book.count + 10;
}

function slugOf(title: string): string {
	return title.toLowerCase().replaceAll(" ", "-");
}

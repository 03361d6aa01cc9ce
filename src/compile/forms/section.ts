import type { Form, Found, FoundFault, FoundLink, Scan } from "./form.ts";
import { GAP, matchAt, matchWord } from "./form.ts";
import { goesOn, type ListedNumber, readNumbers } from "./numbers.ts";

/** `§26`, `§26–§28`, `§§26, 27 and 28`, `§13 of ch19`, `§27 (Chapter 17)`. */
export const sectionForm: Form = {
	trigger: "§",
	read(scan, at) {
		const before = scan.text.slice(Math.max(0, at - 60), at);
		const foreign = mayBeForeign.test(before) && foreignBefore.test(before);
		const found = readChain(scan, at, foreign ? { foreign } : scopeAt(scan, at));
		if (!found || !foreign) return found;
		return { end: found.end, links: [], faults: [] };
	},
};

/** What decides the chapter of a bare §. */
interface Scope {
	chapter?: number;
	file?: string;
	foreign?: boolean;
}

interface Sections extends Found {
	isParenthesised: boolean;
}

/** Laws and standards whose § are never ours: the last words before the sign. */
const mayBeForeign = /ISO|IEC|BCP|POSIX|IEEE|U\.S\.|USC|GDPR|RFC|Art/;
const foreignBefore = new RegExp(
	`(?<![\\p{L}\\p{N}])(?:ISO|IEC|BCP|POSIX|IEEE|U\\.S\\.C\\.|USC|GDPR|RFC|Art\\.|Article)(?:${GAP}?[\\d./:–-][\\w./:()–-]*|/[A-Z]+|${GAP}Art\\.)*,?${GAP}?$`,
	"u",
);
const head = new RegExp(`§(§?)${GAP}?(\\d{1,5})`, "uy");
const dotted = /(?:\.\d+)+/uy;
const letters = /[\p{L}\p{N}_]+/uy;
const inline = new RegExp(`(?:['’]s)?(?:,?${GAP}|)(?=§)`, "uy");
const inParenthesis = new RegExp(`${GAP}\\((?=§)`, "uy");
const ofChapter = new RegExp(
	`${GAP}(?:of|in)${GAP}(?:(?:chapter|chap\\.|ch\\.)${GAP}(\\d{1,5})|ch(0?[1-9]\\d{0,3}))(?!\\w)(?!\\.\\d)`,
	"iuy",
);
const chapterBehind = new RegExp(
	`${GAP}\\((?:(?:chapter|chap\\.|ch\\.)${GAP}(\\d{1,5})|ch(0?[1-9]\\d{0,3}))\\)`,
	"iuy",
);

/** Read the § that directly follow the name of a chapter: `Chapter 17, §27` or `Chapter 17 (§27)`. */
export function readSections(scan: Scan, at: number, scope: { chapter: number }): Sections | undefined {
	const parenthesis = matchAt(inParenthesis, scan.text, at);
	const gap = parenthesis ?? matchAt(inline, scan.text, at);
	if (!gap) return undefined;
	const found = readChain(scan, at + gap[0].length, scope);
	return found ? { ...found, isParenthesised: parenthesis !== null } : undefined;
}

function readChain(scan: Scan, at: number, scope: Scope): Found | undefined {
	const { text } = scan;
	const found = matchAt(head, text, at);
	if (!found) return undefined;
	const first: ListedNumber = { value: Number(found[2]), start: at, end: at + found[0].length };
	const fault = faultAt(text, first);
	if (fault) return { end: fault.end, links: [], faults: [fault] };
	const numbers = numbersOf(text, first, found[1] === "§");
	const last = numbers.at(-1) ?? first;
	const links = numbers.map((number) => toLink(number, scope));
	const suffix = matchWord(ofChapter, text, last.end);
	const chapter = suffix ?? matchAt(chapterBehind, text, last.end);
	if (chapter) {
		const number = Number(chapter[1] ?? chapter[2]);
		for (const link of links)
			link.target = { kind: "section", number: (link.target as { number: number }).number, chapter: number };
	}
	const tail = links.at(-1);
	if (suffix && tail) tail.end = last.end + suffix[0].length;
	return { end: tail?.end ?? first.end, links, faults: [] };
}

/** Behind `§§` numbers need no sign of their own; behind one `§` only a range drops it, or a list that a parenthesis closes. */
function numbersOf(text: string, first: ListedNumber, isDouble: boolean): ListedNumber[] {
	const mixed = readNumbers(text, first, "mixed");
	if (isDouble || text[mixed.at(-1)?.end ?? 0] === ")") return mixed;
	return readNumbers(text, first, "dashed");
}

function toLink(number: ListedNumber, scope: Scope): FoundLink {
	const target: FoundLink["target"] = { kind: "section", number: number.value };
	if (scope.chapter !== undefined) target.chapter = scope.chapter;
	if (scope.file !== undefined) target.file = scope.file;
	const link: FoundLink = { start: number.start, end: number.end, target };
	if (number.from !== undefined) link.from = number.from;
	return link;
}

function faultAt(text: string, first: ListedNumber): FoundFault | undefined {
	const tail = matchAt(dotted, text, first.end);
	if (tail) {
		const end = first.end + tail[0].length;
		return {
			code: "dotted-number",
			start: first.start,
			end,
			message: `“${text.slice(first.start, end)}” has a dotted number, which no section of a book has`,
			hint: "for a section of a standard write its name before it, as in “RFC 9110 §15.1”",
		};
	}
	const more = goesOn(text, first.end) ? matchAt(letters, text, first.end) : null;
	if (!more) return undefined;
	const end = first.end + more[0].length;
	return {
		code: "malformed-reference",
		start: first.start,
		end,
		message: `“${text.slice(first.start, end)}” is not the number of a section: sections have whole numbers`,
		hint: "write a backslash before the § if this is not a reference",
	};
}

/** A file of the book in a code span right before the §, or the scope of the block. */
function scopeAt(scan: Scan, at: number): Scope {
	const before = at - 1;
	const code = /[ \t\u00a0\r\n]/.test(scan.text[before] ?? "") ? scan.codeAt(before - 1) : undefined;
	const chapter = code === undefined ? undefined : /^ch(\d{1,4})$/.exec(code);
	if (chapter) return { chapter: Number(chapter[1]) };
	if (code?.endsWith(".md")) return { file: code };
	return scan.scope === undefined ? {} : { chapter: scan.scope };
}

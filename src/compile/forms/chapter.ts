import { isLetterAt } from "../../text/letters.ts";
import type { Form, Found, FoundLink, Scan } from "./form.ts";
import { GAP, matchAt, matchWord } from "./form.ts";
import { goesOn, type ListedNumber, readNumbers } from "./numbers.ts";
import { readSections } from "./section.ts";

/** `Chapter 8`, `ch08`, `Chapters 3 and 5`, and each of them with sections behind it: `Chapter 17 §26–§28`. */
export const chapterForm: Form = {
	trigger: "(?<![\\w-])(?:[Cc](?:hapters?|haps?\\.|hs?\\.)|CHAPTERS?)(?=\\s)|(?<![\\w#.@$=\\\\-])ch(?=\\d)",
	read(scan, at) {
		const found = matchName(short, scan.text, at);
		return found ? readShort(scan, at, found) : readWord(scan, at);
	},
};

/** Two leading zeros are no chapter's name, and neither is a file or a part of a path. */
const short = /ch(0?[1-9]\d{0,3}|00?)(?!\w)(?!\/(?!ch\d))/y;
const word = new RegExp(`(chapters?|chaps?\\.|chs?\\.)${GAP}(\\d{1,5})`, "iuy");
const shortRange = /[–—-]ch(0?[1-9]\d{0,3})(?!\w)/y;
const elsewhere = new RegExp(`${GAP}(?:of|in)${GAP}(?!this${GAP}book\\b)\\S`, "iuy");
const law = new RegExp(`${GAP}bankruptcy\\b`, "iuy");
const runsOn = /[\p{L}\p{N}_.]*[\p{L}\p{N}_]/uy;

/** Match a name that ends there: behind it stands no letter, nor one behind a full stop or a hyphen. */
function matchName(name: RegExp, text: string, at: number): RegExpExecArray | null {
	const found = matchWord(name, text, at);
	const end = at + (found?.[0].length ?? 0);
	const isJoined = text[end] === "." || (text[end] === "-" && name === short);
	return isJoined && isLetterAt(text, end + 1) ? null : found;
}

function readShort(scan: Scan, at: number, found: RegExpExecArray): Found | undefined {
	const { text } = scan;
	if (text[at - 1] === "/" && scan.lastEnd !== at - 1) return undefined;
	const first: ListedNumber = { value: Number(found[1]), start: at, end: at + found[0].length };
	const range = matchName(shortRange, text, first.end);
	if (!range) return finish(scan, [first]);
	const start = first.end + range[0].indexOf("ch");
	return finish(scan, [first, { value: Number(range[1]), start, end: first.end + range[0].length, from: first.value }]);
}

function readWord(scan: Scan, at: number): Found | undefined {
	const { text } = scan;
	const found = matchAt(word, text, at);
	if (!found) return undefined;
	const first: ListedNumber = { value: Number(found[2]), start: at, end: at + found[0].length };
	if (goesOn(text, first.end)) return malformed(text, at, first.end);
	const numbers = readNumbers(text, first, "bare");
	const isPlural = /s\.?$/i.test(found[1] ?? "");
	return finish(scan, isPlural ? numbers : ofSingular(text, numbers));
}

/** Behind the singular a list counts only where a parenthesis closes right behind it: in "In Chapter 3, 5 nodes" the 5 is no chapter, nor in "Chapter 3 – 5 nodes". */
function ofSingular(text: string, numbers: ListedNumber[]): ListedNumber[] {
	const end = numbers.at(-1)?.end ?? 0;
	if (text[end] === ")") return numbers;
	const [first, second] = numbers;
	if (!first) return [];
	const isDashed = second?.from !== undefined && text.slice(first.end, second.start) === "–";
	return second && isDashed ? [first, second] : [first];
}

function finish(scan: Scan, numbers: ListedNumber[]): Found {
	const { text } = scan;
	const last = numbers.at(-1);
	if (!last) return { end: 0, links: [], faults: [] };
	const links = numbers.map(toLink);
	const sections = readSections(scan, last.end, { chapter: last.value });
	if (sections) {
		const [first] = sections.links;
		if (first && !sections.isParenthesised) {
			first.start = last.start;
			links.pop();
		}
		return { end: sections.end, links: [...links, ...sections.links], faults: sections.faults };
	}
	if (matchAt(elsewhere, text, last.end) || matchAt(law, text, last.end))
		return { end: last.end, links: [], faults: [] };
	return { end: last.end, links, faults: [] };
}

function toLink(number: ListedNumber): FoundLink {
	const link: FoundLink = { start: number.start, end: number.end, target: { kind: "chapter", number: number.value } };
	if (number.from !== undefined) link.from = number.from;
	return link;
}

function malformed(text: string, start: number, from: number): Found {
	const rest = matchAt(runsOn, text, from)?.[0] ?? "";
	const end = from + rest.length;
	const words = text.slice(start, end).replace(/\s+/g, " ");
	return {
		end,
		links: [],
		faults: [
			{
				code: "malformed-reference",
				start,
				end,
				message: `“${words}” is not the name of a chapter: chapters have whole numbers`,
				hint: "name a section by its §, or write a backslash before the number if this is not a reference",
			},
		],
	};
}

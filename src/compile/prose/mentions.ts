import type { Text } from "mdast";
import type { Target } from "../../model/unit.ts";
import { isLetterAt } from "../../text/letters.ts";
import { appendixForm } from "../forms/appendix.ts";
import { chapterForm } from "../forms/chapter.ts";
import { commitForm } from "../forms/commit.ts";
import type { Form, FoundFault, FoundLink, Scan } from "../forms/form.ts";
import { itemForm } from "../forms/item.ts";
import { rfcForm } from "../forms/rfc.ts";
import { sectionForm } from "../forms/section.ts";
import { type Flat, flatten, OBJECT, originAt } from "./flat.ts";

/** The forms in which prose refers to something. Where two could begin at the same place the earlier one is tried first. */
const forms: Form[] = [chapterForm, rfcForm, sectionForm, appendixForm, itemForm, commitForm];

/** The beginnings of some forms, one group for each. */
interface Scanner {
	forms: Form[];
	trigger: RegExp;
}

const all = scannerOf(forms);
/** The beginning of an item is any word, which takes long to look for and is in vain without a `#`. */
const withoutItems = scannerOf(forms.filter((form) => form !== itemForm));

function scannerOf(some: Form[]): Scanner {
	return { forms: some, trigger: new RegExp(some.map((form) => `(${form.trigger})`).join("|"), "gu") };
}

/** The references of one block, as indices into its flat text. */
export interface BlockMentions {
	links: FoundLink[];
	faults: FoundFault[];
	/** Indices of the backslashes that only kept words from being a reference, and are not printed. */
	escapes: number[];
}

/** Find every reference in the prose of a block. `scope` is the chapter that an enclosing `ch17:` gives to its bare §. */
export function findMentions(flat: Flat, source: string, scope?: number): BlockMentions {
	// Every form has a number in it, or the word appendix.
	if (!/\d|ppendi|APPENDIX|App\./.test(flat.text)) return none;
	const scanner = flat.text.includes("#") ? all : withoutItems;
	scanner.trigger.lastIndex = 0;
	const first = scanner.trigger.exec(flat.text);
	return first ? readMentions(flat, first.index, source, scope, scanner) : none;
}

const none: BlockMentions = { links: [], faults: [], escapes: [] };

function readMentions(
	flat: Flat,
	first: number,
	source: string,
	scope: number | undefined,
	{ forms: some, trigger }: Scanner,
): BlockMentions {
	const result: BlockMentions = { links: [], faults: [], escapes: [] };
	const { text, indices } = withoutEscapes(flat.text);
	const scan: Scan = { text, scope: scopeOf(flat.text) ?? scope, lastEnd: -1, codeAt };
	trigger.lastIndex = indices ? 0 : first;
	for (let match = trigger.exec(text); match; match = trigger.exec(text)) {
		const found = read(scan, match, some);
		if (!found) {
			trigger.lastIndex = match.index + 1;
			continue;
		}
		trigger.lastIndex = Math.max(found.end, match.index + 1);
		scan.lastEnd = found.end;
		for (const link of found.links) keep(link, result.links);
		for (const fault of found.faults) keep(fault, result.faults);
	}
	return result;

	function codeAt(index: number): string | undefined {
		const at = indices === undefined ? index : indices[index];
		const object = flat.objects.find((one) => one.at === at);
		return object?.node.type === "inlineCode" ? object.node.value : undefined;
	}

	function keep<T extends { start: number; end: number }>(found: T, list: T[]): void {
		const start = indices?.[found.start] ?? found.start;
		const end = (indices?.[found.end - 1] ?? found.end - 1) + 1;
		const escapes = escapesIn(flat, source, start, end);
		if (escapes === undefined) list.push({ ...found, start, end });
		else result.escapes.push(...escapes);
	}
}

/** List what a text refers to where nothing is known of its place, such as the words of a link in raw HTML. */
export function saidIn(text: string): Target[] {
	const node: Text = {
		type: "text",
		value: text,
		position: { start: origin, end: { ...origin, offset: text.length } },
	};
	return findMentions(flatten([node], text), text).links.map((link) => link.target);
}

const origin = { line: 1, column: 1, offset: 0 };

/** Return the chapter that the block names at its very beginning: `ch17: …`. */
export function scopeOf(text: string): number | undefined {
	const found = /^ch(0?[1-9]\d{0,3}):(?=\s|$)/.exec(text);
	return found ? Number(found[1]) : undefined;
}

function read(scan: Scan, match: RegExpExecArray, some: Form[]): ReturnType<Form["read"]> {
	// What begins with a letter begins a word; the triggers know only the letters of ASCII.
	if (isLetterAt(scan.text, match.index - 1) && isLetterAt(scan.text, match.index)) return undefined;
	for (let index = 0; index < some.length; index++)
		if (match[index + 1] !== undefined) return some[index]?.read(scan, match.index);
	return undefined;
}

/** Take out the backslashes that stand where a reference or its number could begin. */
function withoutEscapes(text: string): { text: string; indices?: number[] } {
	if (!text.includes("\\")) return { text };
	let clean = "";
	const indices: number[] = [];
	for (let index = 0; index < text.length; index += 1) {
		if (isEscape(text, index)) continue;
		indices.push(index);
		clean += text[index];
	}
	indices.push(text.length);
	return { text: clean, indices };
}

function isEscape(text: string, index: number): boolean {
	return (
		text[index] === "\\" &&
		/[§\p{L}\p{N}]/u.test(text[index + 1] ?? "") &&
		!/[\p{L}\p{N}_:\\]/u.test(text[index - 1] ?? "")
	);
}

/** Return the backslashes inside or right before a reference, which make it text; undefined if there are none. */
function escapesIn(flat: Flat, source: string, start: number, end: number): number[] | undefined {
	const escapes: number[] = [];
	let isEscaped = false;
	for (let index = Math.max(0, start - 1); index < end; index += 1) {
		if (isEscape(flat.text, index)) escapes.push(index);
		else if (index >= start && flat.text[index] !== OBJECT && flat.text[index] !== "\\")
			isEscaped ||= source[originAt(flat, index)] === "\\";
	}
	return escapes.length > 0 || isEscaped ? escapes : undefined;
}

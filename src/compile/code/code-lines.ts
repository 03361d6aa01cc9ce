import { escapeHtml } from "../../text/escape.ts";

/** How the lines of a block of code are shown. */
export interface LineOptions {
	/** Numbers of the lines that are set apart, from 1. */
	marked: Set<number>;
	/** The number of the first line, where lines are numbered. */
	numbers?: number | undefined;
	/** For each line `+` where it is new, `-` where it is gone. */
	signs?: string[] | undefined;
	/** True where the signs stand in no line yet. */
	showsSigns?: boolean | undefined;
}

/** Set lines of highlighted code apart. A number is no text, so that it is never copied; a sign is. */
export function withLines(html: string, options: LineOptions): string {
	const { marked, numbers, signs, showsSigns } = options;
	if (marked.size === 0 && numbers === undefined && !signs) return html;
	return splitLines(html).map(draw).join("\n");

	function draw(line: string, index: number): string {
		const number = numbers === undefined ? "" : `<span class="nr" data-n="${numbers + index}"></span>`;
		const sign = signs?.[index] ?? "";
		const content = `${number}${showsSigns ? escapeHtml(sign || " ") : ""}${line}`;
		if (sign === "+") return `<ins class="line">${content}</ins>`;
		if (sign === "-") return `<del class="line">${content}</del>`;
		return marked.has(index + 1) ? `<mark class="line">${content}</mark>` : content;
	}
}

/** Say in words which lines are set apart, for those who do not see it: `lines 3–5 marked`. */
export function markedInWords(marked: Set<number>): string {
	const numbers = [...marked].sort((a, b) => a - b);
	const runs: string[] = [];
	for (let index = 0; index < numbers.length; index += 1) {
		const first = numbers[index];
		while (numbers[index + 1] === (numbers[index] ?? 0) + 1) index += 1;
		runs.push(first === numbers[index] ? `${first}` : `${first}–${numbers[index]}`);
	}
	return `${numbers.length === 1 ? "line" : "lines"} ${runs.join(", ")} marked`;
}

/** Read the signs of a difference: from its lines as they are, or from their first column. */
export function signsOf(code: string): string[] {
	return code.split("\n").map((line) => (/^(?:\+(?!\+\+ )|-(?!-- ))/.test(line) ? line.charAt(0) : ""));
}

/** A line of HTML is a line of code: a class that runs over a line break is closed before it and opened again. */
function splitLines(html: string): string[] {
	let open = "";
	return html.split("\n").map((line) => {
		const whole = open + line;
		const last = whole.lastIndexOf("<span");
		open = last > whole.lastIndexOf("</span>") ? (/<span[^>]*>/.exec(whole.slice(last))?.[0] ?? "") : "";
		return open ? `${whole}</span>` : whole;
	});
}

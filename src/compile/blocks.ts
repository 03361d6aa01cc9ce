/** What a line is before anything is parsed, as far as the limits need to know. */
export type LineKind = "blank" | "text" | "code";

/** A fenced block of code that a line opened. */
interface Fence {
	sign: string;
	quotes: number;
	/** How far lines must be indented to belong to the list item that the fence stands in. */
	indent: number;
}

const prefix = /^(?:[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))*/;
const html: [RegExp, RegExp][] = [
	[/^<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
	[/^<!--/, /-->/],
	[/^<\?/, /\?>/],
	[/^<![a-z]/i, />/],
	[/^<!\[CDATA\[/, /\]\]>/],
	[/^<\/?[a-z]/i, /^\s*$/],
];

/**
 * Tell line by line what is fenced code, of which parsers take no more time than of other lines. Where a line could be
 * either it is text: code that is taken for text is measured without need, text that is taken for code not at all.
 */
export function lineReader(): (line: string) => LineKind {
	let fence: Fence | undefined;
	let htmlEnd: RegExp | undefined;
	return read;

	function read(line: string): LineKind {
		if (htmlEnd) {
			if (htmlEnd.test(line)) htmlEnd = undefined;
			return line.trim() === "" ? "blank" : "text";
		}
		if (fence && isInside(line, fence)) {
			if (closes(line, fence)) fence = undefined;
			return "code";
		}
		fence = undefined;
		if (line.trim() === "") return "blank";
		const before = prefix.exec(line)?.[0] ?? "";
		const rest = line.slice(before.length);
		const text = rest.trimStart();
		htmlEnd = html.find(([start, end]) => start.test(text) && !end.test(text))?.[1];
		fence = htmlEnd ? undefined : fenceIn(before, rest);
		return fence ? "code" : "text";
	}
}

/** A fence that is indented by itself may stand in a list item whose end cannot be seen from here: it is text. */
function fenceIn(before: string, rest: string): Fence | undefined {
	const sign = /^(`{3,})[^`]*$|^(~{3,})/.exec(rest.trimStart());
	const isInItem = /[-+*.)]$/.test(before);
	if (!sign || /^[ \t]/.test(before.replace(/^ {0,3}(?=[-+*\d>])/, "")) || (before === "" && /^[ \t]/.test(rest))) return undefined;
	const quotes = before.split(">").length - 1;
	const indent = rest.length - rest.trimStart().length;
	if (!isInItem && indent > 1) return undefined;
	return { sign: sign[1] ?? sign[2] ?? "", quotes, indent: isInItem ? afterQuotes(before).length + indent : 0 };
}

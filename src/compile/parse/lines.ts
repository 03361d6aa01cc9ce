/** What a line is before anything is parsed, as far as the limits need to know. */
export type LineKind = "blank" | "text" | "code";

/** Raw HTML that runs to a certain line, in which no code begins; by the way a block of it begins. */
const rawHtml: [RegExp, RegExp][] = [
	[/^<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
	[/^<!--/, /-->/],
	[/^<\?/, /\?>/],
	[/^<!\[CDATA\[/, /\]\]>/],
	[/^<![a-z]/i, />/],
	[
		/^<\/?(?:address|article|aside|blockquote|body|center|details|dialog|dir|div|dl|dd|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|html|iframe|legend|li|link|main|menu|nav|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:[\s/>]|$)/i,
		/^\s*$/,
	],
];

/**
 * Make a function that tells line by line what is fenced code, of which parsers take no more time than of other text.
 * A fence that is indented may stand in a list whose end cannot be seen from here; it is taken for text.
 */
export function lineReader(): (line: string) => LineKind {
	let fence: { sign: string; quotes: number } | undefined;
	let htmlEnd: RegExp | undefined;
	return (line) => {
		const isBlank = line.trim() === "";
		if (htmlEnd) {
			if (htmlEnd.test(line)) htmlEnd = undefined;
			return isBlank ? "blank" : "text";
		}
		const [quotes, rest] = unquoted(line);
		if (fence && quotes >= fence.quotes) {
			const closing = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(rest.trimEnd())?.[1];
			if (closing?.startsWith(fence.sign)) fence = undefined;
			return "code";
		}
		const first = rest.trimStart().charAt(0);
		const opening = first === "`" || first === "~" ? /^(?:(`{3,})[^`]*|(~{3,}).*)$/.exec(rest) : null;
		fence = opening ? { sign: opening[1] ?? opening[2] ?? "", quotes } : undefined;
		htmlEnd =
			first !== "<" ? undefined : rawHtml.find(([start, end]) => start.test(rest.trimStart()) && !end.test(rest))?.[1];
		return fence ? "code" : isBlank ? "blank" : "text";
	};
}

function unquoted(line: string): [number, string] {
	const quotes = line.includes(">") ? (/^(?: {0,3}> ?)*/.exec(line)?.[0] ?? "") : "";
	return [quotes.split(">").length - 1, line.slice(quotes.length, line.endsWith("\r") ? -1 : undefined)];
}

/** What reading a text as a shell does finds in it. */
export interface ShellText {
	/** Each from its sign to the end of the line. */
	comments: [number, number][];
	/** Here-documents that come to an end, each from its first line to the end of the one that ends it. */
	documents: [number, number][];
	/** The end of the first line behind which the shell waits for nothing more; absent where it does to the end. */
	end?: number;
	/** True where a here-document comes to no end, which may hold anything. */
	isInDocument?: boolean;
}

const openers = new Set(["for", "while", "until", "if", "case", "select", "{"]);
const closers = new Set(["done", "fi", "esac", "}"]);
const leads = new Set(["do", "then", "else", "elif", "if", "while", "until", "!", "time", "{"]);

/** Read a text as a shell does: quotes, here-documents, comments, and where the first command ends. */
export function readShell(text: string): ShellText {
	const comments: [number, number][] = [];
	const documents: [number, number][] = [];
	const wanted: { end: string; hasTabs: boolean }[] = [];
	let depth = 0;
	let isFirst = true;
	let goesOn = false;
	let ended: number | undefined;
	let at = 0;
	while (at < text.length) {
		const sign = text.charAt(at);
		if (sign === "\n") {
			if (depth <= 0 && !goesOn && wanted.length === 0) ended ??= at;
			at++;
			isFirst = true;
			goesOn = false;
			for (const { end, hasTabs } of wanted.splice(0)) {
				const after = behindDocument(text, at, end, hasTabs);
				if (after === undefined) return found(true);
				documents.push([at, after]);
				at = after;
			}
		} else if (sign === "#" && (at === 0 || /[\s;(]/.test(text.charAt(at - 1)))) {
			const end = endOfLine(text, at);
			comments.push([at, end]);
			at = end;
		} else if (/\s/.test(sign)) {
			at++;
		} else if (/[;&|()]/.test(sign)) {
			goesOn = /^(?:&&|\|)/.test(text.slice(at, at + 2));
			at += text.startsWith("&&", at) || text.startsWith("||", at) ? 2 : 1;
			isFirst = true;
		} else if (text.startsWith("<<<", at)) {
			at += 3;
		} else if (text.startsWith("<<", at)) {
			const begin = /^<<(-?)[ \t]*(["']?)\\?([\w.-]+)\2/.exec(text.slice(at, at + 80));
			if (begin) wanted.push({ end: begin[3] ?? "", hasTabs: begin[1] === "-" });
			at += begin?.[0].length ?? 2;
			goesOn = false;
		} else {
			const end = endOfWord(text, at);
			if (end === undefined) return found(false);
			const word = text.slice(at, end);
			if (isFirst && openers.has(word)) depth++;
			if (isFirst && closers.has(word)) depth--;
			isFirst = leads.has(word) && isFirst;
			goesOn = end > text.length || (word.endsWith("\n") && word.at(-2) === "\\");
			at = end;
		}
	}
	if (depth <= 0 && !goesOn && wanted.length === 0) ended ??= text.length;
	return found(wanted.length > 0);

	function found(isInDocument: boolean): ShellText {
		return {
			comments,
			documents,
			...(ended === undefined ? {} : { end: ended }),
			...(isInDocument ? { isInDocument } : {}),
		};
	}
}

function endOfLine(text: string, from: number): number {
	const end = text.indexOf("\n", from);
	return end < 0 ? text.length : end;
}

/** Find the line behind a here-document, if it ends. */
function behindDocument(text: string, from: number, end: string, hasTabs: boolean): number | undefined {
	for (let at = from; at < text.length; ) {
		const stop = endOfLine(text, at);
		const line = text.slice(at, stop).replace(/\r$/, "");
		if ((hasTabs ? line.replace(/^\t+/, "") : line) === end) return stop;
		at = stop + 1;
	}
	return undefined;
}

/** Find the end of a word with the quotes in it; of none where a quote stays open. */
function endOfWord(text: string, from: number): number | undefined {
	let at = from;
	while (at < text.length && !/[\s;&|()<]/.test(text.charAt(at))) {
		const sign = text.charAt(at);
		if (sign === "\\") at += 2;
		else if (sign === "'" || sign === '"') {
			const escapes = sign === '"' || text.charAt(at - 1) === "$";
			at++;
			while (at < text.length && text.charAt(at) !== sign) at += escapes && text.charAt(at) === "\\" ? 2 : 1;
			if (at >= text.length) return undefined;
			at++;
		} else at++;
	}
	// A `<` that begins no here-document belongs to the word before: `<name>`.
	return at === from ? at + 1 : at;
}

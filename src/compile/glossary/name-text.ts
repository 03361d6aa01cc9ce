/** The name of a term as its line in the source says it, without the signs of Markdown around it. */
export interface NameText {
	text: string;
	isCode: boolean;
	/** Offsets in the file: of the name and the signs around it. */
	from: number;
	to: number;
	anchors: string[];
}

/** Read a line that is a name and nothing else, which stands at this offset. */
export function nameOf(line: string, offset: number): NameText {
	const anchors = [...line.matchAll(/<[^>]*\s(?:id|name)\s*=\s*["']?([^\s"'<>]+)/gi)].map(([, id]) => id ?? "");
	const id = /(?<!\s)\s*\{#([^\s{}]+)\}\s*$/.exec(line);
	if (id?.[1]) anchors.push(id[1]);
	const rest = line.slice(0, id?.index ?? line.length).replace(/<[^>]*>/g, (tag) => " ".repeat(tag.length));
	const from = offset + rest.length - rest.trimStart().length;
	const to = offset + rest.trimEnd().length;
	const written = rest.trim();
	const isCode = /^(?:\*\*|__|[*_])?`+[^`]+`+(?:\*\*|__|[*_])?$/.test(written);
	return { text: plain(written), isCode, from, to, anchors };
}

function plain(written: string): string {
	return written
		.replace(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?/g, "$1")
		.replace(/(?<![\p{L}\p{N}\\])(\*\*|__|[*_])(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}])/gu, "$2")
		.replace(/`+([^`]+)`+/g, "$1")
		.replace(/\\([!-/:-@[-`{-~])/g, "$1")
		.replace(/\s+/g, " ")
		.trim();
}

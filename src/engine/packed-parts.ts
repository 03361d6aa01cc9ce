import type { LinkedPart } from "../model/linked.ts";

/** A part in which the length of each piece of HTML stands in its place. */
type Outlined = Omit<LinkedPart, "pieces"> & { pieces: (number | Exclude<LinkedPart["pieces"][number], string>)[] };

/** Write linked parts as text: what they are as JSON on the first line, and their HTML behind it as it is, for to escape it and read it again takes most of the time that JSON takes. */
export function packParts(parts: LinkedPart[]): string {
	let html = "";
	const outlined = parts.map((part): Outlined => {
		const pieces = part.pieces.map((piece) => {
			if (typeof piece !== "string") return piece;
			html += piece;
			return piece.length;
		});
		return { ...part, pieces };
	});
	return `${JSON.stringify(outlined)}\n${html}`;
}

/** Read linked parts that were written as text. */
export function unpackParts(text: string): LinkedPart[] {
	let at = text.indexOf("\n") + 1;
	const outlined = JSON.parse(text.slice(0, at)) as Outlined[];
	return outlined.map((part) => {
		const pieces = part.pieces.map((piece) => {
			if (typeof piece !== "number") return piece;
			at += piece;
			return text.slice(at - piece, at);
		});
		return { ...part, pieces };
	});
}

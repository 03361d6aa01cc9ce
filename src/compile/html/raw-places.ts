import type { Html } from "mdast";
import { originIn } from "../../text/origins.ts";

/** A piece of raw HTML as the parser of HTML is given it, and where its lines stand in the file. */
interface RawPiece {
	start: number;
	value: string;
	/** Pairs as in `Prose.origins`. */
	origins: number[];
}

/** Where an attribute stands; without a value both places are the same. */
export interface AttributePlace {
	whole: [number, number];
	value: [number, number];
}

/** Finds the tags of raw HTML in the file, whose lines may begin with the markers of a quote or the indentation of a list. */
export interface RawPlaces {
	/** The offsets of a whole start tag, or undefined where no tag stands there. */
	tag: (offset: number) => [number, number] | undefined;
	/** The offsets of an attribute of the tag that stands there, and of its value without quotes. */
	attribute: (offset: number, name: string) => AttributePlace | undefined;
	/** The offset in the file for an offset that the parser of HTML gave. */
	at: (offset: number) => number;
}

/** Note where some raw HTML stands, given in the order of the text. The parser of HTML counts on from the beginning of each piece as if nothing were left out. */
export function rawPlaces(nodes: Html[], source: string): RawPlaces {
	const pieces = nodes.map((node) => pieceOf(node, source));
	return { tag, attribute, at };

	function pieceAt(offset: number): RawPiece | undefined {
		let low = 0;
		let high = pieces.length - 1;
		while (low <= high) {
			const middle = (low + high) >> 1;
			const piece = pieces[middle];
			if (!piece || piece.start > offset) high = middle - 1;
			else if (piece.start + piece.value.length <= offset) low = middle + 1;
			else return piece;
		}
		return undefined;
	}

	function at(offset: number): number {
		const piece = pieceAt(offset);
		return piece ? originIn(piece.origins, offset - piece.start) : offset;
	}

	function tag(offset: number): [number, number] | undefined {
		const piece = pieceAt(offset);
		const found = piece && tagIn(piece, offset);
		return piece && found ? spanIn(piece, offset - piece.start, found.length) : undefined;
	}

	function attribute(offset: number, name: string): AttributePlace | undefined {
		const piece = pieceAt(offset);
		const found = piece && tagIn(piece, offset);
		if (!piece || !found) return undefined;
		for (const match of found.matchAll(attributes)) {
			const [written, key = "", value = ""] = match;
			if (key.toLowerCase() !== name || match.index === 0) continue;
			const index = offset - piece.start + match.index;
			const quote = /^["']/.test(value) ? 1 : 0;
			const length = value.length - 2 * quote;
			const whole = spanIn(piece, index, written.length);
			return {
				whole,
				value: length > 0 ? spanIn(piece, index + written.length - value.length + quote, length) : whole,
			};
		}
		return undefined;
	}
}

/** A start tag ends at the first `>` that stands in no quotes; one this long is nobody's. */
const longestTag = 10_000;
const startTag = /^<[a-z][^\s/>]*(?:"[^"]*"|'[^']*'|[^"'>])*>/i;
const attributes = /([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?/g;

function tagIn(piece: RawPiece, offset: number): string | undefined {
	const from = offset - piece.start;
	return startTag.exec(piece.value.slice(from, from + longestTag))?.[0];
}

/** Containers take something away from the beginning of a line only, so each line of the value ends a line of the file. */
function pieceOf(node: Html, source: string): RawPiece {
	const start = node.position?.start.offset ?? 0;
	const origins = [0, start];
	let index = 0;
	let lineEnd = endOfLine(source, start);
	for (const line of node.value.split("\n").slice(0, -1)) {
		index += line.length + 1;
		const next = node.value.indexOf("\n", index);
		const length = (next === -1 ? node.value.length : next) - index;
		lineEnd = endOfLine(source, lineEnd + 1);
		const isLast = next === -1;
		const end = isLast ? Math.min(lineEnd, node.position?.end.offset ?? lineEnd) : lineEnd;
		origins.push(index, Math.max(start, end - length));
	}
	return { start, value: node.value, origins };
}

function endOfLine(source: string, from: number): number {
	const end = source.indexOf("\n", from);
	return end === -1 ? source.length : end;
}

function spanIn(piece: RawPiece, index: number, length: number): [number, number] {
	return [originIn(piece.origins, index), originIn(piece.origins, index + Math.max(0, length - 1)) + 1];
}

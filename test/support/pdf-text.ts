import { inflateSync } from "node:zlib";

/** Read the words of each page of a PDF as Chromium writes it, in the order in which they are drawn, without spaces. */
export function pdfText(pdf: Buffer): string[] {
	const objects = new Map<string, string>();
	for (const [, id = "", text = ""] of pdf.toString("latin1").matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)endobj/g))
		objects.set(id, text);
	const fonts = new Map<string, Map<number, string>>();
	const lettersOf = (id: string) => {
		const map = /\/ToUnicode (\d+)/.exec(objects.get(id) ?? "")?.[1] ?? "";
		if (!fonts.has(id)) fonts.set(id, readMap(streamOf(objects.get(map) ?? "")));
		return fonts.get(id);
	};
	return [...objects.values()]
		.filter((object) => /\/Type \/Page\b/.test(object))
		.map((page) => {
			const content = streamOf(objects.get(/\/Contents (\d+)/.exec(page)?.[1] ?? "") ?? "");
			let letters: Map<number, string> | undefined;
			let words = "";
			for (const [, font, glyphs = ""] of content.matchAll(/\/F(\d+) \S+ Tf|<([\dA-F]+)> Tj/g)) {
				if (font) letters = lettersOf(font);
				for (const glyph of glyphs.match(/.{4}/g) ?? []) words += letters?.get(Number.parseInt(glyph, 16)) ?? "";
			}
			return words.replace(/\s/g, "");
		});
}

function streamOf(object: string): string {
	const start = object.indexOf("stream\n") + 7;
	const bytes = Buffer.from(object.slice(start, start + Number(/\/Length (\d+)/.exec(object)?.[1] ?? 0)), "latin1");
	return (object.includes("/FlateDecode") ? inflateSync(bytes) : bytes).toString("latin1");
}

/** A map from glyphs to letters: single ones, and runs of them. */
function readMap(map: string): Map<number, string> {
	const letters = new Map<number, string>();
	for (const [, from = "", to = "", letter] of map.matchAll(/^<(\w+)> <(\w+)>(?: <(\w+)>)?$/gm)) {
		const [start, second] = [Number.parseInt(from, 16), Number.parseInt(to, 16)];
		if (letter === undefined) letters.set(start, String.fromCodePoint(second));
		else
			for (let at = start; at <= second; at++)
				letters.set(at, String.fromCodePoint(Number.parseInt(letter, 16) + at - start));
	}
	return letters;
}

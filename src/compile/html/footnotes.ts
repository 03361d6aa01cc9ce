import type { FootnoteDefinition, FootnoteReference } from "mdast";
import { normalizeUri } from "micromark-util-sanitize-uri";
import { attributesHtml, noteAnchor, plainNote, type Writing } from "./writing.ts";

/** A block as HTML, still open for what comes into it. */
export interface Block {
	/** Undefined for raw HTML. */
	tag: string | undefined;
	attributes: string;
	inner: string;
}

/** Write a block with its tags; rules have no end. */
export function blockHtml({ tag, attributes, inner }: Block): string {
	if (tag === undefined) return inner;
	return tag === "hr" ? `<hr${attributes}>` : `<${tag}${attributes}>${inner}</${tag}>`;
}

/** Write the call of a footnote, as `mdast-util-to-hast` has it. */
export function callHtml({ identifier }: FootnoteReference, writing: Writing): string {
	const id = identifier.toUpperCase();
	const count = (writing.calls.get(id) ?? 0) + 1;
	writing.calls.set(id, count);
	const number = count === 1 ? writing.calls.size : [...writing.calls.keys()].indexOf(id) + 1;
	const name = idOf(id);
	const own = `${writing.prefix}fnref-${name}${count > 1 ? `-${count}` : ""}`;
	const attributes = attributesHtml({ href: `#${writing.prefix}fn-${name}`, id: own }, writing);
	return `<sup><a${attributes} data-footnote-ref aria-describedby="footnote-label">${number}</a></sup>`;
}

/** Write the footnotes that were called, as `mdast-util-to-hast` has them; `blocksOf` writes what one says. */
export function footnotesHtml(writing: Writing, blocksOf: (definition: FootnoteDefinition) => Block[]): string {
	if (writing.calls.size === 0) return "";
	const contents = new Map<string, Block[]>();
	// What a footnote says may call another one, which then stands behind all those that are known.
	for (const id of writing.calls.keys()) {
		const definition = writing.notes.get(id);
		if (definition) contents.set(id, blocksOf(definition));
	}
	const items: string[] = [];
	for (const [index, id] of [...writing.calls.keys()].entries()) {
		const blocks = contents.get(id);
		if (!blocks) continue;
		const back = backHtml(id, index + 1, writing);
		const last = blocks.at(-1);
		const texts = last?.tag === "p" ? blocks.slice(0, -1) : blocks;
		const ends =
			last?.tag === "p" ? [blockHtml({ ...last, inner: `${last.inner} ${back.join(" ")}` })] : backPieces(back);
		const name = `${writing.prefix}fn-${idOf(id)}`;
		noteAnchor(name, writing);
		items.push(`<li id="${name}">\n${[...texts.map(blockHtml), ...ends].join("\n")}\n</li>`);
	}
	if (items.length === 0) return "";
	const label = '<p class="label" id="footnote-label">Footnotes</p>';
	return `\n<section data-footnotes class="footnotes">${label}\n<ol>\n${items.join("\n")}\n</ol>\n</section>`;
}

/** Without a paragraph to stand in, the links back are children like others, with a line between them. */
function backPieces(links: string[]): string[] {
	return links.flatMap((link, index) => (index === 0 ? [link] : [" ", link]));
}

function backHtml(id: string, number: number, writing: Writing): string[] {
	return Array.from({ length: writing.calls.get(id) ?? 0 }, (_, index) => {
		const again = index > 0 ? `-${index + 1}` : "";
		const href = `#${writing.prefix}fnref-${idOf(id)}${again}`;
		const sign = index > 0 ? `↩<sup>${index + 1}</sup>` : "↩";
		const label = `Back to reference ${number}${again}`;
		return `<a href="${href}" data-footnote-backref="" aria-label="${label}" class="data-footnote-backref">${sign}</a>`;
	});
}

function idOf(id: string): string {
	const name = id.toLowerCase();
	// The usual label is an address as it is.
	return /^[\w.-]+$/.test(name) ? name : plainNote(normalizeUri(name));
}

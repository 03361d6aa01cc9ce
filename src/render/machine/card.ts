import { escapeHtml } from "../../text/escape.ts";
import { absoluteUrl } from "../absolute-url.ts";
import type { Frame } from "../frame.ts";
import type { View } from "../view.ts";

/** The picture that stands for a page where somebody links to it in a chat. */
export interface Card {
	/** Relative to the site's root. */
	address: string;
	svg: string;
}

/** Say where the card of a page stands; a page has none where the font lacks its letters, or where the settings want none. */
export function cardAddress({ address, title, template }: View, { settings }: Frame): string | undefined {
	if (!settings.cards || !settings.site || template === "not-found" || template === "retired") return undefined;
	if (![title, settings.title].every((text) => known.test(text))) return undefined;
	return `cards/${address.replace(/\.html$/, "").replaceAll("/", "-")}.png`;
}

/** Give the whole URL of the card, which is what pages have to name. */
export function cardUrl(view: View, frame: Frame): string | undefined {
	const address = cardAddress(view, frame);
	return address === undefined ? undefined : absoluteUrl(address, frame);
}

/** Draw the card of a page as SVG: its number on the left of the spine, its title on the right. */
export function drawCard(view: View, frame: Frame): Card | undefined {
	const address = cardAddress(view, frame);
	if (address === undefined) return undefined;
	const ink = view.kind === "act" ? "#87320f" : "#0a5463";
	const number = view.kind === "act" ? `§${view.number}` : view.number;
	const isCover = view.address === "index.html";
	const lines = linesOf(view.title.replace(/^§\d+ /, "") || frame.settings.title);
	const top = 330 - ((lines.length - 1) * lineHeight) / 2;
	const title = lines.map((line, index) => text(line, 300, top + index * lineHeight, 68, "#161f22", 600)).join("");
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" font-family="Source Sans 3"><rect width="1200" height="630" fill="#fbfbf8"/><rect x="258" width="4" height="630" fill="${ink}"/><g text-anchor="end">${text(isCover ? "§" : number, 226, top, 84, ink, 400)}</g>${title}${isCover ? "" : text(frame.settings.title, 300, 560, 32, "#3c484b", 400)}</svg>`;
	return { address, svg };
}

/** Latin letters with all their accents, and what stands between them. */
const known = /^[ -\u024F\u2010-\u2027\u2030-\u203A\u20AC]*$/;
const lineHeight = 80;
const width = 840;
const mostLines = 4;

function text(words: string, x: number, y: number, size: number, fill: string, weight: number): string {
	return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escapeHtml(words)}</text>`;
}

/** Break a title into lines that have room, by what letters take on average. */
function linesOf(title: string): string[] {
	const lines: string[] = [];
	for (const word of title.split(" ")) {
		const last = lines.at(-1);
		if (last !== undefined && widthOf(`${last} ${word}`) <= width) lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines.length <= mostLines ? lines : [...lines.slice(0, mostLines - 1), `${lines[mostLines - 1]}…`];
}

function widthOf(words: string): number {
	return [...words].reduce((sum, sign) => sum + (/[mwMW]/.test(sign) ? 58 : /[A-Z]/.test(sign) ? 42 : 34), 0);
}

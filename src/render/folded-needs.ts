/**
 * Fold a long list of what a reader needs, so that the first command is near on a phone. Wide screens and paper show it in
 * full. A box beside the fold ticks all of it at once. Nothing is kept back before a change: where the first command is
 * destructive, the list stays open.
 */
export function withFoldedNeeds(html: string): string {
	if (/<figure class="command( danger)?"/.exec(html)?.[1]) return html;
	return html.replace(
		/(<p class="lead" data-part="[a-z-]+"><strong>([^<]*?)[.:]?<\/strong><\/p>)\s*(<ul class="needs">[\s\S]*?\n<\/ul>)\n/,
		(whole, lead: string, title: string, list: string) => {
			const words = list.replace(/<[^>]*>/g, "");
			const isNested = list.lastIndexOf("<ul") > 0 || list.includes("<details");
			if (words.length < shortest || isNested) return whole;
			const count = list.match(/^<li id="need-/gm)?.length ?? 0;
			const box = `<input type="checkbox" class="tick whole" aria-label="Ready: all ${count}">`;
			return `${box}\n<details class="need"><summary>${title} (${count})</summary>\n${lead}\n${list}\n</details>\n`;
		},
	);
}

/** In characters: what is shorter takes no more room than its fold. */
const shortest = 45;

/** Show what is folded, where nobody can open it or need not. */
export function withOpenNeeds(html: string): string {
	return html.replace(
		/<input [^>]* class="tick whole"[^>]*>\n<details class="need"><summary>[^<]*<\/summary>\n([\s\S]*?\n)<\/details>\n/g,
		"$1",
	);
}

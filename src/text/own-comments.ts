/** A comment that speaks to Silcrow: what stands behind its first word, and the offset of that. */
export interface OwnComment {
	text: string;
	index: number;
}

/** Find the comments `<!-- silcrow: word … -->` in raw HTML, in time that grows with it and not with its square. */
export function ownComments(html: string, word: string): OwnComment[] {
	const found: OwnComment[] = [];
	for (let from = html.indexOf("<!--"); from !== -1; from = html.indexOf("<!--", from)) {
		const end = html.indexOf("-->", from + 4);
		if (end === -1) break;
		const [head = ""] = new RegExp(`^\\s*silcrow:\\s*${word}\\s+`).exec(html.slice(from + 4, end)) ?? [];
		const index = from + 4 + head.length;
		if (head) found.push({ text: html.slice(index, end).trimEnd(), index });
		from = end + 3;
	}
	return found;
}

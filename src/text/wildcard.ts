/** Say whether a text is what a pattern describes, in which `*` stands for anything, in time that grows with the text and not with its square. */
export function matchesWildcard(text: string, pattern: string): boolean {
	const [first = "", ...rest] = pattern.split("*");
	const last = rest.pop();
	if (last === undefined) return text === first;
	if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
	let at = first.length;
	for (const piece of rest) {
		const found = text.indexOf(piece, at);
		if (found === -1 || found + piece.length > text.length - last.length) return false;
		at = found + piece.length;
	}
	return true;
}

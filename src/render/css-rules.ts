/** A rule of a style sheet that holds no other: what it is about, and its declarations. */
export interface CssRule {
	selector: string;
	body: string;
	/** The offset of the body in the sheet. */
	index: number;
}

/** List the innermost rules of a style sheet, in time that grows with it and not with its square. */
export function cssRules(css: string): CssRule[] {
	const plain = withBlankComments(css);
	const braces = [...plain.matchAll(/[{}]/g)];
	return braces.flatMap((open, at) => {
		const close = braces[at + 1];
		if (open[0] !== "{" || close?.[0] !== "}") return [];
		const last = braces[at - 1]?.index ?? -1;
		const index = open.index + 1;
		return [{ selector: plain.slice(last + 1, open.index), body: plain.slice(index, close.index), index }];
	});
}

/** Spaces in the place of each comment keep all offsets. */
function withBlankComments(css: string): string {
	let plain = "";
	let at = 0;
	for (let from = css.indexOf("/*"); from !== -1; from = css.indexOf("/*", at)) {
		const end = css.indexOf("*/", from + 2);
		if (end === -1) break;
		plain += css.slice(at, from) + " ".repeat(end + 2 - from);
		at = end + 2;
	}
	return plain + css.slice(at);
}

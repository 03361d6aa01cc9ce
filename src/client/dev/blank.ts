/**
 * Take away the blanks beside blocks, which nothing shows.
 * They are all alike, so a patch would pair the blank behind a new paragraph with that behind the next one, and move the whole text to make up for it.
 */
export function dropBlanks(root: Element): void {
	const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
	const blanks: Text[] = [];
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		if (/\S/.test(node.nodeValue ?? "") || node.parentElement?.closest("pre, textarea")) continue;
		if (isBlock(node.previousSibling) || isBlock(node.nextSibling)) blanks.push(node as Text);
	}
	for (const blank of blanks) blank.remove();
}

function isBlock(node: Node | null): boolean {
	return node instanceof Element && node.matches(blocks);
}

const blocks =
	"p, ul, ol, dl, pre, figure, table, thead, tbody, tr, h1, h2, h3, h4, h5, h6, blockquote, details, section, article, header, footer, nav, main, div, hr";

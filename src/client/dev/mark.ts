/** Mark the blocks of the text in which something changed for a second; gives them in the order of the page. */
export function markChanges(changed: Set<Element>): Element[] {
	const found = new Set<Element>();
	for (const element of changed) {
		const block = element.closest(blocks);
		if (block?.closest("main") && block.isConnected) found.add(block);
	}
	const inner = [...found].filter((block) => ![...found].some((other) => other !== block && block.contains(other)));
	inner.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
	if (!matchMedia("(prefers-reduced-motion: reduce)").matches && inner.length <= most) inner.forEach(mark);
	return inner;
}

const blocks = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, tr, pre, figure, blockquote, details, img, hr, .banner";

/** When a whole page is new, marks on everything would say nothing. */
const most = 40;

function mark(block: Element): void {
	const color = getComputedStyle(block).getPropertyValue("--focus") || "Highlight";
	const strong = { outline: `2px solid ${color}`, outlineOffset: "4px" };
	const gone = { outline: "2px solid transparent", outlineOffset: "4px" };
	block.animate([{ ...strong, offset: 0 }, { ...strong, offset: 0.6 }, gone], {
		duration: 1000,
		id: "silcrow-changed",
	});
}

/** Tell whether this page is the one at an address. */
export function isHere(address: string): boolean {
	const path = decodeURIComponent(location.pathname).slice(1);
	return (path === "" || path.endsWith("/") ? `${path}index.html` : path) === address;
}

/** Bring what changed into view, unless it is. */
export function reveal(block: Element | undefined, anchor: string | undefined): void {
	const element = block ?? (anchor === undefined ? null : document.getElementById(anchor));
	if (!element) return;
	const { top, bottom } = element.getBoundingClientRect();
	if (top < 0 || bottom > innerHeight) element.scrollIntoView({ block: "center" });
}

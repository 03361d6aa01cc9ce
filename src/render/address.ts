export { addressText } from "../text/address-text.ts";

/** Give the shortest relative link from a page to an address; it ends in a real file name, so that it works from a folder. */
export function relativeLink(fromPage: string, to: string): string {
	const cut = to.indexOf("#");
	const page = cut < 0 ? to : to.slice(0, cut);
	const fragment = cut < 0 ? "" : to.slice(cut);
	if (page === fromPage && fragment) return fragment;
	if (!fromPage.includes("/") && plainPath.test(page)) return page + fragment;
	const from = fromPage.split("/").slice(0, -1);
	const target = page.split("/");
	let shared = 0;
	while (shared < from.length && shared < target.length - 1 && from[shared] === target[shared]) {
		shared++;
	}
	const up = "../".repeat(from.length - shared);
	return up + target.slice(shared).map(encodeSegment).join("/") + fragment;
}

/** Give the address that a relative link of a page leads to, or undefined for a link that leaves the site. */
export function resolveLink(fromPage: string, href: string): string | undefined {
	if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(href)) return undefined;
	if (href.startsWith("#")) return fromPage + href;
	const cut = href.indexOf("#");
	const path = cut < 0 ? href : href.slice(0, cut);
	const segments = path.startsWith("/") ? [] : fromPage.split("/").slice(0, -1);
	for (const segment of path.split("/")) {
		if (segment === "..") segments.pop();
		else if (segment !== "." && segment !== "") segments.push(segment);
	}
	return segments.join("/") + (cut < 0 ? "" : href.slice(cut));
}

/** A path with nothing in it that has to be encoded. */
const plainPath = /^[\w.~/-]*$/;

function encodeSegment(segment: string): string {
	return /^[\w.~-]*$/.test(segment) ? segment : encodeURIComponent(segment);
}

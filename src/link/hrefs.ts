import type { Address } from "../model/book.ts";

/** Write the address of one page as a link on another: relative, with a real file name, so that it works from a folder too. */
export function hrefFrom(page: string, to: Address): string {
	const anchor = to.anchor === undefined ? "" : `#${encodeFragment(to.anchor)}`;
	if (to.page === page) return anchor || encodePath(to.page.slice(to.page.lastIndexOf("/") + 1));
	return encodePath(relative(page, to.page)) + anchor;
}

/** A viewer of PDF reads `#page=2`, and would not read `#page%3D2`. */
function encodeFragment(anchor: string): string {
	return encodeURIComponent(anchor).replace(/%(?:2C|2F|3A|3D|26)/g, decodeURIComponent);
}

function relative(from: string, to: string): string {
	const here = from.split("/").slice(0, -1);
	const there = to.split("/");
	let shared = 0;
	while (shared < here.length && here[shared] === there[shared]) shared += 1;
	return [...here.slice(shared).map(() => ".."), ...there.slice(shared)].join("/");
}

function encodePath(path: string): string {
	return path.split("/").map(encodeURIComponent).join("/");
}

import type { Address } from "../model/book.ts";

/** Write an address as one string, relative to the site's root. */
export function addressText(address: Address): string {
	return address.anchor === undefined ? address.page : `${address.page}#${address.anchor}`;
}

/** Read an address that is written as one string. */
export function readAddress(text: string): Address {
	const cut = text.indexOf("#");
	return cut === -1 ? { page: text } : { page: text.slice(0, cut), anchor: text.slice(cut + 1) };
}

import { escapeHtml } from "./escape.ts";

/** Which way the text of a book runs. */
export type Direction = "ltr" | "rtl";

/** Tell from its language which way the text of a book runs. */
export function directionOf({ language }: { language: string }): Direction {
	return /^(?:ar|he|fa|ur|yi|dv|ps|sd|ug)(?:-|$)/i.test(language) ? "rtl" : "ltr";
}

/** Give the attribute by which an element that holds a number keeps it in one piece: among words from the right, §10 would be drawn as 10§. */
export function numberAttribute(direction: Direction): string {
	return direction === "rtl" ? ' dir="ltr"' : "";
}

/** Draw a number, or words of our own with one, as HTML that stands in one piece among words from the right; among others it needs no element. */
export function numberHtml(text: string, direction: Direction): string {
	return direction === "rtl" ? `<bdi dir="ltr">${escapeHtml(text)}</bdi>` : escapeHtml(text);
}

import { printable } from "./printable.ts";

/** Write a piece of source as a terminal may show it: control characters visible, tabs as blanks. */
export function shown(text: string): string {
	return printable(text.replaceAll("\t", "    "));
}

/** What knows the widths of all characters takes long to load, and few texts need it. */
const loaded: { stringWidth?: (text: string) => number } = {};

/** Tell whether every character of a text takes one column. */
export function isNarrow(text: string): boolean {
	return /^[\t\n\r -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u21ff]*$/.test(text);
}

/** Load what is needed to count the columns of texts that are not narrow. */
export async function loadWidths(): Promise<void> {
	loaded.stringWidth ??= (await import("string-width")).default;
}

/** Count the columns that a text takes in a terminal, where some characters take two and some none; see `loadWidths`. */
export function widthOf(text: string): number {
	return isNarrow(text) ? text.length : (loaded.stringWidth?.(text) ?? text.length);
}

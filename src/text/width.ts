import stringWidth from "string-width";
import { printable } from "./printable.ts";

/** Write a piece of source as a terminal may show it: control characters visible, tabs as blanks. */
export function shown(text: string): string {
	return printable(text.replaceAll("\t", "    "));
}

/** Count the columns that a text takes in a terminal, where some characters take two and some none. */
export function widthOf(text: string): number {
	return stringWidth(text);
}

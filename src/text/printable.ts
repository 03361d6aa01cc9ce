/** Make visible whatever could command a terminal, or turn the order of the text around, and leave the rest as it is. */
export function printable(text: string): string {
	return text.replace(unprintable, (found) => `\\u{${found.codePointAt(0)?.toString(16)}}`);
}

/** Control characters except tab, and the marks that turn the direction of writing. */
const unprintable = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

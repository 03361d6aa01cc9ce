/** Leave out the characters that XML 1.0 has no way to write: a parser of XML refuses the whole file for one of them. */
export function xmlCharacters(text: string): string {
	return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
}

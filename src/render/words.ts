/** Cut a text at a word so that it is not longer than this. */
export function shortened(text: string, longest: number): string {
	if (text.length <= longest) return text;
	const cut = text.slice(0, longest - 1);
	const space = cut.lastIndexOf(" ");
	return `${cut.slice(0, space > longest / 2 ? space : cut.length).replace(/[\s,;:.–—-]+$/u, "")}…`;
}

/** Give the minutes that a text of so many words takes, at 220 a minute. */
export function readingMinutes(words: number): number {
	return Math.max(1, Math.round(words / 220));
}

/** Take the tags out of HTML that has been made safe; character references stay, so that the result is HTML too. */
export function withoutTags(html: string): string {
	return html
		.replace(/<[^>]*>/g, "")
		.replace(/\s+/g, " ")
		.trim();
}

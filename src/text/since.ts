/** Split `Chapter 9 since 2026-04`, with or without its date, into what took the place of something and when. */
export function splitSince(words: string): { by: string; since?: string } {
	const found = /^(.+?)(?:\s+since\s+(\d{4}(?:-\d{2}){0,2}))?\.?$/is.exec(words.trim());
	const by = (found?.[1] ?? words).replace(/\s+/g, " ");
	return found?.[2] ? { by, since: found[2] } : { by };
}

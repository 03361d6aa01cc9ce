/** Split `Chapter 9 since 2026-04`, with or without its date, into what took the place of something and when. */
export function splitSince(words: string): { by: string; since?: string } {
	const written = words.replace(/\s+/g, " ").trim();
	const [, by = written, since] = /^(.+?)(?: since (\d{4}(?:-\d{2}){0,2}))?\.?$/i.exec(written) ?? [];
	return since ? { by, since } : { by };
}

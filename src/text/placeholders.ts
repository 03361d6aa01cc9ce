/** What stands for a value that the reader has to know: `<node-1>`, with the name as its only group. */
export const placeholder = /<([a-z][a-z0-9]*(?:[-_ ][a-z0-9]+)*)>/g;

/** List the names of the placeholders in a text, each once, with the index of the first. */
export function placeholdersIn(text: string): Map<string, number> {
	const found = new Map<string, number>();
	for (const { 1: name = "", index } of text.matchAll(placeholder)) if (!found.has(name)) found.set(name, index);
	return found;
}

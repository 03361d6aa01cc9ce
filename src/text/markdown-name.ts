const ending = /\.(?:md|markdown)$/i;

/** Tell whether a file of this name is read as Markdown. */
export function isMarkdown(path: string): boolean {
	return ending.test(path);
}

/** Take the ending of a Markdown file away from its name. */
export function withoutMarkdown(path: string): string {
	return path.replace(ending, "");
}

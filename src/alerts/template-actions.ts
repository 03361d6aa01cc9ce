/**
 * Make the template of a Helm chart readable as YAML, as far as that can be done without running it: lines that only
 * steer become blank, and an action inside a line becomes a word of the same length, so that every place stays what it is.
 */
export function withoutActions(text: string): string {
	const plain = text.replace(/\{\{(?:[^{}`"]|"(?:[^"\\\n]|\\.)*"|`[^`]*`|\{(?!\{)|\}(?!\}))*\}\}/g, (action) =>
		action.replace(/[^\r\n]/g, filler),
	);
	return plain
		.split(/(\r\n|\n|\r)/)
		.map((line) => (/^\s*_+\s*$/.test(line.replaceAll(filler, "_")) ? line.replaceAll(filler, " ") : line))
		.join("");
}

/** Say whether a text holds an action of a Helm template. Prometheus has actions of its own, which begin with `$` or a function and stand inside quotes. */
export function hasActions(text: string): boolean {
	return /\{\{/.test(text);
}

/** A character that no rule file has; it stands for one of an action. */
export const filler = "\uE000";

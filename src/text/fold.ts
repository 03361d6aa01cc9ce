/** Fold the name of a term for looking it up: case does not count. */
export function foldTerm(name: string): string {
	return name.replace(/\s+/g, " ").trim().toLowerCase();
}

/** Fold the name of a group: neither case nor the spaces around a slash count, so that `Docker/Swarm` finds `Docker / Swarm`. */
export function foldGroup(name: string): string {
	return foldTerm(name).replace(/\s*\/\s*/g, "/");
}

/** Write apostrophes as keyboards have them, for texts have both; no place in the text moves. */
export function withPlainApostrophes(text: string): string {
	return text.replaceAll("’", "'");
}

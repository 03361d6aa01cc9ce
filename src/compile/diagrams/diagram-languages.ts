/** Say whether a fence of this language is drawn. */
export function isDiagram(language: string): boolean {
	return /^(?:dot|mermaid)$/i.test(language);
}

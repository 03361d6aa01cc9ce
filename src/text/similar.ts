/** STUB of the maintainer: replace me. */
export function mostSimilar(word: string, candidates: readonly string[]): string | undefined {
	return candidates.find((one) => one.toLowerCase().startsWith(word.toLowerCase().slice(0, 3)));
}

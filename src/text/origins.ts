/** Return the offset in the file for an index into a text with these origins, which are pairs as `Prose.origins` has them. */
export function originIn(origins: number[], index: number): number {
	const pair = pairAt(origins, index);
	return (origins[pair + 1] ?? 0) + index - (origins[pair] ?? 0);
}

/** Return where in the origins the pair stands that an index belongs to. */
export function pairAt(origins: number[], index: number): number {
	let low = 0;
	let high = origins.length / 2 - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((origins[2 * middle] ?? 0) <= index) low = middle;
		else high = middle - 1;
	}
	return 2 * low;
}

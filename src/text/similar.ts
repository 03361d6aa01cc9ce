/** Give the candidate that is most probably meant by a word, or undefined where none is near. Case counts least. */
export function mostSimilar(word: string, candidates: readonly string[]): string | undefined {
	const wanted = word.toLowerCase();
	let best: string | undefined;
	let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
	for (const candidate of candidates) {
		const other = candidate.toLowerCase();
		if (other === wanted) return candidate;
		const distance = distanceWithin(wanted, other, bestDistance - 1);
		if (distance < bestDistance) {
			best = candidate;
			bestDistance = distance;
		}
	}
	return best ?? prefixed(wanted, candidates);
}

/** A long candidate that begins with all of the word is what somebody meant who stopped early. */
function prefixed(wanted: string, candidates: readonly string[]): string | undefined {
	return wanted.length < 4 ? undefined : candidates.find((one) => one.toLowerCase().startsWith(wanted));
}

/** Count how many insertions, deletions, replacements and swaps of neighbours lead from one text to the other; more than the limit is given as infinity. */
function distanceWithin(a: string, b: string, limit: number): number {
	if (Math.abs(a.length - b.length) > limit) return Number.POSITIVE_INFINITY;
	let before: number[] = [];
	let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		let least = row;
		for (let column = 1; column <= b.length; column++) {
			const isSame = a[row - 1] === b[column - 1];
			let cost = Math.min(
				(previous[column] ?? 0) + 1,
				(current[column - 1] ?? 0) + 1,
				(previous[column - 1] ?? 0) + (isSame ? 0 : 1),
			);
			if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
				cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
			}
			current.push(cost);
			least = Math.min(least, cost);
		}
		if (least > limit) return Number.POSITIVE_INFINITY;
		before = previous;
		previous = current;
	}
	return previous[b.length] ?? Number.POSITIVE_INFINITY;
}

/**
 * Where a word stands, as text. A place is a leaf of the search index, a document in it, and how much the word weighs
 * there. Each sign either goes forward by some leaves or names a document of the leaf, by its distance from the last
 * one, with its weight. Signs that come after each other can be joined when the step to the next leaf is put between.
 */
const signs = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).filter(
	(sign) => !`"\\<`.includes(sign),
);
/** By code unit. */
const values: number[] = [];
for (const [value, sign] of signs.entries()) values[sign.charCodeAt(0)] = value;

/** Weights are 0 to 3. */
const weights = 4;
/** A document up to here from the last one is one sign, one further away has a sign for its stretch before it. */
const near = 16;
const far = near * weights;
/** The first sign that goes to another leaf, and the longest step that is one sign. */
const step = far + 3;
const longestStep = 20;
/** The signs that say how many more signs a longer step has. */
const long = step + longestStep;

/** A leaf of the search index has at most so many documents. */
export const leafSize = 64;

/** Write a document of a leaf, by the number of documents between it and the one before, and its weight. */
export function writePlace(gap: number, weight: number): string {
	const sign = signs[(gap % near) * weights + weight] ?? "";
	return gap < near ? sign : signs[far + (gap >> 4) - 1] + sign;
}

/** Write a step of one leaf or more; before the first leaf of the book stands a step of one. */
export function writeStep(leaves: number): string {
	if (leaves <= longestStep) return signs[step + leaves - 1] ?? "";
	let digits = "";
	for (let rest = leaves; rest > 0; rest = Math.floor(rest / signs.length))
		digits = signs[rest % signs.length] + digits;
	return signs[long + digits.length - 1] + digits;
}

/** Tell of every document that has the word, in the order of the book. */
export function readPlaces(written: string, found: (document: number, weight: number) => void): void {
	let leaf = -1;
	let last = -1;
	for (let at = 0; at < written.length; at++) {
		const value = valueAt(written, at);
		if (value >= step) {
			const digits = Math.max(0, value - long + 1);
			let leaves = digits === 0 ? value - step + 1 : 0;
			for (let digit = 0; digit < digits; digit++) leaves = leaves * signs.length + valueAt(written, ++at);
			leaf += leaves;
			last = -1;
			continue;
		}
		const stretch = value >= far ? (value - far + 1) * near : 0;
		const place = value >= far ? valueAt(written, ++at) : value;
		last += 1 + stretch + Math.floor(place / weights);
		found(leaf * leafSize + last, place % weights);
	}
}

/** Count the documents that have the word. */
export function countPlaces(written: string): number {
	let count = 0;
	readPlaces(written, () => {
		count += 1;
	});
	return count;
}

/** Write only those of some places whose weight is to be kept. A common word of a large book has a hundred thousand, so that nothing is made for each. */
export function keepPlaces(written: string, isKept: (weight: number) => boolean): string {
	let kept = "";
	let lastLeaf = -1;
	let last = -1;
	readPlaces(written, (document, weight) => {
		if (!isKept(weight)) return;
		const leaf = Math.floor(document / leafSize);
		if (leaf > lastLeaf) {
			kept += writeStep(leaf - lastLeaf);
			lastLeaf = leaf;
			last = leaf * leafSize - 1;
		}
		kept += writePlace(document - last - 1, weight);
		last = document;
	});
	return kept;
}

function valueAt(written: string, at: number): number {
	return values[written.charCodeAt(at)] ?? 0;
}

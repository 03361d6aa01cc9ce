/** List the words that a word may be a form of, such as the singular of a plural, without the rules of any language. */
export function baseForms(word: string): string[] {
	if (/\p{N}/u.test(word)) return [];
	const forms: string[] = [];
	if (word.endsWith("ies") && word.length > 5) forms.push(`${word.slice(0, -3)}y`);
	for (let cut = 1; cut <= longestEnding; cut++) {
		const base = word.slice(0, -cut);
		if (base.length >= shortestBase || (base.length >= shortestSingular && word.slice(-cut) === "s")) forms.push(base);
	}
	return forms;
}

/** In UTF-16 units: `ing` is the longest ending that is taken off, and what is left has to be a word that says something. */
const longestEnding = 3;
const shortestBase = 5;
const shortestSingular = 3;

/** List how a word may be two words of the book that were written as one. */
export function wordPairs(word: string): [string, string][] {
	const pairs: [string, string][] = [];
	for (let at = shortestPart; at <= word.length - shortestPart; at++) pairs.push([word.slice(0, at), word.slice(at)]);
	return pairs;
}

const shortestPart = 3;

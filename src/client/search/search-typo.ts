/** Tell whether one letter more, one less, another one, or two in the wrong order make a word the other. */
export function isOneTypo(a: string, b: string): boolean {
	if (Math.abs(a.length - b.length) > 1) return false;
	let at = 0;
	while (at < a.length && a[at] === b[at]) at++;
	const [restA, restB] = [a.slice(at), b.slice(at)];
	if (a.length !== b.length) return a.length > b.length ? restA.slice(1) === restB : restA === restB.slice(1);
	if (restA.slice(1) === restB.slice(1)) return true;
	return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}

/** Tell whether a word is another one, or the beginning of it, but for one slip of the finger. */
export function isNear(word: string, other: string): boolean {
	if (isOneTypo(word, other)) return true;
	if (word.length < 6) return false;
	return [-1, 0, 1].some((more) => isOneTypo(word, other.slice(0, word.length + more)));
}

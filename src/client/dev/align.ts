/** An element of the page and the one of the new page that it is to become; `isSame` where the server sent the same again. */
export interface Pair {
	old: Element;
	now: Element;
	isSame: boolean;
}

/** Gives an element as the server sent it, or nothing for one that a script of the page made. */
export type SentAs = (element: Element) => Node | undefined;

/**
 * Say which element of a page becomes which of the new page.
 * Most have neither ids nor anything else that names them, so their content does: what is the same at the beginning, at the end and in the same order between is paired first, what is left by its kind.
 */
export function pairings(old: Element, now: Element, sentAs: SentAs): Pair[] {
	const pairs: Pair[] = [];
	const pairChildren = (before: Element, after: Element): void => {
		const olds = [...before.children].filter((child) => sentAs(child));
		const nows = [...after.children];
		const isSame = (a: Element | undefined, b: Element | undefined): boolean =>
			!!a && !!b && !!sentAs(a)?.isEqualNode(b);
		const same = samePairs(olds, nows, isSame);
		for (const [one, other] of same) pairs.push({ old: one, now: other, isSame: true });
		const paired = new Set(same.flat());
		const left = nows.filter((one) => !paired.has(one));
		let from = 0;
		for (const one of olds.filter((each) => !paired.has(each))) {
			const at = left.findIndex((other, index) => index >= from && isAlike(one, other));
			const other = left[at];
			if (!other) continue;
			from = at + 1;
			pairs.push({ old: one, now: other, isSame: false });
			pairChildren(one, other);
		}
	};
	pairChildren(old, now);
	return pairs;
}

function samePairs(
	olds: Element[],
	nows: Element[],
	isSame: (a: Element | undefined, b: Element | undefined) => boolean,
): [Element, Element][] {
	const pairs: [Element, Element][] = [];
	const add = (a: Element | undefined, b: Element | undefined): void => {
		if (a && b) pairs.push([a, b]);
	};
	let start = 0;
	while (isSame(olds[start], nows[start])) {
		add(olds[start], nows[start]);
		start += 1;
	}
	let oldEnd = olds.length;
	let nowEnd = nows.length;
	while (oldEnd > start && nowEnd > start && isSame(olds[oldEnd - 1], nows[nowEnd - 1])) {
		oldEnd -= 1;
		nowEnd -= 1;
		add(olds[oldEnd], nows[nowEnd]);
	}
	let from = start;
	for (let index = start; index < oldEnd; index++) {
		for (let at = from; at < nowEnd; at++) {
			if (!isSame(olds[index], nows[at])) continue;
			add(olds[index], nows[at]);
			from = at + 1;
			break;
		}
	}
	return pairs;
}

/** An id names an element, and what has one is never turned into another. */
function isAlike(old: Element, now: Element): boolean {
	return old.tagName === now.tagName && old.id === now.id;
}

import { Idiomorph } from "idiomorph";
import type { Pair, SentAs } from "./align.ts";

/** Turns a page into a new one, and gives the elements in which something changed. */
export type Patch = (next: HTMLElement) => Set<Element>;

/**
 * Make what patches a page in place. It knows the page as it was sent, so that only what differs between what was sent then and now is changed:
 * what the reader opened, ticked, filled in or focused stays, and so does what the scripts of the page made.
 */
export function bodyPatcher(
	body: HTMLElement,
	pairings: (old: Element, now: Element, sentAs: SentAs) => Pair[],
): Patch {
	const sent = new WeakMap<Node, Node>();
	const learn = (live: Node, as: Node): void => {
		sent.set(live, as);
		for (const [index, child] of live.childNodes.entries()) {
			const sentChild = as.childNodes[index];
			if (sentChild) learn(child, sentChild);
		}
	};
	const sentAs: SentAs = (element) => sent.get(element);
	learn(body, body.cloneNode(true));

	return (next) => {
		const pairs = pairings(body, next, sentAs);
		const same = new Map(pairs.filter(({ isSame }) => isSame).map(({ old, now }) => [now, old]));
		const becomes = new WeakMap<Element, Element>();
		const changed = new Set<Element>();
		const added: Node[] = [];
		const forget = giveNames(body, pairs, sentAs);
		Idiomorph.morph(body, next, {
			morphStyle: "outerHTML",
			callbacks: {
				beforeNodeMorphed(old, now) {
					if (!(old instanceof Element && now instanceof Element)) {
						if (old.nodeValue !== now.nodeValue && old.parentElement) changed.add(old.parentElement);
						return true;
					}
					if (same.get(now) === old) return false;
					becomes.set(old, now);
					return true;
				},
				afterNodeMorphed(old, now) {
					sent.set(old, now);
				},
				beforeNodeAdded(now) {
					added.push(now);
					return true;
				},
				afterNodeAdded(node) {
					const now = added.pop();
					if (now && !sent.has(node)) learn(node, now);
					const element = node instanceof Element ? node : node.parentElement;
					if (element) changed.add(element);
				},
				beforeNodeRemoved(node) {
					const isMade = (node as Node) instanceof Element && !sent.has(node);
					if (!isMade && node.parentElement) changed.add(node.parentElement);
					return !isMade;
				},
				beforeAttributeUpdated(name, element) {
					const before = sent.get(element) as Element | undefined;
					const now = becomes.get(element);
					if (name === "id" || !before || !now) return true;
					const isNews = before.getAttribute(name) !== now.getAttribute(name) || isAnother(before, now);
					if (isNews) changed.add(element);
					return isNews;
				},
			},
		});
		forget();
		return changed;
	};
}

/** Where the words of an element changed, what a script noted on it was about other words. */
function isAnother(before: Element, now: Element): boolean {
	return now.childElementCount === 0 && before.textContent !== now.textContent;
}

/**
 * Give each pair a name of its own, for idiomorph pairs elements by their ids, and give one to each element that a script made, so that it is paired with nothing.
 * Returns what takes the names away again.
 */
function giveNames(body: Element, pairs: Pair[], sentAs: SentAs): () => void {
	const named: Element[] = [];
	const name = (element: Element): void => {
		element.id = `silcrow-${named.length}`;
		named.push(element);
	};
	for (const { old, now } of pairs) {
		if (old.id !== "" || now.id !== "") continue;
		name(old);
		now.id = old.id;
		named.push(now);
	}
	const unknown = (element: Element): Element[] =>
		[...element.children].flatMap((child) => (sentAs(child) ? unknown(child) : [child]));
	for (const made of unknown(body)) if (made.id === "") name(made);
	return () => {
		for (const element of named) element.removeAttribute("id");
	};
}

/** List the elements that match a selector, inside the document or an element. */
export function all<T extends Element = HTMLElement>(selector: string, inside: ParentNode = document): T[] {
	return [...inside.querySelectorAll<T>(selector)];
}

/** Find the first element that matches a selector. */
export function one<T extends Element = HTMLElement>(selector: string, inside: ParentNode = document): T | null {
	return inside.querySelector<T>(selector);
}

/** Find the element around what an event happened to. */
export function around<T extends Element = HTMLElement>({ target }: Event, selector: string): T | null {
	return target instanceof Element ? target.closest<T>(selector) : null;
}

/** Make an element with a class and words in it; words are never read as HTML. */
export function make<K extends keyof HTMLElementTagNameMap>(
	tag: K,
	className = "",
	words = "",
): HTMLElementTagNameMap[K] {
	const element = document.createElement(tag);
	if (className) element.className = className;
	if (words) element.textContent = words;
	return element;
}

/** Make a button that does something. */
export function makeButton(words: string, className: string, act: () => void): HTMLButtonElement {
	const button = make("button", className, words);
	button.type = "button";
	button.addEventListener("click", act);
	return button;
}

import { all } from "./find.ts";
import { keep, kept } from "./store.ts";

/** Let what is typed for a placeholder fill every command, as long as the window stays open. */
export function fillPlaceholders(): void {
	document.addEventListener("input", ({ target }) => {
		if (!(target instanceof HTMLInputElement) || !target.matches(selector)) return;
		keep(keyOf(target), target.value, "sessionStorage");
		showField(target);
	});
	for (const input of fields()) {
		Object.assign(input, { autocomplete: "off", autocapitalize: "none", spellcheck: false });
		input.value = kept(keyOf(input), "sessionStorage") ?? "";
	}
	refillPlaceholders();
}

/** Fill the commands from what the fields hold. */
export function refillPlaceholders(): void {
	for (const input of fields()) if (input.value) showField(input);
}

/** A value belongs to one page: the job of another entry is another job. */
function keyOf(input: HTMLInputElement): string {
	return `${location.pathname} ${input.dataset.placeholder}`;
}

const selector = "[data-placeholder]";

function fields(): HTMLInputElement[] {
	return all<HTMLInputElement>(selector);
}

function showField(input: HTMLInputElement): void {
	const name = input.dataset.placeholder ?? "";
	const value = input.value.trim();
	for (const place of all(".ph")) {
		place.dataset.name ??= place.textContent ?? "";
		if (place.dataset.name !== `<${name}>`) continue;
		place.textContent = value || place.dataset.name;
		place.classList.toggle("filled", !!value);
	}
}

/** Find the first field that a block needs and that nobody has filled in. */
export function missingField(pre: HTMLElement): HTMLInputElement | undefined {
	const empty = new Set(all(".ph:not(.filled)", pre).map((place) => place.textContent));
	return fields().find((input) => empty.has(`<${input.dataset.placeholder}>`));
}

import { all } from "./find.ts";

/** Let what is typed for a placeholder fill every command. */
export function fillPlaceholders(): void {
	for (const input of fields()) {
		input.addEventListener("input", () => show(input.dataset.placeholder ?? "", input.value.trim()));
		// A reader who comes back finds what the browser has kept in the fields.
		if (input.value) show(input.dataset.placeholder ?? "", input.value.trim());
	}
}

function fields(): HTMLInputElement[] {
	return all<HTMLInputElement>("[data-placeholder]");
}

function show(name: string, value: string): void {
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

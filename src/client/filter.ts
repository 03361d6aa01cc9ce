import { all, one } from "./find.ts";
import { say } from "./say.ts";

/** A row of a long list: what it says, and all elements that it is made of. */
interface Row {
	text: string;
	parts: HTMLElement[];
}

/** Let the field above the runbook's entries, or above the glossary, leave the rows with certain words: a title, an alert, a term. */
export function addFilter(): void {
	const input = one<HTMLInputElement>("[data-filter]");
	if (!input) return;
	const rows = [...all(".entry-row").map((row) => [row]), ...all(".glossary dt").map(withDefinition)].map(
		(parts): Row => ({
			text: parts
				.map((part) => part.textContent)
				.join(" ")
				.toLowerCase(),
			parts,
		}),
	);
	input.addEventListener("input", () => {
		const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
		const left = rows.filter((row) => show(row, words)).length;
		for (const list of all(".glossary dl")) list.toggleAttribute("hidden", !one("dt:not([hidden])", list));
		say(`${left} of ${rows.length}`);
	});
}

function withDefinition(term: HTMLElement): HTMLElement[] {
	const next = term.nextElementSibling;
	return next instanceof HTMLElement && next.matches("dd") ? [term, next] : [term];
}

function show({ text, parts }: Row, words: string[]): boolean {
	const isWanted = words.every((word) => text.includes(word));
	for (const part of parts) part.hidden = !isWanted;
	return isWanted;
}

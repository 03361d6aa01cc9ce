import { all, make, makeButton, one } from "./find.ts";
import type { Find, Hit, HitGroup } from "./search-engine.ts";
import { extract } from "./search-extract.ts";

const shown = 5;

/** Make the dialog of the search, and give the function that opens it. */
export function makeDialog(find: Find, start: HitGroup[]): () => void {
	const root = one("script[data-root]")?.dataset.root ?? "";
	const dialog = make("dialog", "finder");
	dialog.setAttribute("aria-label", "Search");
	dialog.setAttribute("closedby", "any");
	const input = make("input");
	for (const [name, value] of Object.entries({
		type: "text",
		role: "combobox",
		inputmode: "search",
		enterkeyhint: "go",
		autocomplete: "off",
		spellcheck: "false",
		placeholder: "Word, chapter number or §number",
		"aria-label": "Search this book",
		"aria-autocomplete": "list",
		"aria-expanded": "false",
		"aria-controls": "finder-list",
	})) {
		input.setAttribute(name, value);
	}
	const list = make("div", "finder-list");
	list.id = "finder-list";
	list.setAttribute("role", "listbox");
	list.setAttribute("aria-label", "Results");
	const note = make("p", "finder-note");
	note.setAttribute("role", "status");
	const bar = make("div", "finder-bar");
	bar.append(
		input,
		makeButton("Close", "", () => dialog.close()),
	);
	dialog.append(bar, note, list);
	document.body.append(dialog);

	let timer: ReturnType<typeof setTimeout>;
	const options = () => all("[role=option]", list);
	const selected = () => one("[aria-selected=true]", list);

	function select(option: HTMLElement | null | undefined): void {
		selected()?.setAttribute("aria-selected", "false");
		option?.setAttribute("aria-selected", "true");
		option?.scrollIntoView({ block: "nearest" });
		if (option) input.setAttribute("aria-activedescendant", option.id);
		else input.removeAttribute("aria-activedescendant");
	}

	function show(groups: HitGroup[], typed: string): void {
		list.replaceChildren(...groups.map((group, at) => drawGroup(group, at, root, select)));
		const count = groups.reduce((sum, { hits }) => sum + hits.length, 0);
		list.hidden = count === 0;
		input.setAttribute("aria-expanded", String(count > 0));
		select(typed ? options()[0] : undefined);
		clearTimeout(timer);
		note.textContent = count
			? ""
			: typed
				? `Nothing found for “${typed}”. Try one word, a number such as §27, or the index.`
				: "";
		note.hidden = count > 0;
		if (typed && count) {
			timer = setTimeout(() => {
				note.hidden = false;
				note.textContent = count === 1 ? "1 result" : `${count} results`;
			}, 400);
		}
	}

	function search(): void {
		const typed = input.value.trim();
		show(typed ? find(typed) : start, typed);
	}

	input.addEventListener("input", search);
	dialog.addEventListener("click", (event) => {
		// Browsers without `closedby` get the click on the ground behind.
		if (event.target === dialog) dialog.close();
		if (event.target instanceof Element && event.target.closest("a[href]")) {
			dialog.close();
		}
	});
	input.addEventListener("keydown", (event) => {
		const found = options();
		const at = found.indexOf(selected() as HTMLElement);
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (step) {
			event.preventDefault();
			select(found[(at + step + found.length) % found.length]);
		} else if (event.key === "Enter") {
			event.preventDefault();
			const option = selected() ?? found[0];
			if (!(option instanceof HTMLAnchorElement)) option?.click();
			else if (event.ctrlKey || event.metaKey) open(option.href, "_blank");
			else option.click();
		}
	});
	return () => {
		if (!dialog.open) dialog.showModal();
		input.select();
		search();
	};
}

function drawGroup(
	group: HitGroup,
	at: number,
	root: string,
	select: (option: HTMLElement | undefined) => void,
): HTMLElement {
	const box = make("div");
	const label = make("div", "label", group.name);
	label.id = `finder-group-${at}`;
	box.setAttribute("role", "group");
	box.setAttribute("aria-labelledby", label.id);
	const draw = (hit: Hit, index: number) => drawHit(hit, `${at}-${index}`, root);
	box.append(label, ...group.hits.slice(0, shown).map(draw));
	if (group.hits.length <= shown) return box;
	const more = make("div", "", `All ${group.hits.length}`);
	asOption(more, `${at}-all`);
	more.prepend(make("span", "n"));
	more.addEventListener("click", () => {
		const rest = group.hits.slice(shown, 100).map((hit, index) => draw(hit, shown + index));
		more.replaceWith(...rest);
		select(rest[0]);
	});
	box.append(more);
	return box;
}

function drawHit(hit: Hit, id: string, root: string): HTMLElement {
	const { document: found, words } = hit;
	const link = make("a", found.k === "e" ? "act" : "");
	link.href = root + found.u;
	link.tabIndex = -1;
	asOption(link, id);
	const number = make("bdi", "n", found.n);
	number.dir = "ltr";
	link.append(number, make("span", "", found.t));
	if (found.k === "s" && found.p) link.append(make("small", "", found.p));
	const line = make("small");
	for (const { text, isFound } of extract(found.x, words)) {
		line.append(isFound ? make("mark", "", text) : text);
	}
	if (found.z) line.prepend("Superseded. ");
	if (line.textContent) link.append(line);
	return link;
}

function asOption(element: HTMLElement, id: string): void {
	element.id = `finder-${id}`;
	element.setAttribute("role", "option");
	element.setAttribute("aria-selected", "false");
}

import type { SearchRecord, SearchRoot } from "../../model/search.ts";
import { all, make, makeButton, one } from "../find.ts";
import { readLast } from "../read-last.ts";
import type { Find, Hit, HitGroup } from "./search-engine.ts";
import { drawGroups } from "./search-results.ts";

/** Make the dialog of the search, and give the function that opens it. */
export function makeDialog(find: Find, index: SearchRoot, root: string): () => void {
	const { dialog, input, list, note } = makeParts();
	let timer: ReturnType<typeof setTimeout>;
	let latest = "";
	const selected = () => one("[aria-selected=true]", list);

	function select(option: HTMLElement | null | undefined): void {
		selected()?.setAttribute("aria-selected", "false");
		option?.setAttribute("aria-selected", "true");
		option?.scrollIntoView({ block: "nearest" });
		if (option) input.setAttribute("aria-activedescendant", option.id);
		else input.removeAttribute("aria-activedescendant");
	}

	function tell(words: string): void {
		note.textContent = words;
	}

	function show(groups: HitGroup[], typed: string): void {
		const count = groups.reduce((sum, { total }) => sum + total, 0);
		const isMissing = typed !== "" && count === 0;
		const shown = isMissing ? [groupOf("Where to look", index.pages)] : groups;
		list.replaceChildren(...drawGroups(shown, root, select));
		const options = all("[role=option]", list);
		list.hidden = options.length === 0;
		list.scrollTop = 0;
		input.setAttribute("aria-expanded", String(options.length > 0));
		select(typed && !isMissing ? options[0] : undefined);
		const note = groups.map((group) => group.note ?? "").join("");
		tell(isMissing ? `Nothing found for “${short(typed)}”. Try one word, a number such as §27, or the index.` : note);
		if (typed === "" || isMissing) return;
		timer = setTimeout(() => tell(`${note} ${count === 1 ? "1 result" : `${count} results`}`.trim()), 400);
	}

	function search(): void {
		const typed = input.value.trim();
		latest = typed;
		clearTimeout(timer);
		const found = typed === "" ? Promise.resolve(startGroups(index)) : find(typed);
		// A large book may have to load a part of its index first; what was there stays until then.
		timer = setTimeout(() => tell("Searching…"), 400);
		found.then(
			(groups) => {
				// What is found for an earlier query may come later.
				if (typed !== latest) return;
				clearTimeout(timer);
				show(groups, typed);
			},
			() => {
				if (typed !== latest) return;
				clearTimeout(timer);
				show([], "");
				tell("The search could not be loaded. The index lists every term.");
			},
		);
	}

	input.addEventListener("input", search);
	dialog.addEventListener("click", (event) => {
		// Browsers without `closedby` get the click on the ground behind.
		if (event.target === dialog) dialog.close();
		if (event.target instanceof Element && event.target.closest("a[href]")) dialog.close();
	});
	input.addEventListener("keydown", (event) => {
		// The keys are those of the list of candidates; Safari sends the Enter that ends it as 229.
		if (event.isComposing || event.keyCode === 229) return;
		const options = all("[role=option]", list);
		const at = options.indexOf(selected() as HTMLElement);
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (step) {
			event.preventDefault();
			const start = step < 0 && at < 0 ? 0 : at;
			select(options[(start + step + options.length) % options.length]);
		} else if (event.key === "Enter") {
			event.preventDefault();
			const option = selected() ?? options[0];
			if (option instanceof HTMLAnchorElement && (event.ctrlKey || event.metaKey)) open(option.href, "_blank");
			else option?.click();
		}
	});
	// The keyboard of a phone covers the page and makes it no smaller.
	visualViewport?.addEventListener("resize", () => {
		dialog.style.setProperty("--seen", `${visualViewport?.height}px`);
	});
	return () => {
		if (!dialog.open) dialog.showModal();
		input.select();
		search();
	};
}

function makeParts() {
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
		autocapitalize: "off",
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
	// Else Chromium stops there with Tab, because it scrolls; the field goes through it.
	list.tabIndex = -1;
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
	return { dialog, input, list, note };
}

/** Before anything is typed: what was read last, and the entries of the runbook. */
function startGroups({ records: [, lists] }: SearchRoot): HitGroup[] {
	const known = new Map(lists.flat().map((record) => [record.u, record]));
	const pages = readLast().map(({ address, title }): SearchRecord => {
		return known.get(address) ?? { k: "c", n: "", t: title, u: address };
	});
	const entries = lists.flat().filter(({ k }) => k === "e");
	return [groupOf("Read last", pages), groupOf("Runbook entries", entries)].filter(({ total }) => total > 0);
}

function groupOf(name: string, records: SearchRecord[]): HitGroup {
	const hits = records.map((record): Hit => ({ record, words: [] }));
	return { name, total: hits.length, hits: hits.slice(0, 5), rest: () => Promise.resolve(hits.slice(5)) };
}

/** It may be written in the other direction, and the sentence around it must not turn. */
function short(typed: string): string {
	return `\u2068${typed.length > 60 ? `${typed.slice(0, 60)}…` : typed}\u2069`;
}

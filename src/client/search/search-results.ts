import type { SearchRecord } from "../../model/search.ts";
import { make } from "../find.ts";
import type { Hit, HitGroup } from "./search-engine.ts";
import { extract } from "./search-extract.ts";

/** Selects an option of the list, for the keyboard to go on from. */
type Select = (option: HTMLElement | undefined) => void;

/** Draws a hit, and loads the text for its line when the reader sees it. */
type DrawHit = (hit: Hit, id: string) => HTMLElement;

/** Draw what was found; the text of each hit comes into its line when the hit is in view, for each may have to be loaded. */
export function drawGroups(groups: HitGroup[], root: string, select: Select): HTMLElement[] {
	const fillings = new Map<Element, () => void>();
	const observer = new IntersectionObserver((changes) => {
		for (const { isIntersecting, target } of changes) {
			if (!isIntersecting) continue;
			observer.unobserve(target);
			fillings.get(target)?.();
		}
	});
	const draw: DrawHit = (hit, id) => {
		const { link, line } = drawHit(hit, id, root);
		const { text } = hit;
		if (!text) return link;
		fillings.set(link, () => {
			text().then(
				(text) => fill(line, text, hit),
				// The hit is as good without the line, and the next search loads it again.
				() => undefined,
			);
		});
		observer.observe(link);
		return link;
	};
	return groups.map((group, at) => drawGroup(group, `${at}`, draw, select));
}

function drawGroup(group: HitGroup, id: string, drawHit: DrawHit, select: Select): HTMLElement {
	const box = make("div");
	const label = make("div", "label", group.name);
	label.id = `finder-group-${id}`;
	box.setAttribute("role", "group");
	box.setAttribute("aria-labelledby", label.id);
	const draw = (hit: Hit, index: number) => drawHit(hit, `${id}-${index}`);
	box.append(label, ...group.hits.map(draw));
	if (group.total <= group.hits.length) return box;
	const more = make("div", "", `All ${group.total} ${/\w+s$/.exec(group.name.toLowerCase()) ?? ""}`.trim());
	asOption(more, `${id}-all`);
	more.prepend(make("span", "n"));
	more.addEventListener("click", () => {
		group.rest().then(
			(hits) => {
				const rest = hits.map((hit, index) => draw(hit, group.hits.length + index));
				more.replaceWith(...rest);
				select(rest[0]);
			},
			() => {
				more.textContent = "The others could not be loaded.";
			},
		);
	});
	box.append(more);
	return box;
}

function drawHit({ record, text }: Hit, id: string, root: string): { link: HTMLElement; line: HTMLElement } {
	const link = make("a", record.u.startsWith("runbook/") ? "act" : "");
	link.href = linkTo(record.u, root);
	link.tabIndex = -1;
	asOption(link, id);
	const number = make("bdi", "n", record.n);
	number.dir = "ltr";
	link.append(number, make("span", "", record.t));
	if (record.k === "s" && record.p) link.append(make("small", "", record.p));
	// A definition is what was looked for, and is shown as far as it goes.
	const line = make("small", record.k === "t" ? "" : "extract");
	// A space keeps its room, so that nothing moves when the text comes.
	line.append(stateOf(record) || "\u00A0");
	if (text || record.z) link.append(line);
	return { link, line };
}

/** In a file that holds the whole book every page is a part of it; `render/editions/leaf.ts` names the parts. */
function linkTo(address: string, root: string): string {
	if (root !== "#") return root + address;
	if (address === "index.html") return "#Text";
	const [page = "", anchor] = address.split("#");
	const part = page.replace(/\.html$/, "").replaceAll("/", "-");
	return `#${part}${anchor ? `.${anchor}` : ""}`;
}

function fill(line: HTMLElement, text: string, { record, words }: Hit): void {
	line.textContent = stateOf(record);
	if (!text && !record.z) line.remove();
	for (const { text: part, isFound } of extract(text, words)) {
		line.append(isFound ? make("mark", "", part) : part);
	}
}

function stateOf({ z }: SearchRecord): string {
	return z ? "Superseded. " : "";
}

function asOption(element: HTMLElement, id: string): void {
	element.id = `finder-${id}`;
	element.setAttribute("role", "option");
	element.setAttribute("aria-selected", "false");
}

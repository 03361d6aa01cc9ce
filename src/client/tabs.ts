import { all, make, makeButton, one } from "./find.ts";

/** What is hidden is still found by the browser's own search, and by a link to it. */
const hidden = "until-found";

/** Let the reader choose between alternatives, which stand one below the other without a script and in print. */
export function addTabs(): void {
	for (const group of all(".tabs")) {
		const panels = all(":scope > .tab", group);
		if (panels.length < 2) continue;
		const list = make("div", "tablist");
		list.setAttribute("role", "tablist");
		for (const panel of panels) list.append(tabOf(panel));
		group.prepend(list);
		choose(panels[0] as HTMLElement);
	}
	addEventListener("hashchange", showTarget);
	showTarget();
}

function tabOf(panel: HTMLElement): HTMLButtonElement {
	const button = makeButton(panel.getAttribute("aria-label") ?? "", "", () => chooseEverywhere(panel));
	button.setAttribute("role", "tab");
	panel.setAttribute("role", "tabpanel");
	button.addEventListener("keydown", move);
	panel.addEventListener("beforematch", () => choose(panel));
	return button;
}

/** A reader who uses one system uses it in every group: tabs of the same name are chosen together. */
function chooseEverywhere(panel: HTMLElement): void {
	choose(panel);
	const name = panel.getAttribute("aria-label");
	for (const other of all(".tabs > .tab"))
		if (other.parentElement !== panel.parentElement && other.getAttribute("aria-label") === name) choose(other);
}

function choose(panel: HTMLElement): void {
	const group = panel.parentElement as HTMLElement;
	const panels = all(":scope > .tab", group);
	const buttons = all(":scope > .tablist > button", group);
	for (const [index, other] of panels.entries()) {
		const isChosen = other === panel;
		if (isChosen) other.removeAttribute("hidden");
		else other.setAttribute("hidden", hidden);
		buttons[index]?.setAttribute("aria-selected", String(isChosen));
		buttons[index]?.setAttribute("tabindex", isChosen ? "0" : "-1");
	}
}

function move(event: KeyboardEvent): void {
	const button = event.currentTarget as HTMLElement;
	const buttons = all("button", button.parentElement as HTMLElement);
	const at = buttons.indexOf(button);
	const isRtl = getComputedStyle(button).direction === "rtl";
	const steps: Record<string, number> = {
		ArrowRight: at + (isRtl ? -1 : 1),
		ArrowLeft: at + (isRtl ? 1 : -1),
		Home: 0,
		End: buttons.length - 1,
	};
	const to = steps[event.key];
	if (to === undefined) return;
	event.preventDefault();
	const next = buttons[(to + buttons.length) % buttons.length];
	next?.focus();
	next?.click();
}

function showTarget(): void {
	const target = one(":target");
	const panel = target?.closest<HTMLElement>(".tabs > .tab");
	if (!panel) return;
	choose(panel);
	target?.scrollIntoView();
}

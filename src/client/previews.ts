import { around, make, one } from "./find.ts";

type Popover = HTMLElement & { popover: string | null };

/** Show previews where the browser does not do it by itself, and on touch as a sheet that a tap opens. */
export function addPreviews(): void {
	if (!("popover" in HTMLElement.prototype)) return;
	let isTouch = false;
	addEventListener(
		"pointerdown",
		(event) => {
			isTouch = event.pointerType === "touch";
		},
		true,
	);
	addEventListener("click", (event) => {
		const link = linkOf(event);
		const preview = link && previewOf(link);
		if (!link || !preview || !isTouch || link.matches(".xref")) return;
		event.preventDefault();
		preview.popover = "auto";
		preview.classList.add("sheet");
		preview.showPopover();
	});
	// A preview is tied to its first link on the page; where it leads is written only when somebody looks.
	document.addEventListener("beforetoggle", (event) => addWayOn(event.target as HTMLElement), true);
	if ("interestForElement" in HTMLAnchorElement.prototype) return;
	let timer: ReturnType<typeof setTimeout>;
	const later = (act: () => void, delay: number) => {
		clearTimeout(timer);
		timer = setTimeout(act, delay);
	};
	const on = (name: string, act: (event: Event) => void) => document.addEventListener(name, act, true);
	const open = (event: Event, delay: number) => {
		const link = linkOf(event);
		if (link && !isTouch) later(() => show(link), delay);
		else if (around(event, ".def")) clearTimeout(timer);
	};
	on("mouseover", (event) => open(event, 400));
	on("focusin", (event) => open(event, 0));
	on("mouseout", () => later(hide, 300));
	on("focusout", () => later(hide, 100));
	on("keydown", (event) => {
		if ((event as KeyboardEvent).key === "Escape") hide();
	});
}

function addWayOn(preview: HTMLElement): void {
	const link = preview.matches(".def") ? one<HTMLAnchorElement>(`a[interestfor="${preview.id}"]`) : null;
	if (!link || one("a", preview)) return;
	const way = make("a", "", link.matches(".term") ? "Open in the glossary →" : "Open →");
	way.href = link.href;
	preview.append(way);
}

function linkOf(event: Event): HTMLAnchorElement | null {
	return around<HTMLAnchorElement>(event, "a[interestfor]");
}

function previewOf(link: HTMLAnchorElement): Popover | null {
	return document.getElementById(link.getAttribute("interestfor") ?? "") as Popover | null;
}

function show(link: HTMLAnchorElement): void {
	const preview = previewOf(link);
	if (!preview) return;
	hide();
	link.setAttribute("aria-describedby", preview.id);
	// A browser without hints, which reads the value as manual, still shows it.
	preview.showPopover();
	// Without interestfor nothing tells a style sheet which link it belongs to.
	const { left, top, bottom } = link.getBoundingClientRect();
	const { offsetWidth, offsetHeight } = preview;
	const fits = bottom + offsetHeight < innerHeight - 8;
	const across = Math.max(16, Math.min(left, innerWidth - offsetWidth - 16));
	preview.style.cssText = `position-area:none;inset:${fits ? bottom + 4 : Math.max(4, top - offsetHeight - 4)}px auto auto ${across}px;margin:0`;
}

function hide(): void {
	one<Popover>(".def:popover-open:not(.sheet)")?.hidePopover();
}

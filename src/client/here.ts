import { all, around, one } from "./find.ts";

/** Mark the section in view in the list of the page, where the browser does not do it by itself. */
export function markSection(): void {
	const links = all<HTMLAnchorElement>("#OnPage a");
	if (CSS.supports("scroll-target-group", "auto") || links.length === 0) return;
	const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
	const observer = new IntersectionObserver(
		() => {
			// Below the bar, and below the letters of a long list.
			const passed = headings.filter((heading) => heading && heading.getBoundingClientRect().top < 150).length;
			for (const [index, link] of links.entries()) {
				if (index === Math.max(passed - 1, 0)) link.setAttribute("aria-current", "location");
				else link.removeAttribute("aria-current");
			}
		},
		{ rootMargin: "-80px 0px -60% 0px" },
	);
	for (const heading of headings) if (heading) observer.observe(heading);
}

/** Bring the current row of the contents into view, where style sheets cannot. */
export function showCurrentRow(): void {
	if (CSS.supports("scroll-initial-target", "nearest")) return;
	const side = one("#Contents");
	const row = one("[aria-current=page]", side ?? document);
	if (side && row) side.scrollTop = row.offsetTop - side.clientHeight / 2;
}

/** Take the list of the page away once a reader has chosen from it, for on a phone it covers what was chosen. */
export function closeChosenList(): void {
	const list = one("#OnPage");
	if (!list || !("popover" in list)) return;
	list.addEventListener("click", (event) => {
		if (around(event, "a") && list.matches(":popover-open")) list.hidePopover();
	});
}

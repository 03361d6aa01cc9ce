import { one } from "./find.ts";

/** Send a reader on who comes by the name of a page or an anchor of earlier days, with the fragment, which no other way keeps. */
export function followMoved(): void {
	follow();
	addEventListener("hashchange", follow);
}

function follow(): void {
	// Before all of the page is there, nothing is the target yet.
	const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
	const moved = target?.closest("[data-moved]")?.querySelector("a");
	const link = moved ?? one<HTMLAnchorElement>("a[data-moved]");
	if (link) location.replace(link.hash ? link.href : link.href + location.hash);
}

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
	const stub = one<HTMLAnchorElement>("a[data-moved]");
	if (moved) location.replace(moved.href);
	else if (stub) location.replace(stub.hash ? stub.href : stub.href + location.hash);
}

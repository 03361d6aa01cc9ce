import { one } from "./find.ts";

/** Send a reader on who comes by an old anchor: what stood there has moved to another place, and the page says where. */
export function followMoved(): void {
	follow();
	addEventListener("hashchange", follow);
}

/** Send a reader on from the stub of a page that has moved, with the fragment, which no other way keeps. */
export function leaveStub(): void {
	const target = one<HTMLAnchorElement>("[data-stub]>p>a");
	if (!follow() && target) location.replace(target.href + (target.hash ? "" : location.hash));
}

function follow(): boolean {
	const link = one(":target")?.closest("[data-moved]")?.querySelector("a");
	if (link) location.replace(link.href);
	return !!link;
}

import { one } from "./find.ts";

/** Send a reader on who comes by an old anchor: what stood there has moved to another place, and the page says where. */
export function followMoved(): void {
	follow();
	addEventListener("hashchange", follow);
}

/** Send a reader on from the stub of a page that has moved, with the fragment, which no other way keeps. */
export function leaveStub(): void {
	if (follow()) return;
	const target = one<HTMLAnchorElement>("[data-stub-target]");
	if (target) location.replace(target.hash ? target.href : target.href + location.hash);
}

function follow(): boolean {
	const id = location.hash.slice(1);
	const item = id ? document.getElementById(decoded(id))?.closest("[data-moved]") : undefined;
	const link = item?.querySelector("a");
	if (link) location.replace(link.href);
	return !!link;
}

function decoded(id: string): string {
	try {
		return decodeURIComponent(id);
	} catch (error) {
		if (error instanceof URIError) return id;
		throw error;
	}
}

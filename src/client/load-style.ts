import { make, one } from "./find.ts";

/** Load a style sheet of the book. It stands before the book's own theme, which may change what it says. */
export function loadStyle(address: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const link = make("link");
		link.rel = "stylesheet";
		link.href = address;
		link.onload = () => resolve();
		link.onerror = () => {
			link.remove();
			reject(new Error(address));
		};
		one("link[rel=stylesheet]", document.head)?.after(link);
	});
}

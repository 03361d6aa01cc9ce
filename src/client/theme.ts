import { makeButton, one } from "./find.ts";
import { keep, kept } from "./store.ts";

const key = "silcrow-theme";
const names = ["Auto", "Light", "Dark"];

/** Add the button that changes between the system's colours, light and dark: in the bar, or on a phone, where the bar has room for the name of the book alone, at the end of the contents. */
export function addThemeButton(): void {
	const isWide = matchMedia("(min-width: 64rem)").matches;
	const chosen = kept(key);
	let at = Math.max(
		0,
		names.findIndex((name) => name.toLowerCase() === chosen),
	);
	const button = makeButton("", "theme", () => {
		at = (at + 1) % names.length;
		const theme = names[at]?.toLowerCase() ?? "";
		keep(key, at ? theme : null);
		if (at) document.documentElement.dataset.theme = theme;
		else delete document.documentElement.dataset.theme;
		show();
	});
	function show(): void {
		const words = `${names[at]} colours`;
		button.textContent = isWide ? (names[at] ?? "") : words;
		button.ariaLabel = `${words}, change`;
	}
	show();
	one(isWide ? ".theme-place" : "#Contents")?.append(button);
}

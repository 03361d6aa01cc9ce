import { makeButton, one } from "./find.ts";
import { keep, kept } from "./store.ts";

const key = "silcrow-theme";
const names = ["Auto", "Light", "Dark"];

/** Add the button that changes between the system's colours, light and dark. */
export function addThemeButton(): void {
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
		button.textContent = names[at] ?? "";
		button.ariaLabel = `${names[at]} colours, change`;
	}
	show();
	one(".theme-place")?.append(button);
}

import { makeButton, one } from "./find.ts";
import { keep, kept } from "./store.ts";

const key = "silcrow-theme";
const themes = ["auto", "light", "dark"];

/** Add the button that changes between the system's colours, light and dark. */
export function addThemeButton(): void {
	const chosen = kept(key);
	let at = Math.max(0, themes.indexOf(chosen ?? ""));
	const button = makeButton("", "theme", () => {
		at = (at + 1) % themes.length;
		const theme = themes[at] ?? "auto";
		keep(key, at ? theme : null);
		if (at) document.documentElement.dataset.theme = theme;
		else delete document.documentElement.dataset.theme;
		show();
	});
	function show(): void {
		const name = themes[at] ?? "";
		button.textContent = name[0]?.toUpperCase() + name.slice(1);
		button.setAttribute("aria-label", `${button.textContent} colours, change`);
	}
	show();
	one(".theme-place")?.append(button);
}

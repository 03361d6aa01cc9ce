import { all, around } from "./find.ts";
import { loadScript } from "./load-script.ts";
import { say } from "./say.ts";

/** What the search's own script offers; it is loaded when the reader first wants it. */
interface Search {
	open(): void;
}

declare global {
	var silcrowSearch: Search | undefined;
}

/** Open the search by its links and by `/`, Ctrl-K and ⌘K; fetch it as soon as the reader comes near. */
export function openSearch(): void {
	const own = document.currentScript;
	const { search, index } = own instanceof HTMLElement ? own.dataset : {};
	const isThere = globalThis.silcrowSearch !== undefined;
	if (!isThere && (!search || !index)) return;
	let loading: Promise<unknown> | undefined;
	const load = () => {
		loading ??= Promise.all(isThere ? [] : [loadScript(search ?? ""), loadScript(index ?? "")]);
		return loading;
	};
	const open = (otherwise: () => void) => {
		load().then(
			() => globalThis.silcrowSearch?.open(),
			() => {
				loading = undefined;
				say("The search could not be loaded. The index lists every term.");
				setTimeout(otherwise, 1500);
			},
		);
	};
	for (const link of all<HTMLAnchorElement>("a.search")) {
		for (const name of ["pointerenter", "focus"]) {
			link.addEventListener(name, () => load().catch(() => undefined));
		}
		link.addEventListener("click", (event) => {
			if (event.ctrlKey || event.metaKey || event.shiftKey) return;
			event.preventDefault();
			open(() => {
				location.href = link.href;
			});
		});
	}
	addEventListener("keydown", (event) => {
		const isTyping = around(event, "input:not([type=checkbox]), textarea, select");
		const isSlash = event.key === "/" && !isTyping && !event.ctrlKey;
		const isK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
		if ((!isSlash && !isK) || event.altKey) return;
		event.preventDefault();
		open(() => undefined);
	});
}

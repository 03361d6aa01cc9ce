import { all, make, makeButton } from "./find.ts";

/**
 * Let the reader choose between alternatives, which stand one below the other without a script and in print. What is
 * hidden is still found by the browser's own search, and by a link to it.
 */
export function addTabs(): void {
	for (const group of all(".tabs")) {
		const panels = all(":scope > .tab", group);
		const list = make("div", "tablist");
		list.role = "tablist";
		const buttons = panels.map((panel, chosen) => {
			const choose = () => {
				for (const [index, button] of buttons.entries()) {
					const isChosen = index === chosen;
					button.ariaSelected = `${isChosen}`;
					button.tabIndex = isChosen ? 0 : -1;
					(panels[index] as HTMLElement).hidden = isChosen ? false : ("until-found" as never);
				}
			};
			panel.addEventListener("beforematch", choose);
			// A reader who uses one system uses it in every group.
			const button = makeButton(panel.ariaLabel ?? "", "", () => {
				for (const other of all(".tab"))
					if (other.ariaLabel === panel.ariaLabel) other.dispatchEvent(new Event("beforematch"));
				choose();
			});
			button.role = "tab";
			return button;
		});
		list.addEventListener("keydown", ({ key }) => {
			const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
			if (!step) return;
			const at = buttons.findIndex(({ tabIndex }) => tabIndex === 0);
			const next = buttons.at((at + step) % buttons.length);
			next?.focus();
			next?.click();
		});
		list.append(...buttons);
		group.prepend(list);
		panels[0]?.dispatchEvent(new Event("beforematch"));
	}
}

import { all } from "./find.ts";

/** Let the Tab key stop at a table or a drawing only while it is too wide for its place. Without a script it always does. */
export function stopWhereScrolled(): void {
	const watch = new ResizeObserver((boxes) => {
		for (const { target } of boxes) {
			if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
			else target.removeAttribute("tabindex");
		}
	});
	for (const box of all(".table, .diagram")) watch.observe(box);
}

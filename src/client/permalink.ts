import { copyText } from "./clipboard.ts";
import { say } from "./say.ts";

/** Let a click on a number in the rail copy the whole link, besides going there. */
export function copyPermalinks(): void {
	document.addEventListener("click", (event) => {
		const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(".rail") : null;
		if (!link) return;
		copyText(link.href).then((isCopied) => {
			if (isCopied) say("Link copied");
		});
	});
}

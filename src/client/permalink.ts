import { copyText } from "./clipboard.ts";
import { around } from "./find.ts";
import { say } from "./say.ts";

const words = "Link copied";

/** Let a click on a number in the rail copy the whole link, besides going there. */
export function copyPermalinks(): void {
	document.addEventListener("click", (event) => {
		const link = around<HTMLAnchorElement>(event, ".rail");
		if (!link) return;
		copyText(link.href).then((isCopied) => {
			if (!isCopied) return;
			say(words);
			standIn(link);
		});
	});
}

/** Say it for two seconds where the number stands. On a phone the number is part of the line, which would move. */
function standIn(link: HTMLAnchorElement): void {
	if (getComputedStyle(link).position !== "absolute" || link.textContent === words) return;
	const number = [...link.childNodes];
	link.replaceChildren(words);
	link.classList.add("label");
	setTimeout(() => {
		link.replaceChildren(...number);
		link.classList.remove("label");
	}, 2000);
}

import { copyText } from "./clipboard.ts";
import { all, makeButton, one } from "./find.ts";
import { missingField } from "./placeholders.ts";
import { say } from "./say.ts";

/** Give every block of commands, and every listing, a button that copies it. */
export function addCopyButtons(): void {
	for (const figure of all(".command, .listing")) {
		const pre = one("pre", figure);
		if (!pre || one(".copy", figure) || figure.closest("article.superseded")) continue;
		const button = makeButton("Copy", "copy", () => copy(pre, button));
		if (figure.matches(".danger")) button.ariaLabel = "Copy destructive command";
		if (pre.scrollWidth > pre.clientWidth) figure.append(wrapButton(figure));
		figure.append(button);
	}
}

/** A listing whose lines run out of sight can be read without scrolling sideways. */
function wrapButton(figure: HTMLElement): HTMLButtonElement {
	const button = makeButton("Wrap", "copy wrap", () => {
		button.ariaPressed = `${figure.classList.toggle("wrapped")}`;
	});
	button.ariaPressed = "false";
	return button;
}

/** Leave out what is no command: prompts, what was printed, comments. */
function typedIn(pre: HTMLElement): string {
	const block = pre.cloneNode(true) as HTMLElement;
	for (const idle of all(".x", block)) idle.remove();
	return (block.textContent ?? "").trimEnd();
}

async function copy(pre: HTMLElement, button: HTMLButtonElement): Promise<void> {
	const missing = missingField(pre);
	if (missing) {
		say(`Fill in ${missing.dataset.placeholder} first`);
		missing.closest("details")?.setAttribute("open", "");
		missing.focus();
		return;
	}
	if (await copyText(typedIn(pre))) {
		say("Copied");
		button.textContent = "Copied";
		setTimeout(() => {
			button.textContent = "Copy";
		}, 1600);
		return;
	}
	getSelection()?.selectAllChildren(pre);
	say("Selected. Press Ctrl C");
}

import { setPageTitle } from "./title.ts";

/** The head of a page as the server sent it last, and what follows from another one. */
export interface Head {
	/** Tell whether the page can become another without being loaded anew: its scripts and its kind are the same. */
	canBecome(next: Document): boolean;
	/** Take over the title, the style sheets and the facts about the page. */
	become(next: Document): void;
}

/** Keep the head of a page up to date. */
export function headOf(document: Document): Head {
	const { head } = document;
	const sent = { head: head.cloneNode(true) as HTMLElement };
	const kind = kindOf(document);
	return {
		canBecome: (next) =>
			kindOf(next) === kind && partsOf(next.head, fixed).join("\n") === partsOf(sent.head, fixed).join("\n"),
		become(next) {
			setPageTitle(next.title);
			const before = new Set(partsOf(sent.head, loose));
			const after = new Set(partsOf(next.head, loose));
			const gone = [...head.querySelectorAll(loose)].filter(
				({ outerHTML }) => before.has(outerHTML) && !after.has(outerHTML),
			);
			const come = [...next.head.querySelectorAll(loose)].filter(({ outerHTML }) => !before.has(outerHTML));
			sent.head = next.head.cloneNode(true) as HTMLElement;
			exchange(gone, come);
		},
	};

	/** What goes away stays until the new style sheets are there, so that the page never stands without one. */
	function exchange(gone: Element[], come: Element[]): void {
		const sheets = come.filter((element): element is HTMLLinkElement => element.matches("link[rel=stylesheet]"));
		const isLoaded = sheets.map(
			(sheet) =>
				new Promise<void>((resolve) => {
					sheet.onload = () => resolve();
					sheet.onerror = () => resolve();
				}),
		);
		head.append(...come);
		void Promise.all(isLoaded).then(() => {
			for (const element of gone) element.remove();
		});
	}
}

/** What scripts and style sheets look at when the page is loaded. */
function kindOf({ documentElement: { lang, dir }, body }: Document): string {
	return [lang, dir, body.className, body.hasAttribute("data-stub")].join("\n");
}

/** What a page cannot change while it is open. */
const fixed = "script, meta[http-equiv]";

/** What it can. */
const loose = "meta:not([http-equiv]), link";

function partsOf(head: Element, selector: string): string[] {
	return [...head.querySelectorAll(selector)].map(({ outerHTML }) => outerHTML);
}

import type { Book } from "../model/book.ts";
import { isPrinted } from "./editions/print.ts";
import { type Frame, frameOf } from "./frame.ts";
import type { Keeper } from "./keep.ts";
import { renderRedirects } from "./pages/redirect.ts";
import { type DrawPage, dated, drawn, type SiteInput } from "./site.ts";
import { bindPage, type PagePlan, pagePlans, pageTexts, planPages } from "./views.ts";

/** The pages of a site that is looked at while it is written. None is drawn before somebody asks for it. */
export interface LivePages {
	/** All but those of the index. */
	addresses: ReadonlySet<string>;
	/** Draw one of them. */
	draw(address: string): string;
	/** Count the pages of the whole site, those of the index and the one for print among them. */
	count(): number;
}

/** Make the pages of a site whose book is edited: while the book itself stays as it is, an edit costs the same in a book of any size. */
export function livePages(input: SiteInput, keeper: Keeper, draw: DrawPage): LivePages {
	const { book, linked, backlinks, templates, changes } = input;
	const names = keeper.settle("names", input.names);
	const stamp = keeper.settle("stamp", input.stamp);
	const frame = keeper.keep("live frame", [book, names, stamp], () =>
		keeper.settle("frame", frameOf(book, names, stamp)),
	);
	const { plans, redirects, addresses } = keeper.keep("live pages", [book, frame], () => planAll(book, frame));
	const texts = pageTexts(book, linked, backlinks, keeper);
	return {
		addresses,
		draw(address) {
			const plan = plans.get(address);
			if (!plan) return redirects.get(address) ?? "";
			const page = dated(bindPage(plan, texts, keeper), changes, keeper);
			return drawn(page, { frame, templates, keeper, draw });
		},
		count() {
			const planned = planPages(book, frame, linked, backlinks, keeper);
			const all = new Set([...addresses, ...planned.map(({ address }) => address)]);
			const shown = planned.filter(({ template }) => template !== "not-found");
			return all.size + (isPrinted(shown.length, frame) ? 1 : 0);
		},
	};
}

function planAll(book: Book, frame: Frame) {
	const plans = new Map<string, PagePlan>();
	for (const plan of pagePlans(book, frame)) plans.set(plan.address, plan);
	const redirects = renderRedirects(book, frame);
	return { plans, redirects, addresses: new Set([...plans.keys(), ...redirects.keys()]) };
}

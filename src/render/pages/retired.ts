import type { Book, OldAddress } from "../../model/book.ts";
import { escapeHtml } from "../../text/escape.ts";
import { type Successor, type View, viewOf } from "../view.ts";
import { targetOf } from "./moved.ts";

/** What the template of a retired page finds in `data`. */
export interface RetiredData {
	label: string;
	/** What took its place; none where nothing did. */
	successor?: Successor;
}

/** Gather the pages of numbers that were retired: they stay, and say what took their place. */
export function retiredViews(book: Book): View[] {
	return [...book.old.values()]
		.filter(({ from, isRetired }) => isRetired && from.anchor === undefined)
		.map((old) => retiredView(old, book));
}

function retiredView({ from, to, label, title }: OldAddress, book: Book): View {
	const isEntry = from.page.startsWith("runbook/");
	const name = title || label || from.page;
	const data: RetiredData = { label: label || from.page, ...(to ? { successor: targetOf(to, book) } : {}) };
	return viewOf({
		address: from.page,
		template: "retired",
		title: `${label} ${title}`.trim() || from.page,
		titleHtml: escapeHtml(name),
		kicker: title ? `${isEntry ? `${book.runbook?.symbol.title} ` : ""}${label}` : "",
		number: label.replace(/^\D+/, ""),
		description: `${data.label} was retired.`,
		kind: isEntry ? "act" : "read",
		data,
	});
}

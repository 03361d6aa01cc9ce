import type { SearchRecord } from "../../model/search.ts";
import { leafSize } from "../../text/postings.ts";
import { wordsOf } from "../../text/words.ts";
import type { Shelf } from "./search-engine.ts";
import { type Query, squash } from "./search-query.ts";
import type { Ranked } from "./search-rank.ts";

/** List the documents that a query names: by the name of an alert, or by their whole name. */
export async function directDocuments(query: Query, ranked: Ranked[], shelf: Shelf): Promise<number[]> {
	const alerting = shelf.known.filter(([, { k, a }]) => k === "e" && a?.some((alert) => isIn(alert, query)));
	const named = query.isPasted ? [] : await withName(query, ranked, shelf);
	return [...alerting.map(([document]) => document), ...named];
}

/** An alert is pasted with all that it was sent with. */
function isIn(alert: string, { names, words }: Query): boolean {
	const squashed = squash(alert);
	return names.includes(squashed) || (squashed.length > 4 && words.includes(squashed));
}

/** List the pages about the book itself that a query names. */
export function directPages({ names }: Query, { root }: Shelf): SearchRecord[] {
	return root.pages.filter(({ t, a }) => [t, ...(a ?? [])].some((one) => names.includes(squash(one))));
}

/** Two documents may have the name: a term and the chapter about it. Those that can be acted on come first. */
async function withName({ names, parts }: Query, ranked: Ranked[], shelf: Shelf): Promise<number[]> {
	const asked = inAnyOrder(parts);
	const named = ranked.filter(({ isNamed }) => isNamed);
	const [from, to] = shelf.root.glossary;
	const terms = named.filter(({ document }) => document >= from * leafSize && document < to * leafSize);
	// What is shown anyway, and what need not be loaded; in a large book a word stands in hundreds of names.
	const best = named.slice(0, mostNamed).filter(({ document }, at) => at < shown || shelf.knownAt(document));
	const likely = new Set([...best, ...terms.slice(0, shown)].map(({ document }) => document));
	const found: { document: number; record: SearchRecord }[] = [];
	await Promise.all(
		[...likely].map(async (document) => {
			const record = await shelf.recordOf(document);
			const isIts =
				record && namesOf(record).some((one) => names.includes(squash(one)) || inAnyOrder(wordsOf(one)) === asked);
			if (record && isIts) found.push({ document, record });
		}),
	);
	return found
		.sort((a, b) => order.indexOf(a.record.k) - order.indexOf(b.record.k) || a.document - b.document)
		.map(({ document }) => document);
}

function namesOf({ k, t, a = [], i = [] }: SearchRecord): string[] {
	return [...(k === "s" ? [] : [t]), ...a, ...i];
}

function inAnyOrder(words: string[]): string {
	return [...words].sort().join(" ");
}

const mostNamed = 12;
const shown = 5;
const order = "etcs";

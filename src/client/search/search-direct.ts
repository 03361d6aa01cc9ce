import type { SearchRecord } from "../../model/search.ts";
import { leafSize } from "../../text/postings.ts";
import type { Shelf } from "./search-engine.ts";
import { type Query, type QueryTarget, squash } from "./search-query.ts";
import type { Ranked } from "./search-rank.ts";

/** List the documents that a query names: by number, by the name of an alert, or by their whole name. */
export async function directDocuments(query: Query, ranked: Ranked[], shelf: Shelf): Promise<number[]> {
	const numbered = query.target ? await atTarget(query.target, shelf) : [];
	const alerting = shelf.known.filter(([, { k, a }]) => k === "e" && a?.some((alert) => isIn(alert, query)));
	const named = query.isPasted ? [] : await withName(query.name, ranked, shelf);
	return [...new Set([...numbered, ...alerting.map(([document]) => document), ...named])];
}

/** An alert is pasted with all that it was sent with. */
function isIn(alert: string, { name, words }: Query): boolean {
	const squashed = squash(alert);
	return squashed === name || (squashed.length > 4 && words.includes(squashed));
}

async function atTarget(target: QueryTarget, shelf: Shelf): Promise<number[]> {
	const { chapter, section, appendix, label, isEither } = target;
	const { root, known } = shelf;
	if (appendix !== undefined) {
		const found = root.appendices.find(([letter]) => letter.toLowerCase() === appendix);
		return found ? [found[1] * leafSize] : [];
	}
	if (label !== undefined) {
		const leaves = root.labels.filter(([name]) => isLabel(name, label)).map(([, leaf]) => leaf);
		const found = await Promise.all(leaves.map((leaf) => sectionOf(leaf, section, shelf)));
		if (leaves.length > 0 || !sectionWord.test(label)) return found.flat();
	}
	if (chapter !== undefined) {
		const leaf = leafOfChapter(chapter, shelf);
		if (leaf === undefined) return [];
		const found = section === undefined ? [] : await sectionOf(leaf, section, shelf);
		return found.length > 0 ? found : [leaf * leafSize];
	}
	const hasNumber = ([, { n }]: [number, SearchRecord]) => n === `§${section}`;
	const entries = known.filter((one) => one[1].k === "e" && hasNumber(one));
	if (isEither) {
		const leaf = leafOfChapter(section, shelf);
		return [...entries.map(([document]) => document), ...(leaf === undefined ? [] : [leaf * leafSize])];
	}
	const found = entries.length > 0 ? entries : known.filter(hasNumber);
	return found.map(([document]) => document);
}

/** What people call an entry when they do not write `§`; a book may have such a label of its own. */
const sectionWord = /^(?:runbook|entry|runbook entry|section|sec)$/;

function isLabel(name: string, label: string): boolean {
	return name.toLowerCase() === label || `${name.toLowerCase()}s` === label;
}

function leafOfChapter(number: number | undefined, { root }: Shelf): number | undefined {
	let at = 0;
	const leaf = root.chapters.findIndex((more) => {
		at += more;
		return at === number;
	});
	return leaf < 0 ? undefined : leaf;
}

/** A chapter may take several leaves. */
async function sectionOf(first: number, section: number | undefined, shelf: Shelf): Promise<number[]> {
	const { chapters } = shelf.root;
	let leaf = first;
	do {
		for (let at = 0; at < leafSize; at++) {
			const record = await shelf.recordOf(leaf * leafSize + at);
			if (!record) break;
			if (record.n === `§${section}`) return [leaf * leafSize + at];
		}
		leaf++;
	} while (chapters[leaf] === 0);
	return [];
}

/** Two documents may have the name: a term and the chapter about it. Those that can be acted on come first. */
async function withName(name: string, ranked: Ranked[], shelf: Shelf): Promise<number[]> {
	if (name === "") return [];
	const likely = ranked.filter(({ isNamed }) => isNamed).slice(0, mostNamed);
	const found: { document: number; record: SearchRecord }[] = [];
	for (const { document } of likely) {
		const record = await shelf.recordOf(document);
		const isIts =
			record &&
			[...(record.k === "s" ? [] : [record.t]), ...(record.a ?? []), ...(record.i ?? [])].some(
				(one) => squash(one) === name,
			);
		if (record && isIts) found.push({ document, record });
	}
	return found
		.sort((a, b) => order.indexOf(a.record.k) - order.indexOf(b.record.k) || a.document - b.document)
		.map(({ document }) => document);
}

const mostNamed = 12;
const order = "etcs";

import type { SearchRecord, SearchRoot } from "../../model/search.ts";
import { leafSize } from "../../text/postings.ts";
import type { Shelf } from "./search-engine.ts";
import type { QueryTarget } from "./search-query.ts";

/** List the documents that a number or a letter leads to; of a section that is not there, its chapter. */
export async function documentsAt(target: QueryTarget, shelf: Shelf): Promise<number[]> {
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

/** What is nearest to a number that leads nowhere. */
export interface Nearest {
	/** What there is none of, as a reader would say it. */
	missing: string;
	documents: number[];
}

/** Find what has the nearest numbers instead. */
export async function nearestTo(target: QueryTarget, shelf: Shelf): Promise<Nearest | undefined> {
	const { chapter, section, appendix, label } = target;
	const { root, known } = shelf;
	if (appendix !== undefined) {
		const documents = root.appendices.map(([, leaf]) => leaf * leafSize);
		return { missing: `Appendix ${appendix.toUpperCase()}`, documents: documents.slice(0, shown) };
	}
	if (chapter !== undefined) {
		const numbers = numbersOf(root);
		const chapters = [...numbers].flatMap(([leaf, number]): Numbered[] =>
			numbers.get(leaf - 1) === number ? [] : [{ number, document: leaf * leafSize }],
		);
		return { missing: `Chapter ${chapter}`, documents: closest(chapters, chapter) };
	}
	const wanted = section ?? 0;
	const own = root.labels.find(([name]) => label !== undefined && isLabel(name, label));
	if (own) {
		const sections: Numbered[] = [];
		for await (const one of sectionsFrom(own[1], shelf)) sections.push(one);
		return { missing: `${own[0]} ${wanted}`, documents: closest(sections, wanted) };
	}
	if (label !== undefined && !sectionWord.test(label)) return undefined;
	const entries = known.filter(([, { k }]) => k === "e");
	const numbered = entries.map(([document, { n }]) => ({ number: Number(n.slice(1)), document }));
	return { missing: `§${wanted}`, documents: closest(numbered, wanted) };
}

interface Numbered {
	number: number;
	document: number;
}

function closest(all: Numbered[], wanted: number): number[] {
	const byDistance = all.map((one) => ({ ...one, distance: Math.abs(one.number - wanted) }));
	byDistance.sort((a, b) => a.distance - b.distance || a.number - b.number);
	return byDistance.slice(0, shown).map(({ document }) => document);
}

const shown = 3;

/** What people call an entry when they do not write `§`; a book may have such a label of its own. */
const sectionWord = /^(?:runbook|entry|runbook entry|section|sec)$/;

function isLabel(name: string, label: string): boolean {
	return name.toLowerCase() === label || `${name.toLowerCase()}s` === label;
}

/** By leaf: the number of its chapter. */
function numbersOf({ chapters }: SearchRoot): Map<number, number> {
	let number = 0;
	return new Map(
		chapters.map((more, leaf) => {
			number += more;
			return [leaf, number];
		}),
	);
}

function leafOfChapter(number: number | undefined, { root }: Shelf): number | undefined {
	return [...numbersOf(root)].find(([, one]) => one === number)?.[0];
}

/** Give the numbered sections of a chapter, which may take several leaves; one behind what is looked for is not loaded. */
async function* sectionsFrom(first: number, shelf: Shelf): AsyncGenerator<Numbered> {
	const { chapters } = shelf.root;
	let leaf = first;
	do {
		for (let at = 0; at < leafSize; at++) {
			const record = await shelf.recordOf(leaf * leafSize + at);
			if (!record) break;
			if (record.n.startsWith("§")) yield { number: Number(record.n.slice(1)), document: leaf * leafSize + at };
		}
		leaf++;
	} while (chapters[leaf] === 0);
}

async function sectionOf(first: number, section: number | undefined, shelf: Shelf): Promise<number[]> {
	for await (const { number, document } of sectionsFrom(first, shelf)) if (number === section) return [document];
	return [];
}

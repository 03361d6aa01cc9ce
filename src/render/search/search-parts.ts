import type { SearchWords } from "../../model/search.ts";
import { byCodeUnit } from "../../text/names.ts";
import type { Keeper } from "../keep.ts";
import { cutPart, type DictionaryPart, makePart, type WordStretch } from "./search-dictionary.ts";
import type { PlannedLeaf } from "./search-files.ts";
import { type WordsByLength, wordsByLength } from "./search-lists.ts";
import { joinWords, type WordPlaces } from "./search-words.ts";

/** The words that begin with one sign, of which little is held: they are fetched when they are written. */
export interface PlannedPart extends PartHead {
	/** While these are the same, so is the part. */
	inputs: readonly unknown[];
	pairs(): DictionaryPart["pairs"];
	/** They stay the same while the same words have other places. */
	lists(): WordsByLength;
	/** Cut it into stretches of so many signs. */
	cut(longest: number): CutPart;
}

/** The stretches of a part, which can be loaded one by one. */
export interface CutPart {
	/** The first word of each. */
	firsts: string[];
	inputs: readonly unknown[];
	stretch(index: number): SearchWords;
}

type PartHead = Pick<DictionaryPart, "common" | "size">;

/** So many leaves are joined at a time, so that an edit joins only its own again. */
const branch = 64;

/**
 * Join the words of all leaves, by their first sign. The words of an edit begin with few signs and stand in one branch, so
 * little is joined again.
 */
export function dictionaryParts(leaves: PlannedLeaf[], documents: number, keeper: Keeper): PlannedPart[] {
	const branches: Map<string, WordPlaces>[] = [];
	for (let from = 0; from < leaves.length; from += branch)
		branches.push(new Map(joinBranch(from, leaves.slice(from, from + branch), keeper)));
	const initials = [...new Set(branches.flatMap((words) => [...words.keys()]))].sort(byCodeUnit);
	return initials.map((initial) => {
		const texts = branches.map((words) => words.get(initial) ?? "");
		return planPart(initial, texts, documents, keeper);
	});
}

function joinBranch(from: number, leaves: PlannedLeaf[], { keep, recall }: Keeper): [string, WordPlaces][] {
	const inputs = leaves.flatMap((leaf) => leaf.inputs);
	return recall(`search branch ${from}`, inputs, () => {
		const all = leaves.map((leaf) => leaf.words());
		const initials = new Set(all.flatMap((words) => [...words.keys()]));
		return [...initials].map((initial): [string, WordPlaces] => {
			const words = all.map((one) => one.get(initial) ?? "");
			return [initial, keep(`search branch ${initial} ${from}`, words, () => joinWords(words, 1))];
		});
	});
}

function planPart(initial: string, texts: WordPlaces[], documents: number, keeper: Keeper): PlannedPart {
	const { keep, note, recall, settle } = keeper;
	const inputs = [documents, ...texts];
	const part = () => keep(`search words ${initial}`, inputs, () => makePart(joinWords(texts, branch), documents));
	const head = recall(`search part ${initial}`, inputs, (): PartHead => {
		const { common, size } = part();
		return { common, size };
	});
	const cut = (longest: number): CutPart => {
		let atHand: WordStretch[] | undefined;
		const made = () => {
			atHand ??= cutPart(part(), longest);
			return atHand;
		};
		const firsts = recall(`search firsts ${initial}`, [head, longest], () => made().map(({ first }) => first));
		const stretch = (index: number) =>
			recall(`search stretch ${initial} ${index}`, [firsts, index], () => made()[index]?.words ?? noWords);
		// While they are at hand: nobody is to join the words again for them.
		if (atHand) for (const index of firsts.keys()) stretch(index);
		atHand = undefined;
		return { firsts, inputs: [firsts], stretch };
	};
	const lists = () => {
		const own = recall(`search lists ${initial}`, [head], () => wordsByLength(part().pairs));
		return note(settle(`search lists ${initial}`, own));
	};
	return { ...head, inputs: [head], pairs: () => part().pairs, lists, cut };
}

const noWords: SearchWords = { words: "", places: "" };

import type { Term, Unit } from "../model/unit.ts";
import { withPlainApostrophes } from "../text/fold.ts";
import { isLetterAt } from "../text/letters.ts";

/** Everything that a file says, code and headings included, as it is and in small letters. */
interface Said {
	text: string;
	small: string;
}

/** Says whether a file uses a term, in any of its names and forms. */
export type UseFinder = (term: Term, unit: Unit) => boolean;

/** Whether a file uses a name, by the name. */
export type Answers = Map<string, boolean>;

/**
 * Make a function that looks for a term in all that a file says: prose, headings, tables, the words of links, code.
 * Case counts only where a name has a capital that is not its first letter, a digit or a sign; the last word may be
 * inflected, and a hyphen may be a space. What it has found it knows for as long as the file stays the same object; `recall` may bring
 * what was found earlier.
 */
export function useFinder(recall: (unit: Unit) => Answers = () => new Map()): UseFinder {
	const said = new WeakMap<Unit, Said>();
	const found = new WeakMap<Unit, Answers>();
	const forms = new Map<string, Form | undefined>();
	const saidBy = (unit: Unit): Said => {
		const known = said.get(unit) ?? saidIn(unit);
		said.set(unit, known);
		return known;
	};
	const formOf = (name: string): Form | undefined => {
		if (!forms.has(name)) forms.set(name, makeForm(name));
		return forms.get(name);
	};
	const isSaid = (name: string, unit: Unit): boolean => {
		const { text, small } = saidBy(unit);
		const form = formOf(name);
		if (!form) return text.includes(name);
		if (!form.find) return form.last.some((word) => holdsWord(small, word));
		// To look for its words takes less than to get a pattern ready.
		const mayBe = form.others.every((word) => small.includes(word)) && form.last.some((word) => small.includes(word));
		return mayBe && stands(form.find, text);
	};
	return (term, unit) => {
		const answers = found.get(unit) ?? recall(unit);
		found.set(unit, answers);
		return [term.name, ...term.aliases].some((name) => {
			const answer = answers.get(name) ?? isSaid(name, unit);
			answers.set(name, answer);
			return answer;
		});
	};
}

/** A name as it is looked for. */
interface Form {
	/** All its words but the last, and the forms of the last, in small letters. */
	others: string[];
	last: string[];
	/** Finds the name between signs that are no letters of ASCII; undefined for one word whose case does not count. */
	find: RegExp | undefined;
}

const word = /[\p{L}\p{N}_]+/gu;

function saidIn(unit: Unit): Said {
	const headings = unit.outline.headings.map((heading) => heading.title);
	const written = [unit.outline.title, ...unit.search.map((section) => section.text), ...headings].join("\n");
	const text = withPlainApostrophes(written);
	return { text, small: text.toLowerCase() };
}

function makeForm(written: string): Form | undefined {
	const name = withPlainApostrophes(written);
	const words = name.match(word) ?? [];
	const last = words.at(-1);
	if (last === undefined) return undefined;
	const isExact = !/^\p{L}[\p{Ll}\s'’-]*$/u.test(name);
	const isWord = !isExact && last === name;
	const cut = name.lastIndexOf(last);
	const inflected = isExact && /\P{Ll}$/u.test(last) ? [last, `${last}s`, `${last}es`] : inflections(last);
	const before = escaped(name.slice(0, cut)).replace(/[\s-]+/g, "[\\s-]+");
	const behind = escaped(name.slice(cut + last.length));
	const alternatives = inflected.map(escaped).join("|");
	return {
		others: words.slice(0, -1).map((one) => one.toLowerCase()),
		last: inflected.map((one) => one.toLowerCase()),
		find: isWord
			? undefined
			: new RegExp(`(?<!\\w)${before}(?:${alternatives})${behind}(?!\\w)`, isExact ? "gu" : "giu"),
	};
}

function holdsWord(text: string, word: string): boolean {
	for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
		const end = at + word.length;
		const isPart = isLetterAt(text, at - 1) || text[at - 1] === "_" || isLetterAt(text, end) || text[end] === "_";
		if (!isPart) return true;
	}
	return false;
}

/** Say whether a text has a name where no letter touches it. V8 takes long to get a pattern ready that knows all letters. */
function stands(find: RegExp, text: string): boolean {
	for (const { 0: found, index } of text.matchAll(find))
		if (!isLetterAt(text, index - 1) && !isLetterAt(text, index + found.length)) return true;
	return false;
}

function escaped(text: string): string {
	return text.replace(/[\\^$.|?*+()[\]{}/]/g, "\\$&");
}

/** The forms that an English word has in a sentence, for *drain*: drains, drained, draining; and for *draining*: drain. */
function inflections(written: string): string[] {
	const forms = new Set([written]);
	for (const stem of stemsOf(written)) {
		const short = stem.replace(/e$/, "");
		const doubled = `${stem}${stem.at(-1)}`;
		for (const form of [stem, `${stem}s`, `${stem}es`, `${short}ed`, `${short}ing`, `${doubled}ed`, `${doubled}ing`])
			forms.add(form);
		if (/[^aeiou]y$/i.test(stem)) for (const ending of ["ies", "ied"]) forms.add(`${stem.slice(0, -1)}${ending}`);
	}
	return [...forms];
}

function stemsOf(written: string): string[] {
	if (written.length < 4) return [written];
	const stems = [written];
	if (/(?:s|x|z|ch|sh)es$/i.test(written)) stems.push(written.slice(0, -2));
	if (/ies$/i.test(written)) stems.push(`${written.slice(0, -3)}y`);
	if (/[^s]s$/i.test(written)) stems.push(written.slice(0, -1));
	const stem = /^(.{3,}?)(?:ing|ed)$/i.exec(written)?.[1];
	if (stem) stems.push(stem, `${stem}e`, stem.replace(/(.)\1$/, "$1"));
	return stems;
}

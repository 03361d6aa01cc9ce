import { foldWords, isPair, wantedWords } from "../../text/words.ts";

/** What a reader's words ask for. */
export interface Query {
	/** A number or a letter that leads straight to a page. */
	target?: QueryTarget;
	/** The words that are searched, each once. */
	words: string[];
	/** The same with a name such as `LetsEncrypt` as two words, where there is one. */
	parts: string[];
	/** All words as they follow each other. */
	sequence: string[];
	/** Letters and digits alone, as typed and as what a question is about, to compare with whole names such as that of an alert. */
	names: string[];
	/** True for what was copied from elsewhere, such as a line of a log: not every word of it stands in what it is about. */
	isPasted: boolean;
}

/** `ch19 13` has a chapter and a section, `§27` a section, `27` either, `bug #6` a label and a section. */
export interface QueryTarget {
	chapter?: number;
	section?: number;
	appendix?: string;
	label?: string;
	/** True for a bare number, which may be that of a section or of a chapter. */
	isEither?: boolean;
}

/** Read what was typed or pasted. */
export function readQuery(typed: string): Query {
	const text = typed.slice(0, 4000).trim();
	const quiet = withoutNoise(text);
	const sequence = wantedWords(quiet).slice(0, mostRead);
	const words = askedFor([...new Set(sequence)]).slice(0, mostWords);
	const pairs = words.filter(isPair).length;
	const isPasted = words.length - pairs > 4 || pairs > 20 || /\n/.test(text) || (text.length > 30 && quiet !== text);
	const apart = wantedWords(quiet.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")).slice(0, mostRead);
	const parts = askedFor([...new Set(apart)]).slice(0, mostWords);
	const query: Query = { words, parts, sequence, names: [squash(text), parts.join("")], isPasted };
	const target = readTarget(text);
	return target ? { ...query, target } : query;
}

const mostRead = 100;
const mostWords = 60;

/** Of a question leave what it is about: “why is the site down” asks for a site that is down. */
function askedFor(words: string[]): string[] {
	if (!questions.has(words[0] ?? "")) return words;
	const rest = words.filter((word) => !questions.has(word) && !fillers.has(word));
	return rest.length === 0 ? words : rest;
}

const questions = new Set("how what when where which who why".split(" "));
const fillers = new Set(
	"a an are be been can could did do does for has have i if is it mean my of our s should that the there this to was we were will with you".split(
		" ",
	),
);

/** Reduce a name to its letters and digits, so that neither case nor what stands between its words matters. */
export function squash(name: string): string {
	return foldWords(name).replace(/[^\p{L}\p{N}]+/gu, "");
}

function readTarget(written: string): QueryTarget | undefined {
	const named = written.replace(address, "$1 $2 $3");
	// A number copied from a sentence brings the end of the sentence with it.
	const text = inDigits(named.replace(/^\(|[\s.,:;!?)]+$/g, "")).replace(chapterWord, "ch");
	const bare = /^(\d{1,5})$/.exec(text);
	if (bare) return { section: Number(bare[1]), isEither: true };
	for (const [form, ...names] of forms) {
		const found = form.exec(text);
		if (!found) continue;
		const target: QueryTarget = {};
		for (const [index, name] of names.entries()) {
			const part = found[index + 1];
			if (!part) continue;
			if (name === "chapter" || name === "section") target[name] = Number(part);
			else target[name] = part.toLowerCase();
		}
		return target;
	}
	return undefined;
}

/** “Chapter seven” is said as often as it is written with a digit. */
function inDigits(text: string): string {
	return text.replace(
		/^(ch(?:ap(?:ter)?)?|section|entry|runbook)\s+([a-z]+)$/i,
		(all, name: string, number: string) => {
			const value = numerals.indexOf(number.toLowerCase());
			return value < 0 ? all : `${name} ${value + 1}`;
		},
	);
}

const numerals =
	"one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(
		" ",
	);

const chapterWord = /\bch(?:ap(?:ter)?)?\.?\s*(?=\d)/i;

/** The address of a page, as an alert or a colleague sends it. */
const address = /^\S*\b(ch|runbook\/)(\d+)\.html(?:#s(\d+))?\S*$/;

const forms: [RegExp, ...("chapter" | "section" | "appendix" | "label")[]][] = [
	[/^§\s*(\d{1,5})$/, "section"],
	[/^ch(\d{1,5})(?:[\s,.:/#-]*§?\s*(\d{1,5}))?$/, "chapter", "section"],
	[/^§?\s*(\d{1,5})\s+(?:of|in)\s+ch(\d{1,5})$/, "section", "chapter"],
	[/^(\d{1,5})\s*[.§/]\s*(\d{1,5})$/, "chapter", "section"],
	[/^app(?:endix)?\.?\s*([a-z])$/i, "appendix"],
	[/^(\p{L}[\p{L}\p{N} -]*?)\s*[#§/]?\s*(\d{1,5})$/u, "label", "section"],
];

/** What stands in a message by chance: when and where it happened, and to which one. It says nothing about the fault. */
const noise = [
	/\x1b\[[\d;]*m/g,
	// The ends of the names that Kubernetes gives to pods.
	/-[bcdf-hj-np-tv-z0-9]{6,10}-[bcdf-hj-np-tv-z0-9]{5}\b/g,
	/\b\d{4}[-/]\d\d[-/]\d\d(?:T(?=\d)|\b)/g,
	// Days before a time: `Sat Nov 28 03:12:44`.
	/\b(?:[A-Z][a-z]{2},? )?[A-Z][a-z]{2} {1,2}\d{1,2}(?= \d)/g,
	/\b[IWEF]\d{4} [\d:.]+\s+\d+ [\w./-]+:\d+\]/g,
	/\b\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?\b/g,
	/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi,
	/\b(?:0x|sha256:)?(?=[a-f]*\d)[0-9a-f]{7,}\b/gi,
	/\b\d{1,3}(?:\.\d{1,3}){3}(?:\/\d+|:\d+)?\b/g,
	/(?<![\w:])(?:[0-9a-f]{0,4}:){2,8}[0-9a-f]*(?:\/\d+)?(?![\w:])/gi,
	/\b\d+(?:\.\d+)?(?:ns|µs|us|ms|s|m|h|[KMG]i?B)\b/g,
	/\b\d{6,}\b/g,
];

function withoutNoise(text: string): string {
	// A short query is meant as it is typed.
	if (text.length < 24) return text;
	return noise.reduce((rest, pattern) => rest.replace(pattern, " "), text);
}

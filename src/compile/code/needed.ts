/**
 * List texts of which one stands in everything that a pattern matches, in small letters; undefined where that cannot be
 * told. Few patterns of a grammar match anything in a short piece of code, and to look for a text takes a thousandth of
 * the time in which V8 gets a regular expression ready.
 */
export function neededBy({ source, flags }: RegExp): string[] | undefined {
	return /[uv]/.test(flags) || source.length > longest
		? undefined
		: readChoice({ source: source.toLowerCase(), at: 0 });
}

/** A longer pattern is a list of words, and none of them has to be there. */
const longest = 1_000;

/** A regular expression while it is read, in small letters: no escape of a letter stands for a text. */
interface Reading {
	source: string;
	at: number;
}

/** Texts of which one has to be there. */
type Needed = string[] | undefined;

/** To look for more texts than this takes longer than the pattern may. */
const most = 4;

/** Read sequences with `|` between them, up to the end of their group. */
function readChoice(reading: Reading): Needed {
	let all = readSequence(reading);
	while (reading.source[reading.at] === "|") {
		reading.at += 1;
		const more = readSequence(reading);
		all = all && more && all.length + more.length <= most ? [...all, ...more] : undefined;
	}
	return all;
}

/** All parts of a sequence have to be there; the longest is the rarest. */
function readSequence(reading: Reading): Needed {
	const { source } = reading;
	let best: Needed;
	let letters = "";
	while (reading.at < source.length && source[reading.at] !== "|" && source[reading.at] !== ")") {
		const part = readPart(reading);
		const times = readTimes(reading);
		if (typeof part === "string" && times !== "maybe") letters += part;
		if (typeof part === "string" && times === "once") continue;
		best = rarer(best, letters ? [letters] : undefined);
		letters = "";
		if (typeof part === "object" && times !== "maybe") best = rarer(best, part);
	}
	return rarer(best, letters ? [letters] : undefined);
}

function rarer(a: Needed, b: Needed): Needed {
	if (!a || !b) return a ?? b;
	return shortest(b) > shortest(a) ? b : a;
}

function shortest(texts: string[]): number {
	return Math.min(...texts.map((text) => text.length));
}

/** Read a character, which is text, or a group or a class, of which each match has one of some texts. */
function readPart(reading: Reading): string | Needed {
	const sign = reading.source[reading.at] ?? "";
	if (sign === "(") return readGroup(reading);
	if (sign === "[") return readClass(reading);
	if (sign === "\\") return readEscape(reading);
	reading.at += 1;
	// The small letter of another script may be longer, or not be alone.
	return sign >= " " && sign <= "~" && sign !== "." && sign !== "^" && sign !== "$" ? sign : undefined;
}

/** How far an escape goes that is longer than its sign. */
const escapes: Record<string, number> = { x: 4, u: 6, c: 3 };

function readEscape(reading: Reading): string | undefined {
	const sign = reading.source[reading.at + 1] ?? "";
	reading.at += escapes[sign] ?? 2;
	return isLetter(sign) ? undefined : sign;
}

function isLetter(sign: string): boolean {
	return (sign >= "a" && sign <= "z") || (sign >= "0" && sign <= "9");
}

function readGroup(reading: Reading): Needed {
	const { source, at } = reading;
	const opening = /\((?:\?(?:<?[=!]|:|<\w+>))?/y;
	opening.lastIndex = at;
	opening.test(source);
	reading.at = opening.lastIndex;
	const isLook = /[=!]/.test(source[reading.at - 1] ?? "");
	const needed = readChoice(reading);
	reading.at += 1;
	return isLook ? undefined : needed;
}

/** A class of a few signs is a choice. */
function readClass(reading: Reading): Needed {
	const { source } = reading;
	const signs: string[] = [];
	let isChoice = source[reading.at + 1] !== "^";
	for (reading.at += 1; reading.at < source.length && source[reading.at] !== "]"; reading.at++) {
		const isEscape = source[reading.at] === "\\";
		if (isEscape) reading.at += 1;
		const sign = source[reading.at] ?? "";
		// A hyphen may stand for what lies between its neighbours.
		if (sign === "-" || sign > "~" || (isEscape && isLetter(sign))) isChoice = false;
		signs.push(sign);
	}
	reading.at += 1;
	return isChoice && signs.length <= most ? signs : undefined;
}

/** Read how often a part may come. */
function readTimes(reading: Reading): "once" | "often" | "maybe" {
	const { source, at } = reading;
	const sign = source[at];
	const isNumber = sign === "{" && /\d/.test(source[at + 1] ?? "");
	if (sign !== "?" && sign !== "*" && sign !== "+" && !isNumber) return "once";
	reading.at = (sign === "{" ? source.indexOf("}", at) : at) + 1;
	if (source[reading.at] === "?") reading.at += 1;
	return sign === "+" || (sign === "{" && source[at + 1] !== "0") ? "often" : "maybe";
}

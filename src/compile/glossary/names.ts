import GithubSlugger from "github-slugger";
import { noRemarks, readTermStatus, type TermRemarks } from "./status.ts";

/** The names of a term, the anchor that its first name gives it, and what the parentheses behind them say. */
export interface TermNames extends TermRemarks {
	name: string;
	aliases: string[];
	slug: string;
}

/**
 * Read the names of a glossary entry. `CRD (Custom Resource Definition)` has an expansion and `Taint / Toleration`
 * two parts, which are aliases. A parenthesis in the middle, as in `Full (strict) SSL`, belongs to the name, and so
 * does one that only tells homonyms apart, as in `Permission (search plugin)`.
 */
export function readNames(written: string[], isCode: boolean, homonyms: ReadonlySet<string>): TermNames {
	const remarks = noRemarks();
	const [first, ...others] = written.map((name) => withoutRemarks(name, remarks, isCode, homonyms));
	const { name, aliases: own } = expanded(first ?? { name: "", aliases: [] });
	const aliases = [...own, ...others.flatMap((one) => [one.name, ...one.aliases]), ...remarks.also];
	if (!isCode) aliases.push(...partsOf(name));
	const slug = new GithubSlugger().slug(name);
	return { ...remarks, name, aliases: [...new Set(aliases)].filter((alias) => alias !== name), slug };
}

interface Named {
	name: string;
	aliases: string[];
}

/** A parenthesis at the end, which may hold others. */
const trailing = /^(.+?)(\s*)\(((?:[^()]|\([^()]*\))+)\)$/;

/** Reduce a name to what homonyms have in common: without its parenthesis, in small letters. */
export function baseName(written: string): string {
	const name = written.replace(/\s+/g, " ").trim();
	return (trailing.exec(name)?.[1] ?? name).toLowerCase();
}

/** `MTBF – Mean time between failures`: the first is the name. */
function expanded({ name, aliases }: Named): Named {
	const [short = "", long = ""] = name.split(/\s+[–—-]\s+/);
	const isBoth = isInitialism(short, long) || isInitialism(long, short);
	return isBoth ? { name: short, aliases: [long, ...aliases] } : { name, aliases };
}

function withoutRemarks(written: string, remarks: TermRemarks, isCode: boolean, homonyms: ReadonlySet<string>): Named {
	let name = written.replace(/\s+/g, " ").trim();
	const aliases: string[] = [];
	for (let found = trailing.exec(name); found; found = trailing.exec(name)) {
		const [, base = "", space = "", inside = ""] = found;
		const names = homonyms.has(base.toLowerCase()) && !isInitialism(inside, base) ? [] : namesIn(inside, base);
		if (space === "" && (isCode || !isInitialism(inside, base))) break;
		if (readTermStatus(inside, remarks)) name = base;
		else if (names.length > 0) {
			aliases.unshift(...names);
			name = base;
		} else {
			// A word that tells homonyms apart stays in the name; prose uses the name without it.
			aliases.push(base);
			break;
		}
	}
	return { name, aliases };
}

const known =
	/^(?:a\.?k\.?a\.?|also(?: known as| called)?|or|and|abbr(?:eviat\w+|\.)?(?: for| of| as)?|short for|acronym(?: for| of)?|formerly|previously)[:\s]+/i;

/** The other names in a parenthesis; none where it holds small words only, which say what is meant. */
function namesIn(inside: string, base: string): string[] {
	const isKnown = known.test(inside);
	const parts = inside
		.replace(known, "")
		.split(/,|;|\s+\/\s+|\s+or\s+/)
		.map((part) => part.replace(known, "").trim())
		.filter(Boolean);
	const areNames = parts.every(
		(part) =>
			part.length <= 80 &&
			(isKnown || /\p{Lu}|\d|[._-]\p{L}/u.test(part) || isInitialism(part, base) || isInitialism(base, part)),
	);
	return areNames ? parts : [];
}

/** Say whether a short form is made of letters that begin the words of the long one. */
function isInitialism(short: string, long: string): boolean {
	const letters = short
		.replace(/[^\p{L}\p{N}]/gu, "")
		.toLowerCase()
		.replace(/(?<=..)s$/, "");
	const initials = long
		.split(/[\s/-]+/)
		.map((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? "")
		.join("")
		.toLowerCase();
	if (letters.length < 2 || !/[\s-]/.test(long.trim())) return false;
	return initials.startsWith(letters) || (initials.length >= 3 && letters.startsWith(initials));
}

/** `Taint / Toleration`, `node-id or NodeId`. */
function partsOf(name: string): string[] {
	const sides = name.split(/\s+\/\s+/);
	if (sides.length > 1) return sides;
	const either = name.split(/\s+or\s+/);
	return either.length === 2 && either.every((one) => one.split(" ").length <= 3) ? either : [];
}

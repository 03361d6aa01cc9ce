import type { TermState, TermStatus } from "../../model/unit.ts";
import { mostSimilar } from "../../text/similar.ts";

/** What remarks about a term say. */
export interface TermRemarks {
	status: TermStatus;
	also: string[];
	autolink: boolean;
	/** Remarks that look like a status and are none. */
	unknown: string[];
}

/** The words for each state, its own name first. */
const words: Record<TermState, string[]> = {
	"in use": ["in use", "active", "current"],
	target: ["target", "planned"],
	"not in use": ["not in use", "unused", "not used"],
	"tests only": ["tests only", "test only", "only in tests", "used in tests only", "in tests only"],
	superseded: ["superseded", "replaced", "deprecated", "obsolete"],
	formerly: ["formerly", "former", "retired", "removed", "historical", "legacy"],
};

const stateByWord = new Map(
	Object.entries(words).flatMap(([state, all]) => all.map((word) => [word, state as TermState])),
);

/** Make remarks that say nothing yet: a term is in use and links by itself. */
export function noRemarks(): TermRemarks {
	return { status: { state: "in use" }, also: [], autolink: true, unknown: [] };
}

/**
 * Read remarks such as `tests only since 2026-04, replaced by goose; also: auto-migrate` into those that there are.
 * False where they say nothing about a status, and so are something else: another name, or a word that tells homonyms apart.
 */
export function readTermStatus(written: string, remarks: TermRemarks): boolean {
	const parts = written
		.split(/;|,(?=\s*(?:since|until|superseded|replaced|also\b|no autolink|autolink)\b)/i)
		.map((part) => part.replace(/\s+/g, " ").trim())
		.filter(Boolean);
	const unknown = parts.filter((part) => !readRemark(part, remarks));
	if (unknown.length === parts.length && !unknown.some(looksLikeStatus)) return false;
	remarks.unknown.push(...unknown);
	return true;
}

function looksLikeStatus(part: string): boolean {
	const word = part.toLowerCase();
	if (/\b(?:since|until|superseded|replaced|deprecated|autolink)\b/.test(word)) return true;
	const state = word.replace(/ (?:by|with|since|until)\b.*$/, "");
	return (
		/^\p{Ll}/u.test(part) &&
		mostSimilar(
			state,
			[...stateByWord.keys()].filter((one) => one.length > 5),
		) !== undefined
	);
}

function readRemark(part: string, remarks: TermRemarks): boolean {
	const also = /^also:? (.+)$/i.exec(part);
	if (also?.[1]) {
		const names = also[1].replace(/^(?:known|called) (?:as )?/i, "").split(",");
		remarks.also.push(...names.map((name) => name.trim()).filter(Boolean));
		return true;
	}
	if (/^(?:no autolink|autolink: ?(?:false|no|off))$/i.test(part)) {
		remarks.autolink = false;
		return true;
	}
	return readState(part.replace(/\.$/, ""), remarks.status);
}

const day = String.raw`(\d{4}(?:-\d{2}){0,2})`;
const statePattern = new RegExp(
	`^(?:([a-z ]+?)(?: (?:by|with) (.+?))?)?(?:(?:^|,? )since ${day})?(?:(?:^|,? )until ${day})?$`,
	"i",
);

function readState(part: string, status: TermStatus): boolean {
	const found = statePattern.exec(part);
	if (!found || part === "") return false;
	const [, word, by, since, until] = found;
	const state = word === undefined ? status.state : stateByWord.get(word.toLowerCase());
	if (!state || (by !== undefined && state !== "superseded")) return false;
	if (word !== undefined && state !== "superseded") status.state = state;
	else if (status.state === "in use" && word !== undefined) status.state = state;
	if (by) status.supersededBy = by.replace(/^[`*_“"]+|[`*_”"]+$/g, "");
	if (since) status.since = since;
	if (until) status.until = until;
	return true;
}

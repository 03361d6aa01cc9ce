import type { LockChange, LockEntry } from "../model/lock.ts";
import { counted } from "../text/counted.ts";

/** Tell what became of what was published, as a reader would say it: a line for each change. Losses are left to the diagnostics. */
export function describeChanges(changes: LockChange[], runbook: string | undefined): string[] {
	const told = changes.filter((one) => one.kind !== "lost" && one.kind !== "reused");
	const fresh = told.filter((one) => one.kind === "new");
	const lines = told
		.filter((one) => one.kind !== "new" || fresh.length <= mostNew)
		.flatMap((one) => describe(one, runbook));
	return fresh.length > mostNew ? [`${count(fresh)} are new`, ...lines] : lines;
}

/** A lock that is made for the first time has hundreds of them, and a list of those tells nobody anything. */
const mostNew = 30;

function describe(change: LockChange, runbook: string | undefined): string[] {
	const { kind, key, was, now } = change;
	const name = nameOf(key, now ?? was, runbook);
	switch (kind) {
		case "new":
			return [
				name.includes(`“${now?.title}”`) ? `${name} is new` : `${name} is new: “${now?.title}”`.replace(/: “”$/, ""),
			];
		case "retitled":
			return [`${name} was retitled: “${was?.title}” is now “${now?.title}”`];
		case "rewritten":
			return [`${name} was rewritten: “${now?.title}”`];
		case "moved":
			return [`${name} moved: ${was?.at[0]} is now ${now?.at[0]}`];
		case "succeeded":
			if (change.successor === null) return [`${name} “${was?.title}” is gone, and nothing took its place`];
			return change.successor === was?.at[0]
				? [`${name} “${was.title}” has another number, at the same address`]
				: [`${name} “${was?.title}” moved: ${was?.at[0]} leads to ${change.successor}`];
		default:
			return [];
	}
}

/** Name something of a lock: `§26`, `Chapter 9`, `the term “goose”`, or its address. */
export function nameOf(key: string, entry: LockEntry | undefined, runbook: string | undefined): string {
	const [, chapter, section] = /^ch:(\d+)(?:§(\d+))?$/.exec(key) ?? [];
	if (section !== undefined) return `ch:${chapter}` === runbook ? `§${section}` : `Chapter ${chapter} §${section}`;
	if (chapter !== undefined) return `Chapter ${chapter}`;
	if (key.startsWith("app:")) return `Appendix ${key.slice(4)}`;
	if (key.startsWith("term:")) return `the term “${entry?.title}”`;
	if (key.startsWith("group:")) return `the group “${entry?.title}”`;
	return entry?.at[0] ?? key;
}

function count(fresh: LockChange[]): string {
	const kinds: [string, string, RegExp][] = [
		["chapter or appendix", "chapters and appendices", /^(?:ch:\d+|app:.+)$/],
		["section", "sections", /^ch:\d+§/],
		["term", "terms", /^term:/],
		["group of terms", "groups of terms", /^group:/],
		["page", "pages", /^page:/],
		["anchor", "anchors", /#/],
	];
	const parts = kinds.flatMap(([one, many, pattern]) => {
		const found = fresh.filter(({ key }) => pattern.test(key)).length;
		return found === 0 ? [] : [counted(found, one, many)];
	});
	return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

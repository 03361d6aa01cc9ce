import { diagnostic } from "../model/codes.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Lock, LockEntry } from "../model/lock.ts";
import { lineStarts, spanOf } from "../text/lines.ts";
import { lockPlace } from "../text/lock-place.ts";
import { addressPattern, sumPattern } from "./lock-patterns.ts";
import { readYaml } from "./read-yaml.ts";
import { lockSchema } from "./shapes/lock.ts";
import { areTexts, isText, usual } from "./usual.ts";

/** What the lock says, and what is wrong with it. */
export interface LockRead {
	/** Undefined where the file cannot be relied on. */
	lock: Lock | undefined;
	diagnostics: Diagnostic[];
}

/** Read the lock. One that cannot be read whole is not used at all, for what it does not name would seem never to have been published. */
export function readLock(source: string, path: string): LockRead {
	const fault = (from: number, to: number, message: string, ...hints: string[]): LockRead => ({
		lock: undefined,
		diagnostics: [diagnostic("bad-lock", path, spanOf(lineStarts(source), from, to), message, hints)],
	});
	const conflict = /^(?:<{7}|={7}|>{7})(?: .*)?$/m.exec(source);
	if (conflict) {
		const hint = "keep the lines of both sides, each key once, and run `silcrow lock`";
		return fault(
			conflict.index,
			conflict.index + conflict[0].length,
			"a merge left both sides of a conflict here",
			hint,
		);
	}
	const value = parse(source);
	if (value === undefined) {
		const at = readYaml({ source, from: 0, to: source.length, path, code: "bad-lock" }).diagnostics[0]?.span;
		const from = at?.start.offset ?? 0;
		return fault(from, Math.max(from, at?.end.offset ?? 0), "this is not JSON", restore);
	}
	const twice = keyTwice(source);
	if (twice) {
		const [from, to, key] = twice;
		return fault(from, to, `“${key}” stands here twice`, "keep one of the two lines, and run `silcrow lock`");
	}
	const known = usualEntries(value);
	if (known) return { lock: lockOf(known), diagnostics: [] };
	const checked = lockSchema.safeParse(value);
	if (checked.success) return { lock: lockOf(checked.data.entries), diagnostics: [] };
	const [issue] = checked.error.issues;
	const at = issue?.path[0] === "entries" ? lockPlace(source, String(issue.path[1] ?? "")) : undefined;
	const [from, to] = at ?? [0, 0];
	if (issue?.path[0] === "version")
		return fault(from, to, "this lock is of a version that this Silcrow does not know", "use a newer Silcrow");
	return fault(from, to, `this is not a lock: ${issue?.path.join(".")}: ${issue?.message}`, restore);
}

const restore = "restore the file from the repository, and run `silcrow lock`";

function parse(source: string): unknown {
	try {
		return JSON.parse(source) as unknown;
	} catch (error) {
		// The caller reports it with its place, which this error does not have.
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}

/** A merge of two branches that both added an entry can leave it in twice, and JSON takes the last without a word. */
function keyTwice(source: string): [number, number, string] | undefined {
	const seen = new Set<string>();
	for (const { index, 0: line, 1: key = "" } of source.matchAll(/^[ \t]*("(?:[^"\\\n]|\\.)*"):[ \t]*\{/gm)) {
		const start = index + line.indexOf(key);
		if (seen.has(key)) return [start, start + key.length, String(JSON.parse(key))];
		seen.add(key);
	}
	return undefined;
}

/** The entries of a lock as Silcrow writes it. */
function usualEntries(value: unknown): Record<string, unknown> | undefined {
	const whole = usual<{ version?: 1; entries?: Record<string, unknown> }>(value, {
		$schema: isText,
		version: (number) => number === 1,
		entries: (map) =>
			typeof map === "object" && map !== null && !Array.isArray(map) && !Object.hasOwn(map, "__proto__"),
	});
	if (!whole?.version || !whole.entries) return undefined;
	const entries: Record<string, unknown> = {};
	for (const [key, written] of Object.entries(whole.entries)) {
		const entry = written === null ? undefined : usual<Partial<LockEntry>>(written, entryKinds);
		if (entry?.title === undefined || !entry.at || entry.text === undefined) return undefined;
		entries[key] = entry;
	}
	return entries;
}

const isAddress = (value: unknown) => isText(value) && addressPattern.test(value);

/** In the order of the schema. */
const entryKinds = {
	title: isText,
	at: (list: unknown) => areTexts(list) && list.length > 0 && list.every(isAddress),
	text: (sum: unknown) => isText(sum) && sumPattern.test(sum),
	in: isText,
	gone: (address: unknown) => address === null || isAddress(address),
};

function lockOf(entries: Record<string, unknown>): Lock {
	return { entries: new Map(Object.entries(entries) as [string, LockEntry][]) };
}

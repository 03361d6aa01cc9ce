import * as z from "zod";
import { diagnostic } from "../model/codes.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Lock, LockEntry } from "../model/lock.ts";
import { lineStarts, spanOf } from "../text/lines.ts";
import { lockPlace } from "../text/lock-place.ts";
import { readYaml } from "./read-yaml.ts";

const address = z.string().regex(/^[^#]+\.html(?:#.+)?$/, "an address such as ch08.html#pooling");

/** What `book/book.lock.json` holds. */
export const lockSchema = z
	.strictObject({
		$schema: z.string().optional().describe("The address of this schema."),
		version: z.literal(1).describe("The version of this form."),
		entries: z
			.record(
				z.string(),
				z.strictObject({
					title: z.string().describe("What it was called when the lock was last written."),
					at: z.array(address).min(1).describe("Every address that leads to it; the first is the one that links use."),
					text: z
						.string()
						.regex(/^(?:[\w-]{3})*$/, "the sum of a text")
						.describe("The sum of its words, by which similar texts are known."),
					in: z.string().optional().describe("The key of the numbered section that it stands in."),
					gone: address.nullable().optional().describe("The address that took its place, or null where nothing did."),
				}),
			)
			.describe("What was published, by key: ch:8, ch:17§26, term:goose, or an address."),
	})
	.describe("What a book that is built with Silcrow has promised to keep: its numbers, addresses and anchors.");

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
	const checked = lockSchema.safeParse(value);
	if (checked.success) return { lock: lockOf(checked.data), diagnostics: [] };
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

function lockOf({ entries }: z.output<typeof lockSchema>): Lock {
	return { entries: new Map(Object.entries(entries) as [string, LockEntry][]) };
}

import type { Unit } from "../model/unit.ts";
import { type Answers, type UseFinder, useFinder } from "../rules/term-words.ts";
import { printOf } from "./prints.ts";
import type { Kept } from "./stored-unit.ts";

/** Finds uses of terms, and remembers what it has found beyond the life of the engine. */
export interface StoredUses {
	isUsed: UseFinder;
	/** Keep what was found since the last time. */
	keep(): void;
}

/** Make a finder whose answers are kept with the files that they are about, for to find them the whole text of a file is read. */
export function storedUses(kept: Kept | undefined): StoredUses {
	if (!kept) return { isUsed: useFinder(), keep: () => undefined };
	const known = new Map<string, { answers: Answers; size: number }>();
	const isUsed = useFinder((unit) => {
		const key = keyOf(unit, kept);
		const entry = key === undefined ? undefined : kept.store.find(key);
		const answers: Answers = new Map(entry ? (JSON.parse(entry.note) as [string, boolean][]) : []);
		if (key !== undefined) known.set(key, { answers, size: answers.size });
		return answers;
	});
	return {
		isUsed,
		keep() {
			for (const [key, { answers, size }] of known)
				if (answers.size > size) kept.store.keep(key, JSON.stringify([...answers]), []);
			known.clear();
		},
	};
}

function keyOf(unit: Unit, { prints }: Kept): string | undefined {
	const print = prints.of([unit]);
	return print === undefined ? undefined : printOf("uses of terms", print);
}

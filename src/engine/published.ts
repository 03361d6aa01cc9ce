import { lockOf } from "../index/lock.ts";
import { lockChanges } from "../index/lock-changes.ts";
import type { Book } from "../model/book.ts";
import type { PublishedState } from "../model/engine.ts";
import type { Lock } from "../model/lock.ts";
import type { Unit } from "../model/unit.ts";
import { fingerprint } from "../text/fingerprint.ts";
import { forget, type Memo, remember } from "./memo.ts";

/** Sums of the words of a file's sections, by the first and the last one; filled as they are asked for. */
export type SumMemo = Memo<Map<string, string>>;

/** Hold what the lock says was published against the book. Only files whose words changed are summed up again. */
export function publishedState(
	book: Book,
	units: ReadonlyMap<string, Unit>,
	before: Lock,
	memo: SumMemo,
): PublishedState {
	const now = lockOf(book, (path, from, to) => {
		const search = units.get(path)?.search ?? [];
		const sums = remember(memo, path, [search], () => new Map<string, string>());
		const key = `${from} ${to}`;
		const known = sums.get(key);
		if (known !== undefined) return known;
		const words = search.filter(({ section }) => section >= from && section < to).map(({ text }) => text);
		const sum = fingerprint(words.join(" "));
		sums.set(key, sum);
		return sum;
	});
	forget(memo, new Set(units.keys()));
	return { before, now, changes: lockChanges(before, now, book) };
}

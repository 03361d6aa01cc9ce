import { aboutOthers, type Store } from "../model/store.ts";
import { readPart } from "./stored-unit.ts";

/** So many files that follow each other are found together while none of them has changed: to find each of a large book is most of what an edit costs. */
const blockSize = 64;

/** What is known of an entry of the store, behind the key of it. */
export type Noted<Note> = [key: string, note: Note];

/** Give the notes of entries that were kept together; undefined where they were not. `needs` gives the keys of all that such an entry is read from. */
export function findBlock<Note>(
	print: string,
	store: Store,
	needs: (noted: Noted<Note>) => string[],
): Noted<Note>[] | undefined {
	const entry = store.find(print);
	if (!entry) return undefined;
	const block = readPart(entry, 0) as Noted<Note>[];
	store.claim(block.flatMap(needs));
	return block;
}

/** Keep together what is known of entries of the store; where one is not there, nothing is kept. */
export function keepBlock(print: string, keys: string[], store: Store): void {
	const rows: string[] = [];
	for (const key of keys) {
		const entry = store.find(key);
		if (!entry) return;
		rows.push(`[${JSON.stringify(key)},${entry.note}]`);
	}
	store.keep(print, aboutOthers, [`[${rows.join(",")}]`]);
}

/** Give the number of the block that a place of a list is in. */
export function blockNumber(place: number): number {
	return Math.floor(place / blockSize);
}

/** Give the block of a list that has a number. */
export function blockAt<Member>(list: readonly Member[], number: number): readonly Member[] {
	return list.slice(number * blockSize, (number + 1) * blockSize);
}

/** Cut a list into blocks, each with the place of its first member. */
export function blocksOf<Member>(list: readonly Member[]): { from: number; block: readonly Member[] }[] {
	const numbers = Array.from({ length: Math.ceil(list.length / blockSize) }, (_, number) => number);
	return numbers.map((number) => ({ from: number * blockSize, block: blockAt(list, number) }));
}

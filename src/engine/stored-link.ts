import type { LinkedUnit } from "../model/linked.ts";
import { lazyObject } from "./lazy.ts";
import { type Kept, readPart } from "./stored-unit.ts";

/** Give the linked unit that was kept under a key, its parts to be read when they are needed. */
export function findLinked(key: string, kept: Kept): LinkedUnit | undefined {
	const entry = kept.store.find(key);
	if (!entry) return undefined;
	const linked = lazyObject<LinkedUnit>(JSON.parse(entry.note) as Partial<LinkedUnit>, [
		{ names: ["edges"], load: () => ({ edges: readPart(entry, 0) }), held: "always" },
		{ names: ["parts"], load: () => ({ parts: readPart(entry, 1) }), held: kept.shelf },
	]);
	kept.prints.set(linked, key);
	return linked;
}

/** Keep a linked unit under its key, and give it as it will be found. */
export function keepLinked(key: string, linked: LinkedUnit, kept: Kept): LinkedUnit {
	const { edges, parts, ...known } = linked;
	const texts = [edges, parts].map((part) => JSON.stringify(part));
	kept.store.keep(key, JSON.stringify(known), texts);
	kept.room -= texts.reduce((sum, text) => sum + text.length, 0);
	const found = kept.room < 0 ? findLinked(key, kept) : undefined;
	if (!found) kept.prints.set(linked, key);
	return found ?? linked;
}

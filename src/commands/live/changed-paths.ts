import type { Discovered } from "../../model/discovered.ts";
import { replacedPlaces } from "./replaced-places.ts";

/** List the files that differ between two states of a book, by path. Unchanged files are the same objects. */
export function changedPaths(before: Discovered, now: Discovered): string[] {
	if (before === now) return [];
	return [
		...(before.settingsText === now.settingsText ? [] : ["book/book.yaml"]),
		...(before.lockText === now.lockText ? [] : ["book/book.lock.json"]),
		...differences(before.sources, now.sources),
		...differences(before.templates, now.templates),
		...differences(before.assets, now.assets),
	];
}

function differences(before: { path: string }[], now: { path: string }[]): string[] {
	const places = replacedPlaces(before, now);
	if (places) return places.flatMap((place) => now[place]?.path ?? []);
	const [old, fresh] = [new Set(before), new Set(now)];
	const changed = [...before.filter((file) => !fresh.has(file)), ...now.filter((file) => !old.has(file))];
	return [...new Set(changed.map(({ path }) => path))];
}

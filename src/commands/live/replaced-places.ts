/**
 * List the places where two lists of files have other objects, if their paths are the same; undefined where they are not.
 * Of the files of a large book nearly all are the same objects in the same places.
 */
export function replacedPlaces<File extends { path: string }>(
	before: readonly File[],
	now: readonly File[],
): number[] | undefined {
	if (before.length !== now.length) return undefined;
	const places: number[] = [];
	for (const [place, file] of now.entries()) {
		const old = before[place];
		if (old === file) continue;
		if (old?.path !== file.path) return undefined;
		places.push(place);
	}
	return places;
}

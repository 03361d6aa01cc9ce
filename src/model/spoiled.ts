/** Make the error for something that was kept and is not what it was: everything has to be worked out anew. */
export function spoiled(): Error {
	return Object.assign(new Error("an entry of the cache is not what was kept"), { isSpoiled: true });
}

/** Tell that error from others. */
export function isSpoiled(error: unknown): boolean {
	for (let one = error; one instanceof Error; one = one.cause) if ("isSpoiled" in one) return true;
	return false;
}

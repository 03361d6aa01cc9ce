/** Run the parts of a page's script, each by itself: an engineer still needs the copy buttons when the ticks are broken. */
export function runParts(parts: (() => void)[]): void {
	for (const part of parts) {
		try {
			part();
		} catch (error) {
			console.error(error);
		}
	}
}

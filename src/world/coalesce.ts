/** Turns many calls into few: the task runs when it has been quiet for a moment, or when the calls do not end. */
export interface Coalesced {
	(): void;
	/** Forget what was asked for and not yet done. */
	cancel(): void;
}

/** Make a function that runs a task after the last of a burst of calls, but no later than `most` milliseconds after the first. */
export function coalesce(task: () => void, { quiet, most }: { quiet: number; most: number }): Coalesced {
	let first: number | undefined;
	let timer: NodeJS.Timeout | undefined;
	const call = (): void => {
		const now = performance.now();
		first ??= now;
		clearTimeout(timer);
		const wait = Math.min(quiet, Math.max(0, first + most - now));
		timer = setTimeout(() => {
			first = undefined;
			task();
		}, wait);
	};
	const cancel = (): void => {
		first = undefined;
		clearTimeout(timer);
	};
	return Object.assign(call, { cancel });
}

/** Hears of changes, and has the work done when it is time. */
export interface Pace {
	/** Something changed; without paths, anything may have. */
	changed(paths?: string[]): void;
	/** Forget what was asked for and not yet begun; resolves when what was begun has ended. */
	stop(): Promise<void>;
}

/** How long changes are gathered, in milliseconds: until none came for the quiet time, but not longer than the most. */
interface Gathering {
	quiet: number;
	most: number;
}

/** One save is more than one event, but these come together. */
const singleSave: Gathering = { quiet: 4, most: 20 };

/** Saves that follow each other. */
const burst: Gathering = { quiet: 60, most: 400 };

/** A checkout, or a folder that is copied: nobody wants to see the half of it. */
const flood: Gathering = { quiet: 120, most: 2000 };

/** More files than these are no single save. */
const mostOfOneSave = 8;

/** After work so lately done, a change is one of a burst; in milliseconds. */
const afterglow = 100;

/**
 * Have work done once for many changes: the first change of a quiet time is worked on at once, those that follow it closely are gathered.
 * The work gets the paths of all changes since it began last, or undefined where anything may have changed. It is never begun before it has ended.
 */
export function coalesce(work: (paths: string[] | undefined) => Promise<void>): Pace {
	let paths = new Set<string>();
	let isAnything = false;
	let first: number | undefined;
	let ended = Number.NEGATIVE_INFINITY;
	let isWorking = false;
	let working = Promise.resolve();
	let timer: NodeJS.Timeout | undefined;

	const begin = async (): Promise<void> => {
		const asked = isAnything ? undefined : [...paths].sort();
		paths = new Set();
		isAnything = false;
		first = undefined;
		isWorking = true;
		try {
			await work(asked);
		} finally {
			isWorking = false;
			ended = performance.now();
			if (first !== undefined) wait();
		}
	};
	const wait = (): void => {
		clearTimeout(timer);
		if (isWorking) return;
		const now = performance.now();
		const calm = now - ended < afterglow ? burst : singleSave;
		const { quiet, most } = paths.size > mostOfOneSave ? flood : calm;
		const left = (first ?? now) + most - now;
		timer = setTimeout(
			() => {
				working = begin();
			},
			Math.max(0, Math.min(quiet, left)),
		);
	};
	return {
		changed(more) {
			if (more) for (const path of more) paths.add(path);
			else isAnything = true;
			first ??= performance.now();
			wait();
		},
		stop() {
			clearTimeout(timer);
			first = undefined;
			return working;
		},
	};
}

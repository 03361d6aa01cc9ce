/** The signals that ask a program to end, and the exit code that tells a shell of each. */
export const interrupts = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Do a piece of work and clean up after it, also where a signal ends the program in the middle.
 * While no such work is under way signals are left to the system, which ends a program that computes at once.
 */
export async function withCleanup<Result>(cleanUp: () => void, work: () => Promise<Result>): Promise<Result> {
	const listeners = Object.entries(interrupts).map(([signal, code]) => {
		const listener = (): void => {
			try {
				cleanUp();
			} finally {
				// What could not be cleaned up, the next run will find.
				process.exit(code);
			}
		};
		process.once(signal, listener);
		return { signal, listener };
	});
	try {
		return await work();
	} finally {
		for (const { signal, listener } of listeners) process.off(signal, listener);
		cleanUp();
	}
}

/** Wait for a signal that asks the program to end, and give the exit code; a second signal ends it at once. */
export function untilInterrupted(): Promise<number> {
	return new Promise((resolve) => {
		for (const [signal, code] of Object.entries(interrupts)) process.once(signal, () => resolve(code));
	});
}

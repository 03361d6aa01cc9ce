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

/**
 * Hear of the signals that ask the program to end, with the exit code that a shell expects; gives what stops that.
 * Until then the system ends the program, also where it computes and would hear of nothing.
 */
export function onInterrupt(act: (exitCode: number) => void): () => void {
	const listeners = Object.entries(interrupts).map(([signal, code]) => {
		const listener = (): void => act(code);
		process.on(signal, listener);
		return { signal, listener };
	});
	return () => {
		for (const { signal, listener } of listeners) process.off(signal, listener);
	};
}

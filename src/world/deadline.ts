/** Does a piece of work, and throws where it comes to no end. */
export type Deadline = <Result>(work: () => Result) => Result;

/** How long a template may draw one page, in milliseconds; it takes a few. */
export const longestDrawing = 30_000;

/** Make a deadline of so many milliseconds. It ends work that never pauses, which no timer of this thread could. */
export function makeDeadline(milliseconds: number): Deadline {
	let guarded: ((work: () => unknown) => unknown) | undefined;
	return <Result>(work: () => Result) => {
		guarded ??= startGuard(milliseconds);
		return guarded(work) as Result;
	};
}

function startGuard(timeout: number): (work: () => unknown) => unknown {
	// Loaded here, for most books have no templates of their own.
	const { createContext, Script } = process.getBuiltinModule("node:vm");
	const context = createContext({ work: undefined });
	const script = new Script("work()");
	return (work) => {
		Object.assign(context, { work });
		try {
			return script.runInContext(context, { timeout });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
			throw new Error(`it has not come to an end within ${timeout / 1000} s`, { cause: error });
		}
	};
}

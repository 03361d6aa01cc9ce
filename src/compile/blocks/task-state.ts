/** How far a task is. */
export type TaskState = "open" | "in progress" | "done" | "superseded" | "not planned";

/** What a task says about its state in words, behind its name or at its end: `(done 2026-04-12)`. */
export interface TaskWords {
	state: TaskState;
	/** YYYY-MM-DD, or the year and the month, or the year. */
	date?: string;
	/** What took its place, as written. */
	by?: string;
}

const date = String.raw`(?:,?\s+(?:on\s+|in\s+|since\s+|for\s+)?(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?))?`;
const simple = new RegExp(`^(open|planned|in progress|done|not planned)${date}$`, "i");
const superseded = new RegExp(`^superseded(?:\\s+by\\s+(.+?))?${date}$`, "i");

/** Read the words in a parenthesis; undefined where they say something else. */
export function readTaskWords(words: string): TaskWords | undefined {
	const [, state, day] = simple.exec(words) ?? [];
	if (state) {
		const name = state.toLowerCase();
		return withDate({ state: (name === "planned" ? "open" : name) as TaskState }, day);
	}
	const found = superseded.exec(words);
	if (!found) return undefined;
	return withDate({ state: "superseded", ...(found[1] ? { by: found[1] } : {}) }, found[2]);
}

function withDate(words: TaskWords, day: string | undefined): TaskWords {
	return day === undefined ? words : { ...words, date: day };
}

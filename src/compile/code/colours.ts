import { hash } from "node:crypto";

/** A run of characters that has a class: indices into the code. */
export interface Run {
	start: number;
	end: number;
	name: string;
}

/** What is known of the colours of blocks of code: as text, by the print of the grammar and the code. */
export interface Colours {
	/** From an earlier compilation. */
	known: ReadonlyMap<string, string>;
	/** Of this one. */
	own: Map<string, string>;
}

/** Know nothing of any block. */
export function noColours(): Colours {
	return { known: new Map(), own: new Map() };
}

/** Give the coloured runs of a block: nearly every block of a file that was edited is as it was, and a grammar's patterns take long to translate. */
export function runsIn(code: string, grammar: string, { known, own }: Colours, find: () => Run[]): Run[] {
	const print = hash("sha256", `${grammar}\n${code}`).slice(0, 24);
	const text = known.get(print);
	const runs = text === undefined ? find() : readRuns(text);
	own.set(print, text ?? writeRuns(runs));
	return runs;
}

/** Each run as its distance from the one before, its length and its name. */
function writeRuns(runs: Run[]): string {
	let at = 0;
	return runs
		.map(({ start, end, name }) => {
			const distance = start - at;
			at = end;
			return `${distance} ${end - start} ${name}`;
		})
		.join(" ");
}

function readRuns(text: string): Run[] {
	const fields = text.split(" ");
	const runs: Run[] = [];
	let at = 0;
	for (let index = 2; index < fields.length; index += 3) {
		const start = at + Number(fields[index - 2]);
		at = start + Number(fields[index - 1]);
		runs.push({ start, end: at, name: fields[index] ?? "" });
	}
	return runs;
}

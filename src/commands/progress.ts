import type { EngineStats } from "../model/engine.ts";
import type { Progress, Stage } from "../model/progress.ts";
import { counted } from "../text/counted.ts";
import { clock } from "../world/clock.ts";
import type { Terminal } from "../world/terminal.ts";

/** Tells whoever waits how far the work has come, and in the end how long each stage took. */
export interface ProgressTeller {
	at: Progress;
	/** Take the line away, tell nothing more, and give the stages with their milliseconds. */
	end(): [Stage, number][];
}

/** In milliseconds: nobody needs to hear of a build that is over at once, nor often of one that nobody watches. */
const patience = { first: 1_000, onTerminal: 100, inLog: 5_000 };

/** Make a teller: one line on a terminal, a line now and then in a log, and nothing where only errors are wanted. `now` tells the time in milliseconds. */
export function tellProgress(
	terminal: Terminal,
	{ quiet = false }: { quiet?: boolean },
	now: () => number = clock,
): ProgressTeller {
	const started = now();
	const times: [Stage, number][] = [];
	let current: { stage: Stage; since: number } | undefined;
	let told = started;
	let isOver = false;
	const close = (): void => {
		if (current) times.push([current.stage, now() - current.since]);
		current = undefined;
	};
	return {
		at(stage, done, total) {
			if (current?.stage !== stage) {
				close();
				current = { stage, since: now() };
			}
			const wait = terminal.draw ? patience.onTerminal : patience.inLog;
			if (quiet || isOver || now() - started < patience.first || now() - told < wait) return;
			told = now();
			const line = lineOf(stage, done, total, now() - current.since);
			if (terminal.draw) terminal.draw(line);
			else terminal.note(line);
		},
		end() {
			close();
			isOver = true;
			if (!quiet) terminal.draw?.("");
			return times;
		},
	};
}

/** Say what was done, and how long each stage took. */
export function noteTimes(terminal: Terminal, stats: EngineStats, times: [Stage, number][], whole: number): void {
	const { files, pages, references } = stats;
	const stages = times.map(([stage, time]) => `${stage} ${Math.round(time)} ms`).join(", ");
	const detail = stages === "" ? "nothing had changed" : stages;
	const counts = [
		counted(files, "file"),
		...(pages > 0 ? [counted(pages, "page")] : []),
		counted(references, "reference"),
	];
	terminal.note(`${counts.join(", ")} in ${Math.round(whole)} ms (${detail})`);
}

/** Record what the processor does; what that takes is loaded only where somebody asks for it. */
export async function startProfileAt(file: string): Promise<() => Promise<void>> {
	const { startProfile } = await import("../world/profile.ts");
	return await startProfile(file);
}

const words: Record<Stage, [string, string]> = {
	read: ["Reading", "files"],
	compile: ["Compiling", "files"],
	link: ["Linking", "files"],
	check: ["Checking", "files"],
	write: ["Writing", "files"],
};

function lineOf(stage: Stage, done: number | undefined, total: number | undefined, milliseconds: number): string {
	const [verb, noun] = words[stage];
	if (done === undefined || total === undefined) return `${verb} …`;
	const rate = Math.round((done * 1_000) / Math.max(1, milliseconds));
	return `${verb} ${done} of ${total} ${noun}, ${rate} a second`;
}

import { all, around, make, makeButton, one } from "./find.ts";
import { keep, kept } from "./store.ts";

/** What is kept of an entry's ticks. */
interface Ticks {
	/** Ids of the boxes. */
	on: string[];
	/** When the first and the last tick were made. */
	from: number;
	to: number;
}

const day = 86_400_000;

/** Keep the ticks of every entry's steps for a day, and say how far the reader is. */
export function keepTicks(): void {
	for (const article of all("[data-ticks]")) keepTicksOf(article, article.dataset.ticks ?? "");
}

function keepTicksOf(article: HTMLElement, key: string): void {
	const boxes = (): HTMLInputElement[] => all<HTMLInputElement>(".tick:not(.whole)", article);
	const needs = (): HTMLInputElement[] => all<HTMLInputElement>(".need .tick", article);
	// Ticks all that is needed at once, where that is folded.
	const whole = one<HTMLInputElement>(".whole", article);
	if (boxes().length === 0) return;
	const line = one(".ticks", article);
	const state = make("span");
	const screen = make("span");
	let undone: boolean[] = [];
	state.role = "status";
	const button = makeButton("Clear ticks", "", () => {
		const before = boxes().map((box) => box.checked);
		const isUndo = button.textContent === "Undo";
		setAll(boxes(), isUndo ? undone : []);
		undone = isUndo ? [] : before;
		button.textContent = isUndo ? "Clear ticks" : "Undo";
		save();
		if (!isUndo) {
			button.hidden = false;
			setTimeout(() => {
				undone = [];
				button.textContent = "Clear ticks";
				show();
			}, 6000);
		}
	});
	let ticks = read(key);
	const old = ticks && Date.now() - ticks.to > day ? ticks : undefined;
	if (old) {
		keep(key, null);
		ticks = undefined;
	}
	restore();

	function restore(): void {
		for (const box of boxes()) box.checked = !!ticks?.on.includes(idOf(box));
	}

	function save(): void {
		const on = boxes()
			.filter((box) => box.checked)
			.map(idOf);
		const now = Date.now();
		ticks = on.length > 0 ? { on, from: ticks?.from ?? now, to: now } : undefined;
		keep(key, ticks ? JSON.stringify(ticks) : null);
		show();
	}

	function show(): void {
		const steps = boxes().filter((box) => idOf(box).startsWith("step"));
		const done = steps.filter((box) => box.checked).length;
		if (whole) whole.checked = needs().every((box) => box.checked);
		button.hidden = !ticks && undone.length === 0;
		state.textContent = !ticks
			? ""
			: done === steps.length && done > 0
				? "All steps done. Verify before you close."
				: `${done} of ${steps.length} done · started ${clock(ticks.from)}`;
		const isWorking = done > 0 && done < steps.length;
		stayAwake(key, isWorking);
		screen.textContent = "";
		if (isWorking) awake.lock?.then((held) => held && screen.replaceChildren("Screen kept on"));
	}

	article.addEventListener("change", (event) => {
		const box = around(event, ".tick");
		if (!box) return;
		if (whole && box === whole) for (const box of needs()) box.checked = whole.checked;
		save();
	});
	// `silcrow dev` may have added steps to the page.
	document.addEventListener("silcrow:patched", () => {
		restore();
		show();
	});
	document.addEventListener("visibilitychange", show);
	line?.append(state, button, screen);
	show();
	if (old) {
		const [, month, day] = new Date(old.to).toDateString().split(" ");
		state.textContent = `Ticks from ${Number(day)} ${month} were cleared.`;
	}
}

/** A box is known by the anchor of its step; where one file holds the whole book, the name of the entry stands before it. */
function idOf(box: HTMLInputElement): string {
	return box.closest("li")?.id.replace(/^.*\./, "") ?? "";
}

function setAll(boxes: HTMLInputElement[], values: boolean[]): void {
	for (const [index, box] of boxes.entries()) box.checked = !!values[index];
}

function read(key: string): Ticks | undefined {
	try {
		const ticks = JSON.parse(kept(key) ?? "null");
		return Array.isArray(ticks?.on) ? ticks : undefined;
	} catch {
		// Somebody else's value under our key counts as none.
		return undefined;
	}
}

function clock(time: number): string {
	return new Date(time).toTimeString().slice(0, 5);
}

const awake: { lock?: Promise<WakeLockSentinel | undefined> | undefined; keys: Set<string> } = { keys: new Set() };

/** Keep the screen on while an entry is being worked through, where the browser can. */
function stayAwake(key: string, isWorking: boolean): void {
	awake.keys[isWorking ? "add" : "delete"](key);
	if (isWorking && !awake.lock) {
		// A browser lets go of it when the page is out of sight, and refuses it there.
		const forget = () => {
			if (awake.lock === lock) awake.lock = undefined;
			return undefined;
		};
		const lock = navigator.wakeLock?.request("screen").then((held) => {
			held.onrelease = forget;
			return held;
		}, forget);
		awake.lock = lock;
	} else if (awake.keys.size === 0 && awake.lock) {
		awake.lock.then((held) => held?.release());
		awake.lock = undefined;
	}
}

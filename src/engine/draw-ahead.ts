import type { PagesAhead } from "../model/engine.ts";
import type { DrawnPage } from "./helper-orders.ts";

/** Pages that other processes draw while this one draws and writes others. */
export interface DrawnAhead extends PagesAhead {
	/** Give a page that has come, once. */
	take(address: string): DrawnPage | undefined;
}

/** Has another process draw some pages; undefined where it died of that or cannot. */
export type Draw = (addresses: string[]) => Promise<[address: string, DrawnPage][] | undefined>;

/** So many pages may have come that nobody has taken yet: a large site is never held as a whole. */
const mostAhead = 256;

/** How many files are begun with at a time. */
const batchSize = 32;

/** Let others draw pages from the end of a list, while this process takes what has come, and else the next of the list. */
export function drawAhead(pages: string[], drawers: Draw[], end: () => void): DrawnAhead {
	const left = [...pages];
	const come = new Map<string, DrawnPage>();
	// Each has its next orders before the first is done, for this process seldom listens.
	const orders = drawers.flatMap((draw) => [draw, draw, draw]);
	let drawing = orders.length;
	let tell = () => {};
	let change = nextChange();
	for (const draw of orders) void drawFrom(draw);
	return { take, batches, end };

	async function drawFrom(draw: Draw): Promise<void> {
		while (left.length > 1) {
			if (come.size >= mostAhead) {
				await change;
				continue;
			}
			const some = left.splice(-Math.min(batchSize, Math.ceil(left.length / (4 * orders.length))));
			const drawn = await draw(some);
			for (const [address, page] of drawn ?? []) come.set(address, page);
			if (!drawn) {
				left.push(...some);
				break;
			}
			changed();
		}
		drawing -= 1;
		changed();
	}

	async function* batches(addresses: string[]): AsyncGenerator<string[]> {
		const wanted = new Set(addresses);
		const drawn = new Set(pages);
		const others = addresses.filter((address) => !drawn.has(address));
		for (;;) {
			const some = [...come.keys()];
			if (some.length === 0) some.push(...others.splice(0, batchSize));
			if (some.length === 0) some.push(...left.splice(0, batchSize));
			if (some.length > 0) {
				yield some.filter((address) => wanted.has(address));
				for (const address of some) come.delete(address);
				changed();
			} else if (drawing === 0) return;
			else await change;
		}
	}

	function take(address: string): DrawnPage | undefined {
		const page = come.get(address);
		come.delete(address);
		return page;
	}

	function nextChange(): Promise<void> {
		return new Promise((resolve) => {
			tell = resolve;
		});
	}

	function changed(): void {
		const told = tell;
		change = nextChange();
		told();
	}
}

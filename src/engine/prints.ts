import { hash } from "node:crypto";

/** What values say, in few signs: two values with the same print say the same, in whatever process they were made. */
export interface Prints {
	/** Note the print of an object. */
	set(value: object, print: string): void;
	/** Give the print of an object, or undefined where it has none. */
	one(value: object): string | undefined;
	/** Give the print of some values together, or undefined where one of them has none. */
	of(values: readonly unknown[]): string | undefined;
}

/** Make a register of prints; only what was noted has one, and what is text or nothing. */
export function makePrints(): Prints {
	const prints = new WeakMap<object, string>();
	return {
		set: (value, print) => void prints.set(value, print),
		one: (value) => prints.get(value),
		of(values) {
			const all: string[] = [];
			for (const value of values) {
				const one = typeof value === "object" && value !== null ? prints.get(value) : `=${String(value)}`;
				if (one === undefined) return undefined;
				all.push(one);
			}
			return printOf(...all);
		},
	};
}

/** Make the print of some texts, one behind the other. */
export function printOf(...texts: string[]): string {
	return hash("sha256", `${texts.join("\0")}\0`).slice(0, 32);
}

/** Hash the content of a file as `world/seal.ts` does, in hex. */
export function contentHash(content: string | Uint8Array): string {
	return hash("sha256", content);
}

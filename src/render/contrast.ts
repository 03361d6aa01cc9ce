import { cssRules } from "./css-rules.ts";

/** A pair of tokens that must be told apart, and how well. */
export interface ContrastPair {
	/** Names of custom properties without `--`. */
	front: string;
	back: string;
	least: number;
}

/** A pair that is not told apart well enough. */
export interface ContrastFault extends ContrastPair {
	theme: "light" | "dark";
	/** Rounded down to two digits. */
	ratio: number;
}

/** Every pair of colours that stand on each other on a page: 4.5 for text, 3 for borders and other signs. */
export const contrastPairs: ContrastPair[] = [
	...["paper", "paper-2", "paper-3"].flatMap((back) =>
		["ink", "ink-2", "ink-3", "petrol", "signal"].map((front) => ({
			front,
			back,
			least: 4.5,
		})),
	),
	...["ok", "warn", "danger", "plum", "petrol", "signal"].flatMap((tone) => [
		{ front: tone, back: `${tone}-wash`, least: 4.5 },
		{ front: "ink", back: `${tone}-wash`, least: 4.5 },
		{ front: tone, back: "paper", least: 4.5 },
	]),
	...["comment", "key", "str", "num", "name"].flatMap((kind) =>
		["paper-2", "line-hi"].map((back) => ({
			front: `syn-${kind}`,
			back,
			least: 4.5,
		})),
	),
	{ front: "warn", back: "paper-2", least: 4.5 },
	{ front: "ink", back: "line-hi", least: 4.5 },
	{ front: "ink", back: "mark", least: 4.5 },
	{ front: "paper", back: "petrol", least: 4.5 },
	{ front: "paper", back: "ok", least: 4.5 },
	{ front: "petrol-strong", back: "paper", least: 4.5 },
	...["paper", "paper-2", "paper-3"].flatMap((back) => [
		{ front: "focus", back, least: 3 },
		{ front: "rule-strong", back, least: 3 },
	]),
];

/** Check the colours of a style sheet, both themes; a book's own sheet is put behind ours, so that its tokens win. */
export function contrastFaults(css: string): ContrastFault[] {
	const themes = themesOf(css);
	const faults: ContrastFault[] = [];
	for (const theme of ["light", "dark"] as const) {
		for (const pair of contrastPairs) {
			const front = themes[theme].get(pair.front);
			const back = themes[theme].get(pair.back);
			if (front === undefined || back === undefined) continue;
			const ratio = contrastRatio(front, back);
			if (ratio < pair.least) {
				faults.push({ ...pair, theme, ratio: Math.floor(ratio * 100) / 100 });
			}
		}
	}
	return faults;
}

/** Give the contrast of two colours `#rrggbb` as WCAG 2 computes it, from 1 to 21. */
export function contrastRatio(a: string, b: string): number {
	const [bright, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
	return ((bright ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** Read the colour tokens of both themes from a style sheet: plain `--name:#rrggbb`, dark under `[data-theme=dark]`. */
export function themesOf(css: string): {
	light: Map<string, string>;
	dark: Map<string, string>;
} {
	const light = new Map<string, string>();
	const dark = new Map<string, string>();
	for (const { selector, body } of cssRules(css)) {
		if (!/:root/.test(selector)) continue;
		const isDark = /data-theme=["']?dark/.test(selector);
		if (!isDark && /:not\(/.test(selector)) continue;
		for (const token of body.matchAll(/(?<![\w-])--([\w-]+)\s*:\s*(#[0-9a-f]{3,6})\b/gi)) {
			const [, name = "", value = ""] = token;
			if (!isDark) light.set(name, value);
			dark.set(name, isDark || !dark.has(name) ? value : (dark.get(name) ?? value));
		}
	}
	return { light, dark };
}

function luminance(colour: string): number {
	const hex = colour.slice(1);
	const long = hex.length === 3 ? [...hex].map((digit) => digit + digit).join("") : hex;
	const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
		const value = Number.parseInt(long.slice(at, at + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

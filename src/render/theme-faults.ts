import type { Diagnostic } from "../model/diagnostic.ts";
import { lineStarts, spanOf } from "../text/lines.ts";
import { type ContrastFault, contrastFaults } from "./contrast.ts";
import { cssRules } from "./css-rules.ts";

/** The style sheet by which a book changes colours, fonts and measures of its site. */
export const themePath = "public/theme.css";

/** Report which colours of a book's theme cannot be told apart, each at the value that causes it, and which cannot be checked. */
export function themeFaults(ours: string, theme: string): Diagnostic[] {
	const declarations = colourDeclarations(theme);
	const byDeclaration = new Map<Declaration, ContrastFault[]>();
	for (const fault of contrastFaults(`${ours}\n${theme}`)) {
		const cause = declarations.findLast(
			({ name, isDark }) => (name === fault.front || name === fault.back) && isDark === (fault.theme === "dark"),
		);
		// A light colour that the theme sets also holds in the dark, unless ours or its own takes its place there.
		const found = cause ?? declarations.findLast(({ name }) => name === fault.front || name === fault.back);
		if (found) byDeclaration.set(found, [...(byDeclaration.get(found) ?? []), fault]);
	}
	const lines = lineStarts(theme);
	const weak = [...byDeclaration].map(([declaration, faults]) => weakColour(declaration, faults, lines));
	const unread = declarations.filter(({ value }) => !hex.test(value)).map((one) => unreadColour(one, lines));
	return [...weak, ...unread];
}

interface Declaration {
	/** Without `--`. */
	name: string;
	value: string;
	/** Of the value. */
	from: number;
	isDark: boolean;
}

const hex = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;

/** The colours of `Tokens` that a theme may set; measures and fonts have no contrast. */
const colours =
	/^(?:paper|ink|petrol|signal|ok|warn|danger|plum|syn|rule|focus|mark|line-hi)(?:-(?:\d|strong|wash|comment|key|str|num|name))?$/;

function colourDeclarations(css: string): Declaration[] {
	const found: Declaration[] = [];
	for (const { selector, body, index } of cssRules(css)) {
		if (!selector.includes(":root")) continue;
		for (const one of body.matchAll(/(?<![\w-])--([\w-]+)\s*:\s*([^;]+)/g)) {
			const [whole, name = "", value = ""] = one;
			if (!colours.test(name)) continue;
			const from = index + one.index + whole.length - value.length;
			found.push({ name, value: value.trim(), from, isDark: /dark|:not\(/.test(selector) });
		}
	}
	return found;
}

function weakColour(declaration: Declaration, faults: ContrastFault[], lines: number[]): Diagnostic {
	const [worst, ...others] = [...faults].sort((a, b) => a.ratio / a.least - b.ratio / b.least);
	const { front, back, theme, ratio, least } = worst as ContrastFault;
	const more = others.map((one) => `--${one.front} on --${one.back} (${one.theme}): ${one.ratio} of ${one.least}`);
	return {
		...placed(declaration, lines),
		code: "low-contrast",
		severity: "error",
		message: `--${front} on --${back} has a contrast of ${ratio} in the ${theme} theme, and ${least} is the least`,
		hints: [
			theme === "light" ? "take a darker ink or a lighter paper" : "take a lighter ink or a darker paper",
			...more.slice(0, 2),
		],
	};
}

function unreadColour(declaration: Declaration, lines: number[]): Diagnostic {
	return {
		...placed(declaration, lines),
		code: "unread-colour",
		severity: "warning",
		message: `the contrast of --${declaration.name} is not checked, for “${declaration.value}” is not a colour in hex`,
		hints: ["write it as #rrggbb"],
	};
}

function placed({ from, value }: Declaration, lines: number[]): Pick<Diagnostic, "path" | "span" | "related"> {
	return { path: themePath, span: spanOf(lines, from, from + value.length), related: [] };
}

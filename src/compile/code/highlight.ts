import { refractor } from "refractor/core";
import { escapeHtml } from "../../text/escape.ts";
import { placeholder } from "../../text/placeholders.ts";
import { type Colours, noColours, type Run, runsIn } from "./colours.ts";
import { grammarOf } from "./grammars.ts";
import { type Grammar, type Pattern, patternsOf } from "./patterns.ts";
import { isShell } from "./shells.ts";
import { readRuns } from "./token-runs.ts";

/** A longer line stays plain: a grammar may need time that grows with the square of a line, and nobody reads it. */
const longestLine = 2_000;

/** Say whether code is left without colours because a line of it is too long. */
export function isTooLong(code: string): boolean {
	return code.length > longestLine && code.split("\n").some((line) => line.length > longestLine);
}

/**
 * Turn code into HTML with five classes: keyword, string, number, comment and function by their first letters;
 * `ph` for `<placeholders>`, `o` for the options of a command, and `x` for what is no command among them. Punctuation has none: it is half of all tokens, and a colour of its own weighs more than it says. The grammar must have been loaded.
 */
export function highlight(
	code: string,
	language: string,
	colours: Colours = noColours(),
	idle: [number, number][] = [],
): string {
	const grammar = grammarOf(language);
	const isColoured = grammar !== undefined && !isTooLong(code);
	const runs = isColoured
		? runsIn(code, grammar, colours, () => runsOf(code, grammar))
		: isShell(language)
			? optionsIn(code, idle)
			: [];
	const shown = hasPlaceholders(code, grammar) ? withPlaceholders(code, runs) : runs;
	return write(code, idle.length > 0 ? withIdle(shown, idle) : shown);
}

const classes: Record<string, string> = {
	comment: "c",
	prolog: "c",
	doctype: "c",
	cdata: "c",
	shebang: "c",
	string: "s",
	char: "s",
	"attr-value": "s",
	url: "s",
	regex: "s",
	"template-string": "s",
	scalar: "s",
	"single-quoted-string": "s",
	number: "n",
	boolean: "n",
	constant: "n",
	symbol: "n",
	null: "n",
	datetime: "n",
	variable: "n",
	environment: "n",
	keyword: "k",
	atrule: "k",
	important: "k",
	key: "k",
	property: "k",
	instruction: "k",
	selector: "k",
	"attr-name": "k",
	function: "f",
	"function-name": "f",
	"class-name": "f",
	builtin: "f",
	tag: "f",
	section: "f",
	label: "f",
	directive: "f",
	inserted: "s",
	deleted: "n",
	"inserted-sign": "s",
	"deleted-sign": "n",
	coord: "k",
};

function runsOf(code: string, grammar: string): Run[] {
	const runs: Run[] = [];
	let at = 0;
	let hasOption = false;
	readRuns(code, patternsIn(grammar), "", (length, name) => {
		const last = runs.at(-1);
		// White space has no ink: what stands around it alike is one element of the page.
		const isOn = last?.name === name && name !== "o" && code.slice(last.end, at).trim() === "";
		if (name && isOn) last.end = at + length;
		else if (name) runs.push({ start: at, end: at + length, name });
		if (name === "o") hasOption = true;
		at += length;
	});
	const all = grammar === "bash" && code.includes("--") ? withLongOptions(code, runs) : runs;
	return hasOption || all !== runs
		? all.map((run, index) => withSpace(run, all[index + 1]?.start ?? code.length, code))
		: runs;
}

/** What was made of each grammar, for they stay as they are once they are loaded. */
const prepared = new WeakMap<Grammar, Pattern[]>();

function patternsIn(grammar: string): Pattern[] {
	const { languages } = refractor as unknown as { languages: Record<string, Grammar> };
	const own = languages[grammar] ?? {};
	const patterns = prepared.get(own) ?? patternsOf(own, classOf);
	prepared.set(own, patterns);
	return patterns;
}

function classOf(type: string, aliases: string[]): string | undefined {
	if (type === "parameter" && aliases[0] === "variable") return "o";
	const name = [type, ...aliases].find((one) => Object.hasOwn(classes, one));
	return name === undefined ? undefined : classes[name];
}

/** Prism's grammar knows no option with a hyphen inside, as `--sort-by`, so a line might break there. */
function withLongOptions(code: string, runs: Run[]): Run[] {
	const found: Run[] = [];
	let at = 0;
	for (const { 0: option, index: start } of code.matchAll(/(?<=\s)--\w+(?:-\w+)+(?=[=\s]|$)/g)) {
		const end = start + option.length;
		while ((runs[at]?.end ?? end) <= start) at++;
		if ((runs[at]?.start ?? end) >= end) found.push({ start, end, name: "o" });
	}
	return found.length > 0 ? [...runs, ...found].sort((a, b) => a.start - b.start) : runs;
}

/** Find the options of a session, which has no grammar: what it prints may look like anything. */
function optionsIn(code: string, idle: [number, number][]): Run[] {
	return [...code.matchAll(/(?<=[\t ])--?\w+(?:-\w+)*(?=[=\s]|$)/g)]
		.map(({ 0: option, index: start }) => ({ start, end: start + option.length, name: "o" }))
		.filter(({ start }) => !idle.some(([from, to]) => start >= from && start < to))
		.map((run) => withSpace(run, code.length, code));
}

/** Let an option hold the space before its value: where that wraps, a style sheet can keep the two on one line. */
function withSpace(run: Run, next: number, code: string): Run {
	const hasValue = run.name === "o" && next > run.end && /^ (?:[\w./:@"'$]|<\w)/.test(code.slice(run.end, run.end + 3));
	return hasValue ? { ...run, end: run.end + 1 } : run;
}

/** Languages in which `<name>` is part of the language itself. */
const angled = new Set(["c", "cpp", "csharp", "java", "kotlin", "markup", "rust", "typescript", "protobuf"]);

function hasPlaceholders(code: string, grammar: string | undefined): boolean {
	return code.includes("<") && !angled.has(grammar ?? "");
}

/** Let each placeholder be one run, whatever the grammar made of its characters. */
function withPlaceholders(code: string, runs: Run[]): Run[] {
	const found = [...code.matchAll(placeholder)].map((match) => ({
		start: match.index,
		end: match.index + match[0].length,
		name: "ph",
	}));
	if (found.length === 0) return runs;
	const result: Run[] = [];
	for (const run of runs) {
		let { start } = run;
		for (const one of found) {
			if (one.end <= start || one.start >= run.end) continue;
			if (one.start > start) result.push({ start, end: one.start, name: run.name });
			start = Math.min(one.end, run.end);
		}
		if (start < run.end) result.push({ start, end: run.end, name: run.name });
	}
	return [...result, ...found].sort((a, b) => a.start - b.start);
}

/** Give what stands in the idle stretches a second class, and what has none there that class alone. */
function withIdle(runs: Run[], idle: [number, number][]): Run[] {
	const result: Run[] = [];
	let rest = runs;
	for (const [from, to] of idle) {
		const before = rest.filter(({ start }) => start < from);
		const inside = rest.filter(({ start, end }) => start < to && end > from);
		result.push(...before.map((run) => (run.end > from ? { ...run, end: from } : run)));
		let at = from;
		for (const { start, end, name } of inside) {
			if (start > at) result.push({ start: at, end: start, name: "x" });
			result.push({ start: Math.max(start, at), end: Math.min(end, to), name: `${name} x` });
			at = Math.min(end, to);
		}
		if (at < to) result.push({ start: at, end: to, name: "x" });
		rest = rest.filter(({ end }) => end > to).map((run) => (run.start < to ? { ...run, start: to } : run));
	}
	return [...result, ...rest];
}

function write(code: string, runs: Run[]): string {
	const escaped = /[&<>]/.test(code) ? escapeHtml : (text: string) => text;
	let html = "";
	let at = 0;
	for (const { start, end, name } of runs) {
		const inside = code.slice(start, end);
		// Quotes around a variable are punctuation too, as are the ends of what is put in; those around plain text stand in one run with it.
		if ((name === "s" && /^["'`\s]+$/.test(inside)) || (name === "n" && /^[$(`)\s]+$/.test(inside))) continue;
		html += `${escaped(code.slice(at, start))}<span class="${name}">${escaped(inside)}</span>`;
		at = end;
	}
	return html + escaped(code.slice(at));
}

import { refractor } from "refractor/core";
import { escapeHtml } from "../../text/escape.ts";
import { placeholder } from "../../text/placeholders.ts";
import { grammarOf } from "./grammars.ts";

/** A run of characters that has a class: indices into the code. */
interface Run {
	start: number;
	end: number;
	name: string;
}

/** A token as Prism's `tokenize` gives it; refractor inherits that function without declaring it. */
interface Token {
	type: string;
	alias?: string | string[];
	content: string | Token | (string | Token)[];
}

interface Tokenizer {
	languages: Record<string, unknown>;
	tokenize: (code: string, grammar: unknown) => (string | Token)[];
}

/** A longer line stays plain: a grammar may need time that grows with the square of a line, and nobody reads it. */
const longestLine = 2_000;

/** Say whether code is left without colours because a line of it is too long. */
export function isTooLong(code: string): boolean {
	return code.split("\n").some((line) => line.length > longestLine);
}

/**
 * Turn code into HTML with five classes: keyword, string, number, comment and function by their first letters;
 * `ph` for `<placeholders>`, and `o` for the options of a command. Punctuation has none: it is half of all tokens, and a colour of its own weighs more than it says. The grammar must have been loaded.
 */
export function highlight(code: string, language: string): string {
	const grammar = grammarOf(language);
	const runs = grammar !== undefined && !isTooLong(code) ? runsOf(code, grammar) : [];
	const all = hasPlaceholders(language) ? withPlaceholders(code, runs) : runs;
	// Quotes around a variable are punctuation too; those around plain text stand in one run with it.
	const inked = all.filter((run) => run.name !== "s" || !/^["'`\s]+$/.test(code.slice(run.start, run.end)));
	return write(code, inked);
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
	const prism = refractor as unknown as Tokenizer;
	const runs: Run[] = [];
	let at = 0;
	add(prism.tokenize(code, prism.languages[grammar]), "");
	const all = grammar === "bash" ? withLongOptions(code, runs) : runs;
	return all.map((run, index) => withSpace(run, all[index + 1]?.start ?? code.length, code));

	function add(tokens: (string | Token)[], outer: string): void {
		for (const token of tokens) {
			if (typeof token === "string") {
				push(token.length, outer);
				continue;
			}
			const name = classOf(token) ?? outer;
			const { content } = token;
			if (typeof content === "string") push(content.length, name);
			else add(Array.isArray(content) ? content : [content], name);
		}
	}

	function push(length: number, name: string): void {
		const last = runs.at(-1);
		// White space has no ink: what stands around it alike is one element of the page.
		const isOn = last?.name === name && name !== "o" && code.slice(last.end, at).trim() === "";
		if (name && isOn) last.end = at + length;
		else if (name) runs.push({ start: at, end: at + length, name });
		at += length;
	}
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
	return [...runs, ...found].sort((a, b) => a.start - b.start);
}

/** Let an option hold the space before its value: where that wraps, a style sheet can keep the two on one line. */
function withSpace(run: Run, next: number, code: string): Run {
	const hasValue = run.name === "o" && next > run.end && /^ (?:[\w./:@"'$]|<\w)/.test(code.slice(run.end, run.end + 3));
	return hasValue ? { ...run, end: run.end + 1 } : run;
}

function classOf(token: Token): string | undefined {
	if (token.type === "parameter" && token.alias === "variable") return "o";
	const known = Object.hasOwn(classes, token.type) ? classes[token.type] : undefined;
	if (known !== undefined || token.alias === undefined) return known;
	const names = Array.isArray(token.alias) ? token.alias : [token.alias];
	const name = names.find((one) => Object.hasOwn(classes, one));
	return name === undefined ? undefined : classes[name];
}

/** Languages in which `<name>` is part of the language itself. */
const angled = new Set(["c", "cpp", "csharp", "java", "kotlin", "markup", "rust", "typescript", "protobuf"]);

function hasPlaceholders(language: string): boolean {
	return !angled.has(grammarOf(language) ?? "");
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

function write(code: string, runs: Run[]): string {
	const html: string[] = [];
	let at = 0;
	for (const run of runs) {
		const inside = escapeHtml(code.slice(run.start, run.end));
		html.push(escapeHtml(code.slice(at, run.start)), '<span class="', run.name, '">', inside, "</span>");
		at = run.end;
	}
	html.push(escapeHtml(code.slice(at)));
	return html.join("");
}

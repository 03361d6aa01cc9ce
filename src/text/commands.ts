import { withPlainLines } from "./lines.ts";
import { promptLengths } from "./prompts.ts";
import { readShell } from "./shell-text.ts";

/** From an index into a text to another, which is outside. */
type Stretch = [from: number, to: number];

/** Find what in the code of a terminal nobody typed: the prompts, and what commands printed. In order; nothing where no line has a prompt. */
export function untypedIn(code: string, language: string): Stretch[] {
	const lines = code.split("\n");
	const prompts = promptLengths(lines, language);
	const found: Stretch[] = [];
	if (prompts.every((length) => length === 0)) return found;
	let start = 0;
	let last = -1;
	for (const [index, line] of lines.entries()) {
		const prompt = prompts[index] ?? 0;
		if (index > last && prompt > 0) last = lastLine(lines, prompts, index);
		const typed = index > last ? line.length + 1 : prompt || secondPrompt(line, index, lines, prompts);
		const end = Math.min(start + typed, code.length);
		const before = found.at(-1);
		if (before?.[1] === start && index > last) before[1] = end;
		else if (end > start) found.push([start, end]);
		start += line.length + 1;
	}
	return found;
}

/** Take from what a terminal showed the commands alone. */
export function commandsOf(code: string, language: string): string {
	const plain = withPlainLines(code);
	return without(plain, untypedIn(plain, language)).trimEnd();
}

/** Find the comments of commands, which not every shell takes when they are typed. A script that names its shell is a file, and keeps them. */
export function commentsIn(code: string): Stretch[] {
	if (code.startsWith("#!")) return [];
	return readShell(code).comments.map(([from, to]) => {
		let start = from;
		while (/[ \t]/.test(code.charAt(start - 1))) start--;
		const isWholeLine = start === 0 || code.charAt(start - 1) === "\n";
		return isWholeLine ? [start, Math.min(to + 1, code.length)] : [from, to];
	});
}

/** Leave some stretches of a text out. */
export function without(text: string, stretches: Stretch[]): string {
	let rest = "";
	let at = 0;
	for (const [from, to] of stretches) {
		rest += text.slice(at, from);
		at = to;
	}
	return rest + text.slice(at);
}

/** The most lines and signs that one command may have. */
const longest = { lines: 100, signs: 20_000 };

/** Find the last line of the command that begins in a line. */
function lastLine(lines: string[], prompts: number[], first: number): number {
	const prompt = lines[first]?.slice(0, prompts[first]) ?? "";
	let bound = first + 1;
	while (bound < Math.min(lines.length, first + longest.lines) && !prompts[bound]) bound++;
	if (/[=-].?[#>] $|^(?:mysql|MariaDB|sqlite)/.test(prompt)) return lastOf(typed(bound), first, endOfSql);
	if (/^PS|^>>/.test(prompt)) return lastOf(typed(bound), first, endOfPowerShell);
	const { end, isInDocument } = readShell(typed(bound));
	if (end === undefined && isInDocument) {
		// A here-document may hold what looks like a prompt.
		return lastOf(typed(first + longest.lines), first, (text) => readShell(text).end);
	}
	return lastOf(typed(bound), first, () => end);

	function typed(to: number): string {
		const own = lines.slice(first, to).map((line, at) => {
			const index = first + at;
			return line.slice(at === 0 ? prompt.length : secondPrompt(line, index, lines, prompts));
		});
		return own.join("\n").slice(0, longest.signs);
	}
}

/** Where a command comes to no end it was none, and only what the writer let go on belongs to it. */
function lastOf(text: string, first: number, endOf: (text: string) => number | undefined): number {
	const end = endOf(text) ?? /^(?:[^\n]*[\\`]\r?\n)*[^\n]*/.exec(text)?.[0].length ?? 0;
	return first + (text.slice(0, end).match(/\n/g)?.length ?? 0);
}

function endOfSql(text: string): number | undefined {
	if (text.startsWith("\\")) return 0;
	const [whole] =
		/^(?:[^\n]*[^\s;][ \t]*\n(?!\s*\n))*?[^\n]*(?:;[ \t]*(?:--[^\n]*)?|\\[gG]\w*[ \t]*)\r?(?=\n|$)/.exec(text) ?? [];
	return whole?.length;
}

function endOfPowerShell(text: string): number | undefined {
	let depth = 0;
	for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
		for (const sign of line) depth += /[{(]/.test(sign) ? 1 : /[})]/.test(sign) ? -1 : 0;
		if (depth <= 0 && !/[`|,]\s*$/.test(line)) return index + line.length;
	}
	return undefined;
}

/** A shell asks for the rest of a command with a sign of its own, which a writer may have kept. */
function secondPrompt(line: string, index: number, lines: string[], prompts: number[]): number {
	if (!/^>(?: |$)/.test(line)) return 0;
	let first = index;
	while (first > 0 && !prompts[first]) first--;
	return /^>(?: |$)/.test(lines[first + 1] ?? "") ? Math.min(2, line.length) : 0;
}

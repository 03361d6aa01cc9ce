import { spawnSync } from "node:child_process";
import { blocksOf, chapters } from "../../test/book/blocks.ts";
import type { Bench } from "./proof.ts";

/** A call of kubectl as it stands in the book, in words. */
interface Call {
	place: string;
	words: string[];
}

/** Commands that have commands of their own below them. */
const withCommands = new Set(["auth", "config", "create", "create secret", "rollout", "set", "top"]);

/** Every call of kubectl in the book, held against the real kubectl: its commands, their flags, and each jsonpath. No cluster is asked. */
export function proveKubectlFlags(bench: Bench): void {
	if (spawnSync("kubectl", ["version", "--client"]).status !== 0) {
		bench.skip("book", "commands and flags of kubectl", "kubectl is not installed");
		return;
	}
	const calls = chapters().flatMap((chapter) =>
		blocksOf(chapter).flatMap((block) =>
			block.language === "bash" ? callsOf(block.text, `${block.path}:${block.line}`) : [],
		),
	);
	const shared = flagsIn(kubectl("options"));
	const known = new Map<string, string>();
	const unknown = calls.flatMap(({ place, words }) => {
		const [command, flags] = split(words, shared);
		const help = known.get(command) ?? kubectl(...command.split(" "), "--help");
		known.set(command, help);
		// `top nodes` is another word for `top node`.
		if (!help.includes(`kubectl ${command.replace(/s$/, "")}`)) return [`${place}: kubectl has no command ${command}`];
		const own = flagsIn(help);
		return flags
			.filter((flag) => !own.has(flag) && !shared.has(flag))
			.map((flag) => `${place}: kubectl ${command} has no ${flag}`);
	});
	bench.expect(
		"book",
		`${calls.length} calls of kubectl name commands and flags that it has`,
		unknown.join("\n"),
		/^$/,
	);
	const paths = calls.flatMap(({ place, words }) =>
		words
			.filter((word) => /^(?:-o)?jsonpath=/.test(word))
			.map((word) => ({ place, path: word.replace(/^-o/, "").replaceAll("$", "") })),
	);
	const wrong = paths.flatMap(({ place, path }) => {
		const pod = JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name: "x" } });
		const { status, stderr } = spawnSync("kubectl", ["label", "--local", "-f", "-", "a=b", "-o", path], {
			input: pod,
			encoding: "utf8",
		});
		return status === 0 ? [] : [`${place}: ${path}: ${stderr.trim()}`];
	});
	bench.expect("book", `${paths.length} jsonpaths are ones that kubectl can read`, wrong.join("\n"), /^$/);
}

function kubectl(...args: string[]): string {
	const { status, stdout } = spawnSync("kubectl", args, { encoding: "utf8" });
	return status === 0 ? stdout : "";
}

function flagsIn(help: string): Set<string> {
	return new Set(
		[...help.matchAll(/^ {4}(?:(-\w), )?(--[\w-]+)=/gm)].flatMap(([, short, long = ""]) => [
			long,
			...(short ? [short] : []),
		]),
	);
}

/** The calls in a block: from the word kubectl to the end of its command. */
function callsOf(text: string, place: string): Call[] {
	const joined = text.replace(/\\\n\s*/g, " ").replace(/^\s*#.*$/gm, "");
	return [...joined.matchAll(/(?:^|[|(;]|&&|\|\||k3s)\s*kubectl\s+([^\n]*)/gm)].map(([, rest = ""]) => ({
		place,
		words: wordsOf(rest),
	}));
}

/** The words of a command up to its end: a pipe, a bracket, a redirection, or the words that a container gets. */
function wordsOf(rest: string): string[] {
	const words: string[] = [];
	for (const [, quoted, end] of rest.matchAll(
		/((?:'[^']*'|"(?:\\.|[^"\\])*"|<[a-z][a-z0-9-]*>|[^\s'"|;()<>&])+)|([|;()<>&])/g,
	)) {
		if (end !== undefined || quoted === "--") break;
		words.push((quoted ?? "").replace(/'([^']*)'|"((?:\\.|[^"\\])*)"/g, (_, single, double) => single ?? double ?? ""));
	}
	return words;
}

/** The command with its flags; values of flags are no part of it. */
function split(words: string[], shared: Set<string>): [string, string[]] {
	const flags = words
		.filter((word) => /^-./.test(word))
		.flatMap((word) =>
			/^-\w{2,}$/.test(word) ? [...word.slice(1)].map((letter) => `-${letter}`) : [word.replace(/=.*/s, "")],
		);
	const names: string[] = [];
	for (const [index, word] of words.entries()) {
		const before = words[index - 1] ?? "";
		if (word.startsWith("-") || (names.length === 0 && shared.has(before))) continue;
		names.push(word);
	}
	let [command = ""] = names;
	for (const name of names.slice(1))
		if (withCommands.has(command) && !flags.includes("-f")) command = `${command} ${name}`;
	return [command, flags];
}

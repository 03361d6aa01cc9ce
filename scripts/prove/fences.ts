import { join } from "node:path";
import type { Code, Heading } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { readFenceOptions } from "../../src/compile/code/fence-options.ts";
import { parseByReference } from "../../src/compile/parse/reference-parser.ts";
import { book, runbook } from "./proof.ts";

/** A fence of the runbook that stands there in full, and what the book says that it prints. */
export interface Fence {
	/** The headings above it: the entry, and the recipe or case in it. */
	below: string[];
	language: string;
	text: string;
	output?: string;
}

const fences = readFences();

/** Give the one fence below a heading that holds a text, so that what is run is what is printed. A book that no longer says so is an error. */
export function fence(heading: string, text: string): Fence {
	const [found, ...more] = fences.filter(
		(one) => one.below.at(-1)?.startsWith(heading) && one.language !== "output" && one.text.includes(text),
	);
	if (!found || more.length > 0)
		throw new Error(`${more.length + (found ? 1 : 0)} fences below “${heading}” have “${text}”`);
	return found;
}

/** Give the one fence below a heading that shows a printed text. */
export function outputFence(heading: string, text: string): string {
	const found = fences.find(
		(one) => one.below.at(-1)?.startsWith(heading) && one.language === "output" && one.text.includes(text),
	);
	if (!found) throw new Error(`no output below “${heading}” has “${text}”`);
	return found.text;
}

/** Fill in placeholders as a reader does; one that is left is an error. `<book>` is known. */
export function fill(text: string, values: Record<string, string> = {}): string {
	const known: Record<string, string> = { book, ...values };
	return text.replace(/<([a-z][a-z0-9-]*)>/g, (placeholder, name: string) => {
		const value = known[name];
		if (value === undefined) throw new Error(`no value for ${placeholder}`);
		return value;
	});
}

/** A pattern for what the book prints: placeholders are any word, and a line `…` any lines. */
export function printed(output: string): RegExp {
	const lines = output.split("\n").map((line) => {
		if (line.trim() === "…") return "[\\s\\S]*";
		return line
			.split(/<[a-z][a-z0-9-]*>|…/)
			.map(literal)
			.join("\\S+");
	});
	return new RegExp(`^${lines.join("\n")}$`);
}

/** A pattern for a message that a table of the book quotes, with `…` for what differs. */
export function quoted(message: string): RegExp {
	return new RegExp(message.split("…").map(literal).join(".*"), "s");
}

/** The code spans in a row of the table of states, by the letter of the row. */
export function messagesOf(letter: string): string[] {
	const row = runbook().match(new RegExp(`^\\| ${letter} \\|.*$`, "m"))?.[0] ?? "";
	return [...row.matchAll(/`([^`]+)`/g)].map(([, span = ""]) => span);
}

/** The path of an example file of the book. */
export function examplePath(name: string): string {
	return join(book, "examples", name);
}

function literal(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function readFences(): Fence[] {
	const found: Fence[] = [];
	let below: string[] = [];
	visit(parseByReference(runbook().replace(/^---\n[\s\S]*?\n---\n/, "")), (node) => {
		if (node.type === "heading") below = [...below.slice(0, (node as Heading).depth - 1), textOf(node)];
		if (node.type !== "code" || readFenceOptions((node as Code).meta ?? "").include) return;
		const { lang, value } = node as Code;
		const before = found.at(-1);
		if (lang === "output" && before && before.language !== "output") before.output = value;
		found.push({ below, language: lang ?? "", text: value });
	});
	return found;
}

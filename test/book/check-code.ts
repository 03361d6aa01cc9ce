import { parsePlPgSQL, parse as parseSql } from "libpg-query";
import { parse as parseShell } from "sh-syntax";
import { parseAllDocuments } from "yaml";
import type { Block } from "./blocks.ts";
import { isMigration, readMigration } from "./goose-file.ts";

/** What a parser has against a block, with the line of the file. */
export interface Fault {
	path: string;
	line: number;
	message: string;
}

/** Parse a block by the parser of its language; what a command prints, diagrams, and prose are not parsed. */
export async function faultsOf(block: Block): Promise<Fault[]> {
	const check = checks[block.language];
	if (check) return (await check(block.text)).map((fault) => at(block, fault));
	if (unparsed.has(block.language)) return [];
	return [at(block, { line: 1, message: `no parser for the language “${block.language}”` })];
}

/** A fault with its line in the block, from 1. */
interface Found {
	line: number;
	message: string;
}

const unparsed = new Set(["output", "text", "dot", "dockerfile", "go"]);
const checks: Record<string, (text: string) => Found[] | Promise<Found[]>> = {
	yaml: yamlFaults,
	json: jsonFaults,
	sql: sqlFaults,
	bash: bashFaults,
	sh: bashFaults,
};

function at({ path, line }: Block, found: Found): Fault {
	return { path, line: line + found.line - 1, message: found.message };
}

/** What a reader puts in for a placeholder: a word. */
const placeholder = /<([a-z][a-z0-9-]*)>/g;

function yamlFaults(text: string): Found[] {
	const documents = parseAllDocuments(text.replace(placeholder, "$1"), { version: "1.2", uniqueKeys: true });
	const list = Array.isArray(documents) ? documents : [];
	return list.flatMap((document) =>
		[...document.errors, ...document.warnings].map(({ message, linePos }) => ({
			line: linePos?.[0].line ?? 1,
			message: message.split("\n")[0] ?? message,
		})),
	);
}

/** A placeholder that stands alone is a value that is no text, so a number takes its place. */
function jsonFaults(text: string): Found[] {
	const filled = text.replace(/"(?:[^"\\]|\\.)*"|<[a-z][a-z0-9-]*>/g, (part) => (part.startsWith("<") ? "0" : part));
	try {
		JSON.parse(filled);
		return [];
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const offset = Number(/at position (\d+)/.exec(message)?.[1] ?? 0);
		return [{ line: lineAt(filled, offset), message }];
	}
}

async function sqlFaults(text: string): Promise<Found[]> {
	// psql's own commands are no SQL. A name keeps the kind of its place: a number, an index, a table.
	const sql = text
		.replace(/^[ \t]*\\.*$/gm, "")
		.replace(placeholder, (_, name: string) => `p_${name.replaceAll("-", "_")}`);
	if (!isMigration(text)) return statementFaults(sql);
	const migration = readMigration(sql);
	const found = [...migration.faults];
	for (const { text: statement, line, isBlock } of [...migration.up, ...migration.down]) {
		const faults = await statementFaults(statement);
		found.push(...faults.map((fault) => ({ ...fault, line: line + fault.line - 1 })));
		if (faults.length > 0) continue;
		const count = (await parseSql(statement)).stmts?.length ?? 0;
		if (!isBlock && count !== 1) found.push({ line, message: `goose sends ${count} statements as one` });
		const isConcurrent = /"concurrent":true/.test(JSON.stringify(await parseSql(statement)));
		if (isConcurrent && (migration.inTransaction || count !== 1))
			found.push({ line, message: "CONCURRENTLY is not possible in a transaction" });
	}
	return found;
}

async function statementFaults(sql: string): Promise<Found[]> {
	try {
		await parseSql(sql);
		if (/\blanguage\s+plpgsql\b/i.test(sql)) await parsePlPgSQL(sql);
		return [];
	} catch (error) {
		if (!(error instanceof Error)) throw error;
		const { sqlDetails } = error as { sqlDetails?: { cursorPosition?: number } };
		return [{ line: lineAt(sql, sqlDetails?.cursorPosition ?? 0), message: error.message }];
	}
}

async function bashFaults(text: string): Promise<Found[]> {
	const found = text
		.split("\n")
		.flatMap((content, index) =>
			prompt.test(content) ? [{ line: index + 1, message: "a prompt sign: the command cannot be copied" }] : [],
		);
	try {
		await parseShell(text.replace(placeholder, "$1"));
	} catch (error) {
		if (!(error instanceof Error)) throw error;
		const { Pos } = error as { Pos?: { Line: number } };
		found.push({ line: Pos?.Line ?? 1, message: error.message });
	}
	return found;
}

/** `$ ls`, `% ls`, `user@host:~$ ls`; a line that begins with `#` is a comment. */
const prompt = /^\s*(?:[$%>]\s|[\w.-]+@[\w.-]+(?::\S*)?\s?[$#]\s)/;

function lineAt(text: string, offset: number): number {
	return text.slice(0, offset).split("\n").length;
}

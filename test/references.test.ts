import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { LinkedBook } from "./support/book.ts";
import { linkBook } from "./support/book.ts";

/** One row of a table of cases: a page, what stands on it, and the links and diagnostics that come of it. */
interface Row {
	id: string;
	page: string;
	source: string;
	links: string;
	diagnostics: string;
}

const tables = ["given", "more"].map((name) => new URL(`./references/${name}.tsv`, import.meta.url));
const rows = tables.flatMap((table) => readRows(readFileSync(table, "utf8")));

/** The book of the cases: chapters 1–20, §1–§28 in 17, §1–§13 in 19 with the label bug, appendices A and B, two commits. */
const frame: Record<string, string> = {
	// The cases are about prose; the one that links to a path of the host takes it to be there.
	"book/book.yaml":
		'commits: {"12b2f9d": "Add goose", "0f7450a": "Drop AutoMigrate"}\nlinks: {ignore: [/ch07/chapter-8]}\n',
	"book/references.md": "---\nappendix: B\n---\n\n# References\n",
	"book/17-runbook.md": `---\nrunbook: true\n---\n\n# Runbook\n\n${sections(28)}`,
	"book/19-history.md": `---\nsections: {label: bug}\n---\n\n# History\n\n${sections(13)}`,
	"glossary/glossary.md": "---\nappendix: A\n---\n\n# Glossary\n\n## Docker / Swarm\n\n## Neon\n",
};
for (let number = 1; number <= 20; number += 1) {
	if (number !== 17 && number !== 19) frame[pathOf(number)] = `# Title of ${number}\n`;
}

describe.each(["native", "reference"] as const)("with the %s parser", (parser) => {
	test.each(rows)("$id $source", async (row) => {
		const path = row.page.startsWith("app:")
			? "glossary/glossary.md"
			: pathOf(Number(row.page.replace("ch:", "").replace("*", "2")));
		const text = row.source.startsWith("title: ")
			? `---\n${row.source.replace(/ \(.*/, "")}\n---\n\n# T\n`
			: `${frame[path]}\n${row.source}\n`;
		const linked = await linkBook({ ...frame, [path]: text }, parser);
		expect(linksOf(linked, path)).toBe(expectedLinks(row));
		expect(faultsOf(linked)).toEqual(expectedFaults(row));
		checkPlaces(linked, path, text);
	});
});

/** The words of every link must stand in the source at the place that the edge names. */
function checkPlaces(linked: LinkedBook, path: string, text: string): void {
	for (const edge of linked.linked.get(path)?.edges ?? []) {
		if (edge.kind === "link") continue;
		const written = text.slice(edge.span.start.offset, edge.span.end.offset);
		expect(plain(written)).toBe(plain(edge.text));
	}
}

function plain(text: string): string {
	return text
		.replaceAll("&sect;", "§")
		.replaceAll("&nbsp;", " ")
		.replaceAll("\n> ", "\n")
		.replace(/[*_`]/g, "")
		.replace(/\s+/g, " ");
}

function linksOf({ linked }: LinkedBook, path: string): string {
	const edges =
		linked.get(path)?.edges.filter((edge) => !edge.implied && edge.kind !== "term" && edge.kind !== "link") ?? [];
	return edges.map((edge) => `${edge.text.replace(/\n/g, " ")} → ${edge.target}`).join(" ; ") || "-";
}

function expectedLinks(row: Row): string {
	return row.links.replace(/group heading (\S+)/, (_, name: string) => `group:${name.toLowerCase()}`);
}

const codes: [RegExp, string[]][] = [
	[/^error: no chapter/, ["unknown-chapter"]],
	[/^error: no §/, ["unknown-section"]],
	[/^error: no appendix/, ["unknown-appendix"]],
	[/^error: no bug/, ["unknown-item"]],
	[/^error: no group/, ["unknown-term-group"]],
	[/^warning: malformed-reference \(2\)/, ["malformed-reference", "malformed-reference"]],
	[/^hint: dotted number/, ["dotted-number"]],
];

function expectedFaults(row: Row): string[] {
	if (/^[a-z]+-[a-z-]+(?:, [a-z-]+)*$/.test(row.diagnostics)) return row.diagnostics.split(", ");
	return codes.find(([pattern]) => pattern.test(row.diagnostics))?.[1] ?? [];
}

/** Rules that look at the whole book are tested apart. */
const whole = new Set(["term-not-used", "term-without-chapter", "section-gap"]);

function faultsOf(linked: LinkedBook): string[] {
	return linked.diagnostics.map((diagnostic) => diagnostic.code).filter((code) => !whole.has(code));
}

function readRows(table: string): Row[] {
	const lines = table.trimEnd().split("\n").slice(1);
	return lines.map((line) => {
		const [id = "", page = "", source = "", links = "", diagnostics = ""] = line.split("\t");
		return {
			id,
			page,
			source: source.replaceAll("␤", "\n").replaceAll("⍽", "\u00a0"),
			links: links.replaceAll("⍽", "\u00a0"),
			diagnostics,
		};
	});
}

function sections(count: number): string {
	return Array.from({ length: count }, (_, index) => `## §${index + 1} Entry ${index + 1}\n`).join("\n");
}

function pathOf(number: number): string {
	if (number === 17) return "book/17-runbook.md";
	if (number === 19) return "book/19-history.md";
	return `book/${String(number).padStart(2, "0")}-title.md`;
}

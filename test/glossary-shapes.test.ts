import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Span } from "../src/model/diagnostic.ts";
import { linkBook } from "./support/book.ts";

const folder = join(import.meta.dirname, "glossary");
const samples = readdirSync(folder).filter((name) => name.endsWith(".md"));

/** The line of a place, with carets under it. */
function shown(source: string, { start, end }: Span): string {
	const line = source.split("\n")[start.line - 1] ?? "";
	const width = start.line === end.line ? end.column - start.column : line.length - start.column + 1;
	const blank = line.slice(0, start.column - 1).replace(/[^\t]/g, " ");
	return `${start.line}\t${line}\n\t${blank}${"^".repeat(width)}`;
}

/** Every entry of a sample with its names and its status, the place of its name and of the references in its definition, and what is reported. */
async function readSample(name: string, parser: "native" | "reference"): Promise<string> {
	const path = `glossary/${name}`;
	const source = readFileSync(join(folder, name), "utf8");
	const chapters = { "book/01-one.md": "# One\n\n## §2 Two\n", "book/02-two.md": "# Two\n" };
	const { units } = await linkBook({ ...chapters, [path]: source }, parser);
	const unit = units.get(path);
	const entries = (unit?.outline.terms ?? []).map((term, index) => {
		const { state, ...more } = term.status;
		const facts = [
			term.name,
			...term.aliases.map((alias) => `= ${alias}`),
			...(term.isCode ? ["code"] : []),
			...(term.group ? [`in ${term.group}`] : []),
			...(term.anchors ?? []).map((anchor) => `#${anchor}`),
			...(state === "in use" ? [] : [state]),
			...Object.entries(more).map(([key, value]) => `${key} ${value}`),
			...(term.see === undefined ? [] : [`see ${term.see}`]),
		];
		const place = unit?.places.terms[index];
		const mentions = unit?.mentions.filter((mention) => mention.term === index) ?? [];
		const places = [...(place ? [place] : []), ...mentions.map((mention) => mention.span)];
		return [`## ${facts.join(" · ")}`, term.text, ...places.map((one) => shown(source, one))].join("\n");
	});
	const rest =
		unit?.parts[0]?.segments
			.map((one) => (typeof one === "string" ? one : one.hole === "prose" ? (unit.prose[one.index]?.text ?? "") : ""))
			.join("") ?? "";
	const reported = unit?.diagnostics.map((one) => `${one.code}: ${one.message}\n${shown(source, one.span)}`) ?? [];
	return [...entries, "## Text", rest.trim(), "## Reported", ...reported, ""].join("\n");
}

describe.each(["native", "reference"] as const)("with the %s parser", (parser) => {
	test.each(samples)("the entries of %s", async (name) => {
		await expect(await readSample(name, parser)).toMatchFileSnapshot(join(folder, name.replace(/\.md$/, ".txt")));
	});
});

import { compile } from "../../src/compile/compile.ts";
import { makeBook } from "../../src/index/book.ts";
import { link } from "../../src/link/link.ts";
import { makeTermMatcher } from "../../src/link/terms.ts";
import type { Book } from "../../src/model/book.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";
import type { LinkedUnit } from "../../src/model/linked.ts";
import type { Settings } from "../../src/model/settings.ts";
import type { Unit } from "../../src/model/unit.ts";
import { readSettings } from "../../src/schema/settings.ts";

/** A small book after the link stage. */
export interface LinkedBook {
	book: Book;
	units: Map<string, Unit>;
	linked: Map<string, LinkedUnit>;
	diagnostics: Diagnostic[];
}

/** Compile and link a book given as paths and texts; the text of `book/book.yaml` is its settings. */
export async function linkBook(
	files: Record<string, string>,
	parser: Settings["markdown"]["parser"] = "native",
): Promise<LinkedBook> {
	const { settings, diagnostics } = readSettings(files["book/book.yaml"] ?? "", "book/book.yaml");
	const units = new Map<string, Unit>();
	const assets = new Map<string, string>();
	for (const [path, text] of Object.entries(files)) {
		if (!path.endsWith(".md")) {
			if (!path.endsWith("book.yaml")) assets.set(path, `assets/${path.replaceAll("/", "-")}`);
			continue;
		}
		const kind = path.startsWith("glossary/") ? "glossary" : "chapter";
		const includes = new Map(Object.entries(files).map(([file, content]) => [file.replace(/^book\//, ""), content]));
		units.set(path, await compile({ path, kind, text }, { ...settings, parser, includes }));
	}
	const book = makeBook(
		[...units.values()].map((unit) => unit.outline),
		settings,
		assets,
	);
	const matcher = makeTermMatcher(book);
	const linked = new Map([...units].map(([path, unit]) => [path, link(unit, book, matcher)]));
	const found = [...units.keys()].flatMap((path) => [
		...(units.get(path)?.diagnostics ?? []),
		...(linked.get(path)?.diagnostics ?? []),
	]);
	return { book, units, linked, diagnostics: [...diagnostics, ...found] };
}

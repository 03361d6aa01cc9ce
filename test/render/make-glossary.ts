import { sumOfEdges } from "../../src/link/edge-sum.ts";
import type { Book, BookSymbol, BookTerm, Chapter } from "../../src/model/book.ts";
import type { LinkedUnit } from "../../src/model/linked.ts";
import type { Term } from "../../src/model/unit.ts";

/** A term as a test writes it; its definition is HTML. */
export type TermPlan = Partial<Term> & { name: string; html?: string };

/** Add a glossary, as appendix A, to a book. */
export function addGlossary(plans: TermPlan[], book: Book, linked: Map<string, LinkedUnit>): void {
	const path = "glossary/glossary.md";
	const page = "glossary.html";
	book.glossaryAddress = page;
	const terms = plans.map(
		({ html: _html, ...plan }, part): Term => ({
			isCode: false,
			aliases: [],
			slug: slug(plan.name),
			group: "",
			status: { state: "in use" },
			autolink: true,
			text: textOf(plans[part]?.html ?? ""),
			part,
			...plan,
		}),
	);
	const names = [...new Set(terms.map(({ group }) => group))].filter(Boolean);
	const groups = names.map((name) => ({ name, slug: slug(name) }));
	const outline = {
		path,
		kind: "glossary" as const,
		appendix: "A",
		title: "Glossary",
		frontMatter: {},
		headings: [],
		anchors: [],
		groups,
		terms,
	};
	book.glossary.push(outline);
	const symbol: BookSymbol = {
		key: "app:A",
		kind: "appendix",
		label: "Appendix A",
		title: "Glossary",
		address: { page },
		path,
	};
	const chapter: Chapter = { outline, symbol, sections: new Map() };
	book.appendices.unshift(chapter);
	book.appendixByLetter.set("A", symbol);
	book.chapterByPath.set(path, chapter);
	book.symbols.set(symbol.key, symbol);
	for (const [index, term] of terms.entries()) {
		const own: BookTerm = {
			term,
			path,
			index,
			symbol: {
				key: `term:${term.slug}`,
				kind: "term",
				label: term.name,
				title: term.name,
				address: { page, anchor: `term-${term.slug}` },
				path,
			},
		};
		book.terms.push(own);
		book.symbols.set(own.symbol.key, own.symbol);
	}
	linked.set(path, {
		path,
		parts: plans.map((plan, index) => ({
			kind: "definition" as const,
			index,
			page,
			pieces: [`<p>${plan.html ?? ""}</p>`],
			terms: [],
		})),
		edges: [],
		uses: [],
		edgeSum: sumOfEdges([]),
		hrefs: [],
		assets: [],
		diagnostics: [],
		words: 500,
	});
}

/** Make a slug, near enough to GitHub's for a test. */
export function slug(text: string): string {
	return text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}_ -]+/gu, "")
		.replace(/ /g, "-");
}

/** Take the words out of HTML. */
export function textOf(html: string): string {
	return html
		.replace(/<[^>]*>/g, "")
		.replace(/&lt;/g, "<")
		.replace(/&amp;/g, "&")
		.replace(/\s+/g, " ")
		.trim();
}

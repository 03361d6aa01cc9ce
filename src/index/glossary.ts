import GithubSlugger from "github-slugger";
import type { Address, Book, BookSymbol, BookTerm } from "../model/book.ts";
import type { Outline, Term } from "../model/unit.ts";
import { foldGroup, foldTerm } from "../text/fold.ts";
import { titlePage } from "./addresses.ts";

/** Add the glossary: one page for all of its files, its groups and its terms. It is an appendix, with the letter that a file of it has, or else A where no other appendix claims it. */
export function addGlossary(book: Book, outlines: readonly Outline[]): void {
	const published = outlines.filter((outline) => outline.frontMatter.status !== "draft");
	const [first] = published;
	if (!first) return;
	const main = published.find((outline) => outline.appendix !== undefined) ?? first;
	const letter = main.appendix ?? (book.appendixByLetter.has("A") ? undefined : "A");
	book.glossary = published;
	book.glossaryTitle = published.length === 1 || main.appendix !== undefined ? main.title : "Glossary";
	const page = book.anchors.has(titlePage(book.glossaryTitle)) ? "glossary-terms.html" : titlePage(book.glossaryTitle);
	book.glossaryAddress = page;
	book.anchors.set(page, new Set());
	addLetter(book, main, letter, page);
	for (const outline of published) addFile(book, outline, published.length > 1, page);
}

function addLetter(book: Book, main: Outline, letter: string | undefined, page: string): void {
	const label = letter === undefined ? "" : `Appendix ${letter}`;
	const symbol: BookSymbol = {
		key: letter === undefined ? "page:glossary" : `app:${letter}`,
		kind: "appendix",
		label,
		title: book.glossaryTitle,
		address: { page },
		path: main.path,
	};
	if (book.symbols.has(symbol.key)) return;
	book.symbols.set(symbol.key, symbol);
	if (letter !== undefined) book.appendixByLetter.set(letter, symbol);
}

function addFile(book: Book, outline: Outline, isOneOfSeveral: boolean, page: string): void {
	const fragments = new Map<string, Address>();
	const terms: BookTerm[] = [];
	book.fragments.set(outline.path, fragments);
	book.termsByFile.set(outline.path, terms);
	if (isOneOfSeveral) addGroup(book, outline.title, page, outline.path);
	for (const group of outline.groups) addGroup(book, group.name, page, outline.path);
	for (const [index, term] of definedFirst(outline)) {
		const slug = book.symbols.has(`term:${term.slug}`) ? freeSlug(book, term.slug, term.group, index) : term.slug;
		const symbol: BookSymbol = {
			key: `term:${slug}`,
			kind: "term",
			label: term.name,
			title: term.name,
			address: { page, anchor: `term-${slug}` },
			path: outline.path,
		};
		const bookTerm: BookTerm = { term, path: outline.path, index, symbol };
		book.terms.push(bookTerm);
		terms[index] = bookTerm;
		book.symbols.set(symbol.key, symbol);
		book.anchors.get(page)?.add(`term-${slug}`);
		for (const fragment of [slug, `term-${slug}`, term.slug, ...(term.anchors ?? [])])
			if (!fragments.has(fragment)) fragments.set(fragment, symbol.address);
		if (term.see !== undefined && !book.seesByName.has(foldTerm(term.name)))
			book.seesByName.set(foldTerm(term.name), bookTerm);
		if (term.see === undefined) for (const name of [term.name, ...term.aliases]) noteName(book, name, bookTerm);
	}
	const anchors = outline.headings.flatMap((heading) => [heading.id, ...heading.aliases]);
	for (const anchor of anchors) if (!fragments.has(anchor)) fragments.set(anchor, { page });
	for (const { id } of outline.anchors) {
		if (!fragments.has(id)) fragments.set(id, { page, anchor: id });
		book.anchors.get(page)?.add(id);
	}
	book.headingAddresses.set(
		outline.path,
		outline.headings.map((heading) => addressOfHeading(book, heading.title, page)),
	);
}

/** A *see* entry must not take the anchor of the entry with the definition, wherever it stands. */
function definedFirst(outline: Outline): [number, Term][] {
	const all = [...outline.terms.entries()];
	return [...all.filter(([, term]) => term.see === undefined), ...all.filter(([, term]) => term.see !== undefined)];
}

function addGroup(book: Book, name: string, page: string, path: string): void {
	const folded = foldGroup(name);
	if (book.groups.has(folded)) return;
	const slug = new GithubSlugger().slug(name);
	const symbol: BookSymbol = {
		key: `group:${slug}`,
		kind: "group",
		label: name,
		title: name,
		address: { page, anchor: slug },
		path,
	};
	book.groups.set(folded, symbol);
	book.symbols.set(symbol.key, symbol);
	book.anchors.get(page)?.add(slug);
	book.fragments.get(path)?.set(slug, symbol.address);
}

/** A homonym of another group is told apart by its group. */
function freeSlug(book: Book, slug: string, group: string, index: number): string {
	const withGroup = `${slug}-${new GithubSlugger().slug(group)}`;
	return book.symbols.has(`term:${withGroup}`) || !group ? `${slug}-${index + 1}` : withGroup;
}

function noteName(book: Book, name: string, term: BookTerm): void {
	const folded = foldTerm(name);
	const named = book.termsByName.get(folded);
	if (named) named.push(term);
	else book.termsByName.set(folded, [term]);
}

function addressOfHeading(book: Book, title: string, page: string): Address {
	return book.groups.get(foldGroup(title))?.address ?? { page };
}

import type { Address, BookSymbol, Chapter } from "../model/book.ts";
import type { Mention, Target } from "../model/unit.ts";
import { foldGroup, foldTerm } from "../text/fold.ts";
import { mostSimilar } from "../text/similar.ts";
import { complain, keyOf, type LinkContext } from "./context.ts";
import { didYouMean, nearestChapter, nearestLetter, nearestSection, similarGroup } from "./suggest.ts";
import { checkSuperseded } from "./superseded.ts";

/** What became of a mention. */
export interface Resolution {
	/** A place of the book, or an address outside it. */
	to?: Address | string;
	/** The key of what it means; in `references.json` also for what lies outside the book. */
	key?: string;
	kind?: string;
}

/** Find what a mention means, add its edges, and report it where there is no such thing. A mention of the chapter that it stands in stays text. */
export function resolveMention(mention: Mention, context: LinkContext): Resolution {
	const outside = resolveOutside(mention, context);
	if (outside) return outside;
	const symbol = find(mention.target, mention, context);
	if (!symbol) return {};
	checkRange(mention, context);
	if (symbol.key === context.chapter?.symbol.key) return {};
	addEdge(mention, symbol, context);
	checkSuperseded(symbol, { span: mention.span, section: mention.section, term: mention.term }, context);
	return { to: symbol.address, key: symbol.key, kind: symbol.kind };
}

function resolveOutside(mention: Mention, context: LinkContext): Resolution | undefined {
	const { target } = mention;
	const { settings } = context.book;
	if (target.kind === "rfc") {
		const section = target.section === undefined ? "" : `#section-${target.section}`;
		const key = `rfc:${target.number}${target.section === undefined ? "" : `§${target.section}`}`;
		pushEdge(mention, key, context);
		return { to: `https://www.rfc-editor.org/rfc/rfc${target.number}.html${section}`, key, kind: "rfc" };
	}
	if (target.kind !== "commit") return undefined;
	if (!Object.hasOwn(settings.commits, target.hash)) {
		reportCommit(target, mention, context);
		return {};
	}
	const key = `commit:${target.hash}`;
	pushEdge(mention, key, context);
	const page = settings.repository?.commit?.replace("{hash}", target.hash);
	return page === undefined ? { key, kind: "commit" } : { to: page, key, kind: "commit" };
}

/** An undeclared hash is only text, unless it stands beside a declared one: then it is that hash's neighbour, misspelled. */
function reportCommit(target: Extract<Target, { kind: "commit" }>, mention: Mention, context: LinkContext): void {
	const declared = Object.keys(context.book.settings.commits);
	if (!target.others.some((other) => declared.includes(other))) return;
	complain(context, "unknown-commit", mention.span, {
		message: `the settings list no commit “${target.hash}”`,
		hints: [didYouMean(mostSimilar(target.hash, declared)) ?? "list it under commits in book/book.yaml"],
	});
}

function find(target: Target, mention: Mention, context: LinkContext): BookSymbol | undefined {
	if (target.kind === "chapter") return findChapter(target.number, mention, context)?.symbol;
	if (target.kind === "section") return findSection(target, mention, context);
	if (target.kind === "item") return findItem(target, mention, context);
	if (target.kind === "appendix") return findAppendix(target.letter, mention, context);
	return target.kind === "group" ? findGroup(target.name, mention, context) : undefined;
}

function findChapter(number: number, mention: Mention, context: LinkContext): Chapter | undefined {
	const { book } = context;
	const chapter = book.chapterByNumber.get(number);
	if (chapter) return chapter;
	const draft = book.drafts.get(number);
	const message =
		draft === undefined ? `there is no chapter ${number}` : `chapter ${number} is a draft, and is not published`;
	const hint = successorOf(number, context) ?? nearestChapter(book, number);
	complain(context, "unknown-chapter", mention.span, {
		message,
		hints: [draft === undefined ? hint : `${draft} says “status: draft”`],
	});
	return undefined;
}

/** What the settings say about a chapter that is gone. */
function successorOf(number: number, { book }: LinkContext): string | undefined {
	const { retired } = book.settings;
	if (!Object.hasOwn(retired, number)) return undefined;
	const successor = retired[number];
	if (successor === null || successor === undefined) return "no chapter took its place";
	return /^\d+$/.test(successor) ? `chapter ${successor} took its place` : `“${successor}” took its place`;
}

/** A bare § means a section of its own chapter, if that has numbered sections; otherwise one of the runbook. */
function findSection(
	target: Extract<Target, { kind: "section" }>,
	mention: Mention,
	context: LinkContext,
): BookSymbol | undefined {
	const { book } = context;
	const own = context.chapter && context.chapter.sections.size > 0 ? context.chapter : undefined;
	const named = target.file === undefined ? undefined : chapterOfFile(target.file, context);
	const chapter =
		target.chapter === undefined ? (named ?? own ?? book.runbook) : findChapter(target.chapter, mention, context);
	if (!chapter) {
		if (target.chapter === undefined)
			complain(context, "unknown-section", mention.span, {
				message: `there is no §${target.number}: no chapter is the runbook`,
				hints: [
					"name the chapter, as in “Chapter 17 §27”, or write “runbook: true” in the front matter of the one that is meant",
				],
			});
		return undefined;
	}
	return sectionIn(chapter, target.number, mention, context);
}

function sectionIn(chapter: Chapter, number: number, mention: Mention, context: LinkContext): BookSymbol | undefined {
	const section = chapter.sections.get(number);
	if (section) return section.symbol;
	const retired = chapter.outline.frontMatter.retired;
	const where = chapter.symbol.label.toLowerCase() || `“${chapter.symbol.title}”`;
	if (retired && Object.hasOwn(retired, number)) {
		const successor = retired[number];
		const hint =
			successor === null || successor === undefined ? "no section took its place" : `§${successor} took its place`;
		complain(context, "retired-section", mention.span, {
			message: `§${number} of ${where} was removed`,
			hints: [hint],
		});
	} else {
		complain(context, "unknown-section", mention.span, {
			message: `there is no §${number} in ${where}`,
			hints: [nearestSection(chapter, number)],
		});
	}
	return undefined;
}

function findItem(
	target: Extract<Target, { kind: "item" }>,
	mention: Mention,
	context: LinkContext,
): BookSymbol | undefined {
	const labelled = context.book.chaptersByLabel.get(target.label) ?? [];
	if (labelled.length === 0) return undefined;
	const named = labelled.find((chapter) => chapter.outline.number === target.chapter);
	const own = labelled.find((chapter) => chapter === context.chapter);
	const chapter = target.chapter === undefined ? (own ?? (labelled.length === 1 ? labelled[0] : undefined)) : named;
	const section = chapter?.sections.get(target.number);
	if (section) return section.symbol;
	const [first] = labelled;
	if (chapter) {
		complain(context, "unknown-item", mention.span, {
			message: `there is no ${target.label} #${target.number} in ${chapter.symbol.label.toLowerCase()}`,
			hints: [nearestSection(chapter, target.number, `${target.label} #`)],
		});
	} else if (target.chapter !== undefined && first) {
		complain(context, "unknown-item", mention.span, {
			message: `chapter ${target.chapter} has no numbered ${target.label}`,
			hints: [`they stand in ${first.symbol.label.toLowerCase()}`],
		});
	}
	return undefined;
}

function findAppendix(letter: string, mention: Mention, context: LinkContext): BookSymbol | undefined {
	const symbol = context.book.appendixByLetter.get(letter);
	if (!symbol)
		complain(context, "unknown-appendix", mention.span, {
			message: `there is no appendix ${letter}`,
			hints: [nearestLetter(context.book, letter)],
		});
	return symbol;
}

/** A *see* entry leads to the term of its name in that group, to the group, or to another term. */
function findGroup(name: string, mention: Mention, context: LinkContext): BookSymbol | undefined {
	const { book, unit } = context;
	const group = book.groups.get(foldGroup(name));
	const term = book.termsByName.get(foldTerm(name))?.[0] ?? book.seesByName.get(foldTerm(name));
	if (!group && term) return term.symbol;
	if (!group) {
		complain(context, "unknown-term-group", mention.span, {
			message: `the glossary has neither a group nor a term “${name}”`,
			hints: [similarGroup(book, name)],
		});
		return undefined;
	}
	const own = mention.term === undefined ? undefined : unit.outline.terms[mention.term];
	const folded = foldGroup(name);
	const isFile = book.glossary.some((one) => one.path === group.path && foldGroup(one.title) === folded);
	const there = (book.termsByName.get(foldTerm(own?.name ?? "")) ?? []).find(
		(one) => foldGroup(one.term.group) === folded || (isFile && one.path === group.path),
	);
	return there?.symbol ?? group;
}

function chapterOfFile(file: string, context: LinkContext): Chapter | undefined {
	const name = file.replace(/^(?:\.\/|\.\.\/)+/, "");
	for (const [path, chapter] of context.book.chapterByPath)
		if (path === name || path.endsWith(`/${name}`)) return chapter;
	return undefined;
}

/** Between both ends of a range everything must exist, and is referred to. */
function checkRange(mention: Mention, context: LinkContext): void {
	const { target, from } = mention;
	if (from === undefined || (target.kind !== "chapter" && target.kind !== "section")) return;
	if (from > target.number) {
		complain(context, "malformed-reference", mention.span, {
			message: `the range from ${from} to ${target.number} runs backwards`,
			hints: ["write the smaller number first"],
		});
		return;
	}
	for (let number = from + 1; number < Math.min(target.number, from + 1_000); number += 1) {
		const symbol = find({ ...target, number }, mention, context);
		if (symbol) addEdge(mention, symbol, context, true);
	}
}

function addEdge(mention: Mention, symbol: BookSymbol, context: LinkContext, implied = false): void {
	pushEdge(mention, symbol.key, context, implied);
}

function pushEdge(mention: Mention, target: string, context: LinkContext, implied = false): void {
	const kind = mention.target.kind === "group" ? "see" : "mention";
	const edge = {
		path: context.unit.path,
		span: mention.span,
		text: mention.text,
		target,
		from: keyOf(context, mention.section, mention.term),
		section: mention.section,
		kind,
	} as const;
	context.edges.push(implied || !mention.linked ? { ...edge, implied: true } : edge);
}

import type { Book, Chapter } from "../model/book.ts";
import { severityOf } from "../model/codes.ts";
import type { Diagnostic, Related, Span } from "../model/diagnostic.ts";
import type { Edge } from "../model/linked.ts";
import type { Unit } from "../model/unit.ts";

/** What linking one unit reads and writes. */
export interface LinkContext {
	unit: Unit;
	book: Book;
	/** The chapter that the unit is; undefined for glossary files. */
	chapter: Chapter | undefined;
	edges: Edge[];
	assets: Set<string>;
	/** Keys of symbols by the section and the term that stand in them. */
	keys: Map<string, string>;
	diagnostics: Diagnostic[];
}

/** What a diagnostic of the link stage says beyond its code and its place. */
export interface Complaint {
	message: string;
	hints?: (string | undefined)[];
	related?: Related[];
}

/** Add a diagnostic at a place of the unit. */
export function complain(context: LinkContext, code: string, span: Span, complaint: Complaint): void {
	const hints = (complaint.hints ?? []).filter((hint) => hint !== undefined);
	context.diagnostics.push({
		code,
		severity: severityOf(code),
		path: context.unit.path,
		span,
		message: complaint.message,
		hints,
		related: complaint.related ?? [],
	});
}

/** The key of the innermost symbol that something stands in. */
export function keyOf(context: LinkContext, section: number, term: number | undefined): string {
	const place = `${section} ${term}`;
	const key = context.keys.get(place) ?? innermost(context, section, term);
	context.keys.set(place, key);
	return key;
}

function innermost(context: LinkContext, section: number, term: number | undefined): string {
	const { unit, book, chapter } = context;
	if (term !== undefined) {
		const found = book.termsByFile.get(unit.path)?.[term];
		if (found) return found.symbol.key;
	}
	if (!chapter) return book.glossaryAddress ? `page:${book.glossaryAddress}` : unit.path;
	for (let index = section; index >= 0; index -= 1) {
		const number = unit.outline.headings[index]?.section;
		const found = number === undefined ? undefined : chapter.sections.get(number);
		if (found?.index === index && isWithin(unit, index, section)) return found.symbol.key;
	}
	return chapter.symbol.key;
}

/** Say whether a heading is, or stands below, another. */
function isWithin(unit: Unit, outer: number, inner: number): boolean {
	const depth = unit.outline.headings[outer]?.depth ?? 0;
	for (let index = outer + 1; index <= inner; index += 1)
		if ((unit.outline.headings[index]?.depth ?? 0) <= depth) return false;
	return true;
}

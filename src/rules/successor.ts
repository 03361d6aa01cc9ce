import type { BookSymbol } from "../model/book.ts";
import { diagnostic } from "../model/codes.ts";
import type { Diagnostic, Span } from "../model/diagnostic.ts";
import type { Unit } from "../model/unit.ts";
import { placeOfKey, type Rule, type RuleInput } from "./rule.ts";

/** What is superseded names what took its place, and that is there and is not superseded by it in turn. */
export const successor: Rule = (input) => [...ofSymbols(input), ...ofTerms(input)];

function ofSymbols({ book, units }: RuleInput): Diagnostic[] {
	return [...book.symbols.values()].flatMap((symbol) => {
		const unit = units.get(symbol.path);
		const words = symbol.supersededBy;
		if (!unit || words === undefined) return [];
		// Places are not looked up before they are needed: those of a large book lie in the cache.
		const place = placeOfWords(symbol, unit);
		if (!place) return [];
		const code = faultOf(symbol, book.symbols);
		// The paragraph below a heading is prose, in which the link stage has reported a number that is not there.
		const isRead = symbol.key.includes("§") && /§|\bch/i.test(words);
		if (code === undefined || (code === "unknown-successor" && isRead)) return [];
		return [fault(code, unit.path, place, symbol, words)];
	});
}

function ofTerms({ book, units }: RuleInput): Diagnostic[] {
	return book.terms.flatMap(({ term, path, index, symbol }) => {
		const words = term.status.supersededBy;
		const code = words === undefined ? undefined : faultOf(symbol, book.symbols);
		const place = code === undefined ? undefined : units.get(path)?.places.terms[index];
		if (!place || words === undefined || code === undefined) return [];
		return [fault(code, path, place, symbol, words)];
	});
}

function faultOf(symbol: BookSymbol, symbols: Map<string, BookSymbol>): string | undefined {
	if (symbol.successor === undefined) return "unknown-successor";
	const seen = new Set<string>();
	for (let next: BookSymbol | undefined = symbol; next?.successor !== undefined; next = symbols.get(next.successor)) {
		if (seen.has(next.key)) return next.key === symbol.key ? "successor-cycle" : undefined;
		seen.add(next.key);
	}
	return undefined;
}

function fault(code: string, path: string, span: Span, { label, title }: BookSymbol, words: string): Diagnostic {
	const name = label && label !== title ? `${label} “${title}”` : `“${title}”`;
	if (code === "successor-cycle")
		return diagnostic(code, path, span, `${name} is superseded by what it has superseded itself`, [
			"one of them is still good; say so there",
		]);
	return diagnostic(code, path, span, `${name} is superseded by “${words}”, which is not there`, [
		"write a reference, such as Chapter 9, §13 of ch19 or Appendix B, or the name of a term",
	]);
}

function placeOfWords(symbol: BookSymbol, unit: Unit): Span | undefined {
	if (!symbol.key.includes("§")) return placeOfKey(unit, "supersededBy");
	const number = Number(symbol.key.split("§")[1]);
	const index = unit.outline.headings.findIndex(({ section }) => section === number);
	return unit.places.supersededBy[index] ?? unit.places.headings[index];
}

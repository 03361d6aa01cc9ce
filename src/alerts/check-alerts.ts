import type { AlertRule } from "../model/alert.ts";
import type { Address, Book, BookSymbol, Section } from "../model/book.ts";
import { diagnostic } from "../model/codes.ts";
import type { Diagnostic, Span } from "../model/diagnostic.ts";
import { addressText } from "../text/address-text.ts";
import { alertPage } from "../text/alert-page.ts";
import { mostSimilar } from "../text/similar.ts";
import { alertTarget } from "./alert-target.ts";

/** Where the facts of an entry name an alert: by the entry's number and the alert's name. */
export type FactPlace = (entry: number, alert: string) => { path: string; span: Span };

/** Hold the alerts of rule files against the runbook, in both directions: each alert leads to an entry, and each alert that an entry names is there. */
export function checkAlerts(alerts: AlertRule[], book: Book, placeOf: FactPlace): Diagnostic[] {
	const diagnostics = foldElsewhere(alerts.flatMap((alert) => checkAlert(alert, book)));
	const names = new Set(alerts.map(({ name }) => name));
	for (const [number, { heading }] of book.runbook?.sections ?? []) {
		for (const name of heading.facts?.alerts ?? []) {
			if (names.has(name)) continue;
			const { path, span } = placeOf(number, name);
			const similar = mostSimilar(name, [...names]);
			diagnostics.push(
				diagnostic("unknown-alert", path, span, `§${number} names the alert “${name}”, which no rule file defines`, [
					similar === undefined
						? "take the name away, or give the file of the rule to --alerts"
						: `did you mean “${similar}”?`,
				]),
			);
		}
	}
	return diagnostics;
}

/** A file of somebody else's rules leads elsewhere a hundred times, and one line says so. */
function foldElsewhere(diagnostics: Diagnostic[]): Diagnostic[] {
	const folded = new Map<string, { first: Diagnostic; count: number }>();
	for (const [index, one] of diagnostics.entries()) {
		const key = one.code === "alert-elsewhere" ? `${one.path} ${one.message}` : String(index);
		const known = folded.get(key);
		if (known) known.count += 1;
		else folded.set(key, { first: one, count: 1 });
	}
	return [...folded.values()].map(({ first, count }) =>
		count === 1 ? first : { ...first, message: `${first.message}, as in ${count - 1} more places of this file` },
	);
}

function checkAlert(alert: AlertRule, book: Book): Diagnostic[] {
	const { name, path, span, runbook } = alert;
	const entry = entryOf(name, book);
	if (!runbook) {
		const message = `the alert “${name}” has no runbook_url`;
		return [diagnostic("alert-without-runbook", path, span, message, [adviceFor(entry, book)])];
	}
	const report = (code: string, message: string, ...hints: string[]) => [
		diagnostic(code, path, runbook.span, message, hints),
	];
	if (runbook.isTemplate)
		return report("alert-elsewhere", "this address is filled in by a template, which nobody can check here");
	const target = alertTarget(runbook.url, book.settings);
	const to = target && { ...target, page: pageBehind(target.page, book) };
	if (!to) return report("alert-elsewhere", "this leads to a place outside the book", ...sitesHint(book));
	const anchors = book.anchors.get(to.page);
	if (!anchors || (to.anchor !== undefined && !anchors.has(to.anchor))) return checkOld(to, alert, book);
	const symbol = book.symbolByAddress.get(`${to.page}#`);
	if (symbol?.supersededBy !== undefined) {
		return report("superseded-reference", `${labelOf(symbol)} is superseded by ${symbol.supersededBy}`);
	}
	if (!entry || symbol?.kind !== "entry" || symbol.key === entry.symbol.key || namesIt(symbol, name, book)) return [];
	return report(
		"alert-mismatch",
		`this leads to ${labelOf(symbol)}, and ${labelOf(entry.symbol)} is the entry that names “${name}”`,
		`write ${urlOf(entry.symbol.address, book)}, or add the name to the alerts of ${symbol.label}`,
	);
}

/** The page of an alert's name leads to the entry that names it. */
function pageBehind(page: string, { runbook }: Book): string {
	const sections = [...(runbook?.sections.values() ?? [])];
	const named = sections.filter(({ heading }) => heading.facts?.alerts?.some((name) => alertPage(name) === page));
	return (named.find(({ symbol }) => symbol.supersededBy === undefined) ?? named[0])?.symbol.address.page ?? page;
}

/** What is not there may have been, and still lead on. */
function checkOld(to: Address, { path, name, runbook }: AlertRule, book: Book): Diagnostic[] {
	const old = book.old.get(addressText(to)) ?? book.old.get(to.page);
	const span = runbook?.span;
	if (!span) return [];
	if (old) {
		const now = old.to ? `write ${urlOf(old.to, book)}` : "nothing took its place";
		const message = `${old.label || addressText(to)} is ${old.isRetired ? "retired" : "an old address"}`;
		return [diagnostic("alert-old-address", path, span, message, [now])];
	}
	const entry = entryOf(name, book);
	const hint = entry ? adviceFor(entry, book) : nearest(to, book);
	return [
		diagnostic(
			"alert-unknown-entry",
			path,
			span,
			`the book has no ${addressText(to)}`,
			hint === undefined ? [] : [hint],
		),
	];
}

function nearest({ page, anchor }: Address, book: Book): string | undefined {
	const anchors = book.anchors.get(page);
	if (anchors) {
		const similar = mostSimilar(anchor ?? "", [...anchors]);
		return similar === undefined ? undefined : `did you mean “${page}#${similar}”?`;
	}
	const wanted = Number(/^runbook\/(\d+)\.html$/.exec(page)?.[1] ?? Number.NaN);
	const numbers = [...(book.runbook?.sections.keys() ?? [])];
	const number = numbers.reduce<number | undefined>(
		(best, one) => (best === undefined || Math.abs(one - wanted) < Math.abs(best - wanted) ? one : best),
		undefined,
	);
	const section = number === undefined || Number.isNaN(wanted) ? undefined : book.runbook?.sections.get(number);
	if (section) return `the nearest is ${labelOf(section.symbol)}`;
	const similar = mostSimilar(page, [...book.anchors.keys()]);
	return similar === undefined ? undefined : `did you mean “${similar}”?`;
}

/** The entry whose facts name an alert. */
function entryOf(name: string, { runbook }: Book): Section | undefined {
	return [...(runbook?.sections.values() ?? [])].find(({ heading }) => heading.facts?.alerts?.includes(name));
}

function namesIt({ key }: BookSymbol, name: string, { runbook }: Book): boolean {
	return [...(runbook?.sections.values() ?? [])].some(
		({ symbol, heading }) => symbol.key === key && heading.facts?.alerts?.includes(name) === true,
	);
}

function adviceFor(entry: Section | undefined, book: Book): string {
	if (!entry) return "write an entry for it, and link to that under annotations: runbook_url: …/runbook/27.html";
	return `${labelOf(entry.symbol)} names it: write runbook_url: ${urlOf(entry.symbol.address, book)}`;
}

function urlOf(address: Address, { settings }: Book): string {
	const { site, alerts } = settings;
	return `${site ? site.origin + site.base : (alerts.sites[0] ?? "https://…/")}${addressText(address)}`;
}

function sitesHint({ settings }: Book): string[] {
	return settings.site || settings.alerts.sites.length > 0
		? ["list further addresses of the site under alerts.sites in book/book.yaml"]
		: ["say under site in book/book.yaml where the book stands"];
}

function labelOf({ label, title }: BookSymbol): string {
	return `${label} “${title}”`;
}

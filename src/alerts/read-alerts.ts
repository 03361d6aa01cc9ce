import { isMap, isScalar, isSeq, type Node, parseAllDocuments, Scalar, type YAMLMap } from "yaml";
import type { AlertRule, RuleFile } from "../model/alert.ts";
import { diagnostic } from "../model/codes.ts";
import type { Diagnostic, Span } from "../model/diagnostic.ts";
import { lineStarts, spanOf } from "../text/lines.ts";
import { filler, hasActions, withoutActions } from "./template-actions.ts";

/** The alerts of a file, and what of it could not be read. */
export interface AlertsRead {
	alerts: AlertRule[];
	diagnostics: Diagnostic[];
}

/**
 * Find the alerting rules in a YAML file, wherever they stand in it: a rule file of Prometheus, a `PrometheusRule`, the
 * values of a Helm chart, a rule file as text inside a ConfigMap. Several documents may stand in one file.
 */
export function readAlerts({ path, text }: RuleFile): AlertsRead {
	const lines = lineStarts(text);
	const place = (from: number, to: number): Span =>
		spanOf(lines, Math.min(from, text.length), Math.min(to, text.length));
	const isTemplate = hasActions(text) && faultOf(text) !== undefined;
	const readable = isTemplate ? withoutActions(text) : text;
	const fault = faultOf(readable);
	if (fault)
		return { alerts: [], diagnostics: [unreadable(path, place(fault.from, fault.to), fault.message, isTemplate)] };
	const alerts = alertsIn(readable, 0).flatMap(({ name, from, to, runbook }) => {
		// A name that a template makes is not known here.
		if (name.includes(filler)) return [];
		const alert: AlertRule = { name, path, span: place(from, to) };
		if (runbook)
			alert.runbook = {
				url: text.slice(runbook.from, runbook.to).includes("{{") ? text.slice(runbook.from, runbook.to) : runbook.url,
				span: place(runbook.from, runbook.to),
				isTemplate: runbook.url.includes(filler) || runbook.url.includes("{{"),
			};
		return [alert];
	});
	return { alerts, diagnostics: [] };
}

function unreadable(path: string, span: Span, reason: string, isTemplate: boolean): Diagnostic {
	const message = isTemplate ? "this template cannot be read as YAML" : `this is not YAML: ${reason}`;
	const hints = isTemplate
		? ["check what `helm template` makes of it instead"]
		: ["correct it, for none of its alerts was checked"];
	const fault = diagnostic("unreadable-alerts", path, span, message, hints);
	return isTemplate ? { ...fault, severity: "info" } : fault;
}

const options = {
	version: "1.2",
	schema: "core",
	merge: false,
	prettyErrors: false,
	logLevel: "silent",
	uniqueKeys: false,
} as const;

function faultOf(text: string): { from: number; to: number; message: string } | undefined {
	for (const { errors } of documentsOf(text)) {
		const [error] = errors;
		if (error)
			return {
				from: error.pos[0],
				to: error.pos[1],
				message: error.message.replace(/^[A-Z]/, (first) => first.toLowerCase()),
			};
	}
	return undefined;
}

function documentsOf(text: string) {
	const documents = parseAllDocuments(text, options);
	return Array.isArray(documents) ? documents : [];
}

interface Found {
	name: string;
	from: number;
	to: number;
	runbook?: { url: string; from: number; to: number };
}

/** Everything that looks like an alerting rule, by its offset. A list takes the place of recursion, for nesting has no end in hostile files. */
function alertsIn(text: string, offset: number): Found[] {
	const found: Found[] = [];
	const open: { node: Node | null; name?: Scalar }[] = documentsOf(text).map(({ contents }) => ({
		node: contents as Node | null,
	}));
	for (let next = open.pop(); next; next = open.pop()) {
		const { node, name } = next;
		if (isSeq(node)) open.push(...node.items.map((item) => ({ node: item as Node })));
		if (isScalar(node)) found.push(...insideText(node, text, offset));
		if (!isMap(node)) continue;
		const rule = ruleOf(node, name, text, offset);
		if (rule) found.push(rule);
		else
			for (const { key, value } of node.items)
				open.push({ node: value as Node | null, ...(isScalar(key) ? { name: key as Scalar } : {}) });
	}
	return found.sort((a, b) => a.from - b.from);
}

/** A rule says its name itself, or, in the values of some charts, is named by the key that it stands under. */
function ruleOf(map: YAMLMap, key: Scalar | undefined, text: string, offset: number): Found | undefined {
	const named = map.get("alert", true);
	const annotations = map.get("annotations", true);
	const isNamedByKey =
		named === undefined && isScalar(map.get("expr", true)) && isMap(annotations) && !map.has("record");
	const name = isScalar(named) ? named : isNamedByKey ? key : undefined;
	if (!name || typeof name.value !== "string" || !(map.has("expr") || isMap(annotations))) return undefined;
	const [from, to] = rangeOf(name, offset);
	const rule: Found = { name: name.value, from, to };
	const url = isMap(annotations) ? annotations.get("runbook_url", true) : undefined;
	if (!isScalar(url) || typeof url.value !== "string" || url.value === "") return rule;
	const [start, end] = isBlock(url) ? wordsOf(url, text, offset) : rangeOf(url, offset);
	return { ...rule, runbook: { url: url.value.trim(), from: start, to: end } };
}

/** Where a scalar's words stand, without its quotes. */
function rangeOf(node: Scalar, offset: number): [number, number] {
	const [from = 0, to = 0] = node.range ?? [];
	const isQuoted = node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE;
	return isQuoted ? [offset + from + 1, offset + to - 1] : [offset + from, offset + to];
}

function isBlock({ type }: Scalar): boolean {
	return type === Scalar.BLOCK_FOLDED || type === Scalar.BLOCK_LITERAL;
}

/** A block begins with a sign, and its words stand below. */
function wordsOf({ range }: Scalar, text: string, offset: number): [number, number] {
	const [start = 0, end = 0] = range ?? [];
	const first = text.indexOf("\n", start) + 1;
	const block = text.slice(first, end);
	const from = first + block.length - block.trimStart().length;
	return [offset + from, offset + first + block.trimEnd().length];
}

/** A ConfigMap holds rule files as literal blocks. The block with its indentation is YAML too, so its places need no counting. */
function insideText(node: Scalar, text: string, offset: number): Found[] {
	if (node.type !== Scalar.BLOCK_LITERAL || !/^[ \t]*(?:- )?alert:/m.test(String(node.value))) return [];
	const [start = 0, end = 0] = node.range ?? [];
	const first = text.indexOf("\n", start) + 1;
	const block = text.slice(first, end);
	return faultOf(block) ? [] : alertsIn(block, offset + first);
}

import type { Nodes, Paragraph, Text } from "mdast";
import { toString as textOf } from "mdast-util-to-string";

/** The beginning of a glossary entry: its name, and what stands between that and the definition. */
export interface Lead {
	/** As written, without the colon. */
	name: string;
	isCode: boolean;
	/** The node that holds the name. */
	node: Nodes;
	/** What the parenthesis behind the name says. */
	remarks: string;
	/** The text node in which the definition begins, and how much of it comes before. */
	rest: Text | undefined;
	skipped: number;
}

/** Read the beginning of an entry: a bold name, or, where the paragraph ends like an entry, a plain one. Undefined for other text. */
export function readLead(paragraph: Paragraph): Lead | undefined {
	return boldLead(paragraph) ?? plainLead(paragraph);
}

/** Remarks in parentheses, which may hold others, then the sign that opens the definition. */
const between = /^(?:\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\))?\s*(?::|—|–)(?:\s+|$)/;
const ended = /[:.]\s*$/;

function boldLead(paragraph: Paragraph): Lead | undefined {
	const [strong, next] = paragraph.children;
	if (strong?.type !== "strong") return undefined;
	const written = textOf(strong);
	const isCode = strong.children.length === 1 && strong.children[0]?.type === "inlineCode";
	const rest = next?.type === "text" ? next : undefined;
	if (ended.test(written) && (rest === undefined || /^\s/.test(rest.value))) {
		return {
			name: written.replace(ended, ""),
			isCode,
			node: strong,
			remarks: "",
			rest,
			skipped: /^\s*/.exec(rest?.value ?? "")?.[0].length ?? 0,
		};
	}
	const found = rest ? between.exec(rest.value) : null;
	return found
		? { name: written, isCode, node: strong, remarks: found[1] ?? "", rest, skipped: found[0].length }
		: undefined;
}

/** A plain name is taken for one only where the paragraph is a *see* entry or ends with a chapter, so that other sentences with a colon stay text. */
const entryEnd = /(?:\((?:chapters?|ch\.)\s[^()]+\)|\(ch\d+\)|\bsection)\.?$/i;
const plainName = /^([^.!?:\n]{1,60}(?:: (?=[a-z]+:\s)[^.!?:\n]{1,60})?):\s+/;

function plainLead(paragraph: Paragraph): Lead | undefined {
	const [first] = paragraph.children;
	const found = first?.type === "text" && entryEnd.test(textOf(paragraph).trim()) ? plainName.exec(first.value) : null;
	if (!found || first?.type !== "text") return undefined;
	return { name: found[1] ?? "", isCode: false, node: paragraph, remarks: "", rest: first, skipped: found[0].length };
}

import type { Drawing } from "./drawings.ts";
import { cleanSvg } from "./svg.ts";

/** The kinds of diagram that are drawn, by the names that Mermaid's own parser gives them. */
const kinds = /^(?:flowchart|graph|sequence|state|class|er|xychart)/;

/** A fault as Mermaid's parsers throw it; not all of them say where. */
interface ParseFault {
	message: string;
	hash?: { loc?: { first_line: number; first_column: number }; expected?: string[]; token?: unknown; text?: string };
}

/**
 * Draw a diagram in the language of Mermaid. Mermaid's own parser decides whether it is one, for the program that draws
 * takes anything; both are loaded when the first one is met.
 */
export async function drawMermaid(code: string): Promise<Drawing> {
	const { text, lines } = withoutAsides(code);
	const parse = await loadParser();
	try {
		const kind = await parse(text);
		if (!kinds.test(kind)) {
			const fault = `a diagram of the kind “${kind}” cannot be drawn without a browser`;
			return { fault, line: 0, hint: "drawn are flowchart, sequence, state, class, er and xychart; or use dot" };
		}
	} catch (error) {
		return faultOf(error as ParseFault, text, lines);
	}
	const { renderMermaidSVG } = await import("beautiful-mermaid");
	try {
		return { svg: cleanSvg(renderMermaidSVG(text), "properties") };
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return { fault: `this diagram cannot be drawn: ${reason.slice(0, 200)}`, line: 0 };
	}
}

/** Mermaid's parser cleans labels with a library that needs a browser; what is parsed here is never shown. */
async function loadParser(): Promise<(text: string) => Promise<string>> {
	const { default: purify } = await import("dompurify");
	purify.addHook ??= () => undefined;
	purify.sanitize ??= String as unknown as typeof purify.sanitize;
	const { default: mermaid } = await import("mermaid");
	return async (text) => (await mermaid.parse(text)).diagramType;
}

/** Comments and settings are taken out here, for the parser would count its lines without them. */
function withoutAsides(code: string): { text: string; lines: number[] } {
	const kept: string[] = [];
	const lines: number[] = [];
	const all = code.split("\n");
	const matter = all[0]?.trim() === "---" ? all.findIndex((line, index) => index > 0 && line.trim() === "---") : -1;
	for (const [index, line] of all.entries()) {
		if (index <= matter || /^\s*%%/.test(line)) continue;
		if (kept.length === 0 && !line.trim()) continue;
		kept.push(line);
		lines.push(index);
	}
	return { text: kept.join("\n"), lines };
}

function faultOf({ message, hash }: ParseFault, text: string, lines: number[]): Drawing {
	const { loc, expected = [], text: found = "" } = hash ?? {};
	if (!loc) {
		const reason = /^No diagram type/.test(message) ? "its first line names no kind of diagram" : firstLine(message);
		const hint = "begin with flowchart TD, sequenceDiagram, stateDiagram-v2, classDiagram or erDiagram";
		return { fault: `Mermaid cannot read this diagram: ${reason}`, line: 1, hint };
	}
	const row = Math.min(loc.first_line, lines.length) - 1;
	const line = text.split("\n")[row] ?? "";
	const isAtEnd = !found.trim();
	const fault = isAtEnd
		? "something is missing at the end of this line"
		: `“${found.trim().slice(0, 40)}” cannot stand here`;
	const hint = expected.length > 0 ? `it expects ${expected.slice(0, 5).join(", ")}` : undefined;
	return {
		fault: `Mermaid cannot read this diagram: ${fault}`,
		line: (lines[row] ?? 0) + 1,
		column: isAtEnd ? line.length : loc.first_column,
		...(hint === undefined ? {} : { hint }),
	};
}

function firstLine(message: string): string {
	return message.trim().split("\n")[0]?.slice(0, 200) ?? "";
}

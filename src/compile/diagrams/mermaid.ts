import type { Drawing } from "./drawings.ts";
import { type FlowchartFacts, flowchartText, withHidden } from "./flowchart.ts";
import { missingWords } from "./missing-words.ts";
import { cleanSvg } from "./svg.ts";

/** The kinds of diagram that are drawn, by the names that Mermaid's own parser gives them. */
const kinds = /^(?:flowchart|graph|sequence|state|class|er(?:$|Diagram))/;

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
	const mermaid = await loadParser();
	let read: { type: string; db: unknown };
	try {
		const kind = mermaid.detectType(text);
		if (!kinds.test(kind)) {
			const fault = `a diagram of the kind “${kind}” cannot be drawn without a browser`;
			return { fault, line: 0, hint: "drawn are flowchart, sequence, state, class and er; or use dot" };
		}
		read = await mermaid.mermaidAPI.getDiagramFromText(text);
	} catch (error) {
		return faultOf(error as ParseFault, text, lines);
	}
	const drawn = read.type.startsWith("flowchart")
		? flowchartText(read.db as FlowchartFacts)
		: { text: read.type === "sequence" ? withLines(text) : text };
	if ("fault" in drawn) return { ...drawn, line: 0 };
	const { renderMermaidSVG } = await import("beautiful-mermaid");
	try {
		const svg = withHidden(renderMermaidSVG(drawn.text));
		const missing = missingWords(read, svg);
		if (missing === undefined) return { svg: cleanSvg(svg, "tokens") };
		const fault = `“${missing}” in this diagram cannot be drawn without a browser`;
		return {
			fault,
			line: 0,
			hint: "write each statement on a line of its own, or say it in the text beside the diagram",
		};
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return { fault: `this diagram cannot be drawn: ${reason.slice(0, 200)}`, line: 0 };
	}
}

/** Mermaid's parser cleans labels with a library that needs a browser; what is parsed here is never shown. */
async function loadParser(): Promise<typeof import("mermaid").default> {
	const { default: purify } = await import("dompurify");
	purify.addHook ??= () => undefined;
	purify.sanitize ??= String as unknown as typeof purify.sanitize;
	const { default: mermaid } = await import("mermaid");
	// It lists the kinds that there are when it is first asked to parse.
	await mermaid.parse("info").catch(() => undefined);
	return mermaid;
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

/** In a sequence a semicolon ends a line, unless it ends a sign such as `#35;`. */
function withLines(text: string): string {
	return text.replace(/(#\w+;)|;/g, (_, sign: string | undefined) => sign ?? "\n");
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
	const words = new Set(expected.flatMap((token) => tokens[token.replaceAll("'", "")] ?? []));
	const hint = words.size > 0 ? `it expects ${[...words].slice(0, 5).join(" or ")}` : undefined;
	return {
		fault: `Mermaid cannot read this diagram: ${fault}`,
		line: (lines[row] ?? 0) + 1,
		column: isAtEnd ? line.length : loc.first_column,
		...(hint === undefined ? {} : { hint }),
	};
}

/** What the parsers call a token, in words; of those that are left out no writer has heard. */
const tokens: Record<string, string> = {
	SQE: "]",
	PE: ")",
	DIAMOND_STOP: "}",
	PIPE: "|",
	STR: "words in quotes",
	NODE_STRING: "a name",
	ALPHA: "a name",
	ID: "a name",
	ACTOR: "a name",
	ENTITY_NAME: "a name",
	COLON: "a colon",
	NEWLINE: "the end of the line",
	NL: "the end of the line",
	end: "end",
	LINE: "a line such as -- or -->",
	ONLY_ONE: "||",
	ZERO_OR_ONE: "o|",
	ONE_OR_MORE: "|{",
	ZERO_OR_MORE: "o{",
	"-->": "-->",
};

function firstLine(message: string): string {
	return message.trim().split("\n")[0]?.slice(0, 200) ?? "";
}

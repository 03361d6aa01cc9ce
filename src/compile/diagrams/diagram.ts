import type { Code } from "mdast";
import { escapeAttribute, escapeHtml } from "../../text/escape.ts";
import type { Caption } from "../blocks/captions.ts";
import { codePlace, endOfLine, fencePlace } from "../code/code-place.ts";
import type { FenceOptions } from "../code/fence-options.ts";
import { type Draft, report } from "../draft.ts";
import type { Drawing } from "./drawings.ts";
import { numberSvg } from "./svg.ts";

/** A diagram that was drawn, or not, and what it is called. */
export interface Figure {
	drawing: Drawing | undefined;
	/** Counts the diagrams of the file. */
	number: number;
	caption: Caption | undefined;
}

/** Write a diagram; one that cannot be drawn is reported, and its code is shown. */
export function diagramHtml(node: Code, code: string, options: FenceOptions, shown: Figure, draft: Draft): string {
	const { drawing, caption, number } = shown;
	const words = caption ? `<figcaption>${escapeHtml(`${caption.label}: ${caption.words}`)}</figcaption>` : "";
	const id = caption ? ` id="${escapeAttribute(caption.id)}"` : "";
	const language = (node.lang ?? "").toLowerCase();
	if (!drawing || "fault" in drawing) {
		if (drawing) reportFault(node, drawing, options, draft);
		return `<figure class="listing"${id}>${words}<pre tabindex="0"><code class="language-${language}">${escapeHtml(code)}</code></pre></figure>`;
	}
	if (options.alt === undefined) {
		const message = "this diagram says nothing to a reader who cannot see it";
		const hint = 'add alt="…" behind the language: a sentence that says what the picture shows';
		report(draft, "diagram-alt", ...fencePlace(node, draft), message, hint);
	}
	const label = escapeAttribute(options.alt ?? caption?.words ?? "Diagram");
	const svg = numberSvg(drawing.svg, number).replace("<svg", `<svg role="img" aria-label="${label}"`);
	return `<figure class="diagram${language === "mermaid" ? " mermaid" : ""}" tabindex="0"${id}>${svg}${words}</figure>`;
}

function reportFault(
	node: Code,
	drawing: Exclude<Drawing, { svg: string }>,
	options: FenceOptions,
	draft: Draft,
): void {
	const { fault, line, column = 0, hint } = drawing;
	const hints = hint === undefined ? [] : [hint];
	if (options.include || line === 0) {
		const where = line > 0 ? `, line ${line} of what is included` : "";
		report(draft, "diagram-error", ...fencePlace(node, draft), fault + where, ...hints);
		return;
	}
	const from = codePlace(node, line - 1, column, draft);
	const end = endOfLine(from, draft);
	const start = from + (/^[ \t]*(?=\S)/.exec(draft.source.slice(from, end))?.[0].length ?? 0);
	// At the end of a line its last character is shown.
	report(draft, "diagram-error", start === end ? Math.max(0, end - 1) : start, end, fault, ...hints);
}

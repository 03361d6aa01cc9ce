import type { Form, FoundLink } from "./form.ts";
import { GAP, matchAt } from "./form.ts";

/** `Appendix A`, `appendix B`, `App. A`, `Appendices A and B`. */
export const appendixForm: Form = {
	trigger: "(?<![\\w-])(?:[Aa]ppendi(?:x|ces|xes)|APPENDIX|App\\.)(?=\\s)",
	read(scan, at) {
		const { text } = scan;
		const found = matchAt(head, text, at);
		if (!found) return undefined;
		const links = [toLink(at, at + found[0].length, found[2] ?? "")];
		let end = at + found[0].length;
		if (matchAt(dotted, text, end)) {
			const tail = matchAt(dotted, text, end)?.[0] ?? "";
			const fault = {
				code: "malformed-reference" as const,
				start: at,
				end: end + tail.length,
				message: `“${text.slice(at, end + tail.length)}” is not the name of an appendix: appendices have one letter`,
				hint: "refer to the appendix alone, or link to the heading",
			};
			return { end: fault.end, links: [], faults: [fault] };
		}
		if (/s$/.test(found[1] ?? "")) {
			for (let more = matchAt(next, text, end); more; more = matchAt(next, text, end)) {
				end += more[0].length;
				links.push(toLink(end - 1, end, more[1] ?? ""));
			}
		}
		if (matchAt(elsewhere, text, end)) return { end, links: [], faults: [] };
		return { end, links, faults: [] };
	},
};

const head = new RegExp(`([Aa]ppendi(?:x|ces|xes)|APPENDIX|App\\.)${GAP}([A-Z])(?![\\p{L}\\p{N}_])`, "uy");
const next = new RegExp(`(?:,${GAP}(?:(?:and|or|&)${GAP})?|${GAP}(?:and|or|&)${GAP})([A-Z])(?![\\p{L}\\p{N}_])`, "uy");
const dotted = /(?:\.\d+)+/uy;
const elsewhere = new RegExp(`${GAP}(?:of|in)${GAP}(?!this${GAP}book\\b)\\S`, "uy");

function toLink(start: number, end: number, letter: string): FoundLink {
	return { start, end, target: { kind: "appendix", letter } };
}

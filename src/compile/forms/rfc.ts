import type { Form, FoundLink } from "./form.ts";
import { GAP, matchAt } from "./form.ts";

/** `RFC 7231`, `RFC 7231 §6.5`, `RFC 9110, §15 and §16`: the RFC Editor's pages, whose § are never ours. */
export const rfcForm: Form = {
	trigger: "(?<![\\w-])RFC(?=\\s\\d)",
	read(scan, at) {
		const { text } = scan;
		const found = matchAt(head, text, at);
		if (!found) return undefined;
		const number = Number(found[1]);
		let end = at + found[0].length;
		const links: FoundLink[] = [];
		const section = matchAt(firstSection, text, end);
		if (!section) return { end, links: [toLink(at, end, number)], faults: [] };
		end += section[0].length;
		links.push(toLink(at, end, number, section[1] ?? section[2]));
		for (let more = matchAt(nextSection, text, end); more; more = matchAt(nextSection, text, end)) {
			const written = more[1] ?? "";
			end += more[0].length;
			links.push(toLink(end - written.length, end, number, written.replace(/^§+\s*/u, "")));
		}
		return { end, links, faults: [] };
	},
};

const dottedNumber = "\\d+(?:\\.\\d+)*";
const head = new RegExp(`RFC${GAP}(\\d{1,5})(?![\\p{L}\\p{N}_])`, "uy");
const firstSection = new RegExp(
	`,?${GAP}(?:§§?${GAP}?(${dottedNumber})|[Ss]ec(?:tion|\\.)${GAP}(${dottedNumber}))`,
	"uy",
);
const nextSection = new RegExp(
	`(?:,${GAP}?(?:and${GAP})?|${GAP}(?:and|or|&|to)${GAP}|${GAP}?[–-]${GAP}?)(§§?${GAP}?${dottedNumber})`,
	"uy",
);

function toLink(start: number, end: number, number: number, section?: string): FoundLink {
	return { start, end, target: section === undefined ? { kind: "rfc", number } : { kind: "rfc", number, section } };
}

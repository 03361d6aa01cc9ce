import type { Book } from "../../model/book.ts";
import type { LinkedUnit } from "../../model/linked.ts";
import { byCodeUnit } from "../../text/names.ts";
import { addressText } from "../address.ts";
import type { Keeper } from "../keep.ts";

/** Write every reference of the book with its place and its target, for other programs; `version` changes when the shape does. */
export function renderReferences(
	book: Book,
	linked: ReadonlyMap<string, LinkedUnit>,
	{ recall }: Pick<Keeper, "recall">,
): string {
	const units = [...linked.values()].sort((a, b) => byCodeUnit(a.path, b.path));
	const groups: string[] = [];
	for (let from = 0; from < units.length; from += groupSize) {
		const group = units.slice(from, from + groupSize);
		const prints = group.map(({ edgeSum }) => edgeSum.print);
		groups.push(
			recall(`references from ${group[0]?.path}`, [book, ...prints], () =>
				joined(group.map((unit) => linesOf(unit, book))),
			),
		);
	}
	return `{"version":1,"title":${JSON.stringify(book.settings.title)},"references":[${joined(groups)}\n]}\n`;
}

/** The lines of so many files are kept together: most edits move those of one. */
const groupSize = 32;

function joined(texts: string[]): string {
	return texts.filter((text) => text !== "").join(",");
}

/** One reference on each line, so that two versions can be compared line by line. */
function linesOf(unit: LinkedUnit, book: Book): string {
	return unit.edges
		.map((edge) => {
			const target = book.symbols.get(edge.target);
			const reference = {
				file: edge.path,
				line: edge.span.start.line,
				column: edge.span.start.column,
				text: edge.text,
				kind: edge.kind,
				from: edge.from,
				target: edge.target,
				...(target ? { address: addressText(target.address) } : {}),
				...(edge.implied ? { implied: true } : {}),
			};
			return `\n${JSON.stringify(reference)}`;
		})
		.join(",");
}

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
	const lines = units
		.map((unit) => recall(`references ${unit.path}`, [book, unit], () => linesOf(unit, book)))
		.filter((text) => text !== "")
		.join(",");
	return `{"version":1,"title":${JSON.stringify(book.settings.title)},"references":[${lines}\n]}\n`;
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

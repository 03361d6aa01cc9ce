import { entryAddress, type Frame } from "../frame.ts";
import type { Keeper, PlannedFile } from "../keep.ts";
import { renderLlms } from "./llms.ts";
import { markdownFiles } from "./markdown.ts";
import { renderRunbookJson } from "./runbook-json.ts";
import { renderEntryText } from "./runbook-text.ts";
import { textAddress, type WrittenBook } from "./written.ts";

/** Plan what programs and terminals read: the Markdown of each page, the entries as text and as data, and lists of these. */
export function machineFiles(written: WrittenBook, frame: Frame, { recall }: Pick<Keeper, "recall">): PlannedFile[] {
	const { book, files } = written;
	if (files.size === 0) return [];
	const markdown = markdownFiles(written);
	const entries = entryFiles(written, frame);
	const full: PlannedFile = {
		address: "llms-full.txt",
		inputs: [book, ...[...files.values()].flatMap(({ unit, linked }) => [unit, linked])],
		make: () =>
			markdown
				// The entries are a part of their chapter.
				.filter(({ address }) => !address.startsWith("runbook/"))
				.map(({ address, inputs, make }) => recall(`text of ${address}`, inputs, make))
				.join("\n\n"),
	};
	const whole = files.size <= mostFiles ? [full] : [];
	const addresses = new Set([...markdown, ...entries, ...whole].map(({ address }) => address));
	const list: PlannedFile = {
		address: "llms.txt",
		inputs: [book, frame],
		make: () => renderLlms(book, frame, new Set([...addresses, "glossary.json", "references.json"])),
	};
	return [...markdown, ...entries, ...whole, list];
}

/** The text of a book of more files than this is more than a program can look at, and would be written anew with every word. */
const mostFiles = 500;

function entryFiles({ book, files }: WrittenBook, frame: Frame): PlannedFile[] {
	const runbook = files.get(book.runbook?.outline.path ?? "");
	if (!runbook) return [];
	const { unit, linked } = runbook;
	const texts = [...(book.runbook?.sections ?? [])].map(([number, section]): PlannedFile => {
		const make = () => {
			const entry = unit.entries?.find(({ heading }) => heading === section.index);
			return entry ? renderEntryText(number, section, entry, book, frame) : "";
		};
		return { address: textAddress(entryAddress(number)), inputs: [book, unit, frame], make };
	});
	const data: PlannedFile = {
		address: "runbook.json",
		inputs: [book, unit, linked],
		make: () => renderRunbookJson(book, unit.entries ?? [], linked),
	};
	return [...texts, data];
}

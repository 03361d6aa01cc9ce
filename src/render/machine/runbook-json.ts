import type { Book, Section } from "../../model/book.ts";
import type { Entry } from "../../model/entry.ts";
import type { LinkedUnit } from "../../model/linked.ts";
import type { FrontMatter } from "../../model/unit.ts";
import type { RunbookData } from "../../schema/shapes/runbook-data.ts";
import { addressText } from "../address.ts";
import { entryAddress } from "../frame.ts";
import { markdownAddress, textAddress } from "./written.ts";

type EntryJson = RunbookData["entries"][number];

/** Write the runbook as data, for other programs: one entry on each line, so that two versions can be compared. */
export function renderRunbookJson(book: Book, entries: Entry[], linked: LinkedUnit): string {
	const { runbook, settings } = book;
	if (!runbook) return "";
	const { symbol, sections, outline } = runbook;
	const head: Omit<RunbookData, "entries"> = {
		version: 1,
		title: settings.title,
		...(settings.site ? { url: settings.site.origin + settings.site.base } : {}),
		chapter: { key: symbol.key, title: outline.title, address: addressText(symbol.address) },
		placeholders: settings.runbook.placeholders,
	};
	const all = [...sections]
		.sort(([a], [b]) => a - b)
		.flatMap(([number, section]) => {
			const entry = entries.find(({ heading }) => heading === section.index);
			return entry ? [entryJson(number, section, entry, book, linked)] : [];
		});
	const lines = all.map((entry) => `\n${JSON.stringify(entry)}`).join(",");
	return `${JSON.stringify(head).slice(0, -1)},"entries":[${lines}\n]}\n`;
}

function entryJson(number: number, section: Section, entry: Entry, book: Book, linked: LinkedUnit): EntryJson {
	const { heading, symbol } = section;
	const frontMatter: FrontMatter = book.runbook?.outline.frontMatter ?? {};
	const { takes, severity, alerts = [], proof } = heading.facts ?? {};
	const owner = heading.facts?.owner ?? frontMatter.owner;
	const verified = heading.facts?.verified ?? frontMatter.verified ?? "no";
	const address = entryAddress(number);
	return {
		number,
		key: symbol.key,
		title: heading.title,
		address,
		text: textAddress(address),
		markdown: markdownAddress(address),
		...(takes === undefined ? {} : { takes }),
		...(severity === undefined ? {} : { severity }),
		...(owner === undefined ? {} : { owner }),
		alerts,
		verified: verified === "no" ? null : verified,
		...(proof === undefined ? {} : { proof }),
		...(symbol.successor === undefined ? {} : { supersededBy: symbol.successor }),
		supersedes: book.predecessors.get(symbol.key) ?? [],
		refersTo: refersTo(symbol.key, linked),
		parts: entry.parts.map(({ name, title, markdown }) => ({ ...(name ? { part: name } : {}), title, markdown })),
		commands: entry.commands.map(({ isDestructive, ...command }) => ({ ...command, destructive: isDestructive })),
		hash: `sha256:${entry.hash}`,
	};
}

function refersTo(key: string, { edges }: LinkedUnit): string[] {
	const targets = edges
		.filter((edge) => edge.from === key && /^(?:ch|app):/.test(edge.target))
		.map((edge) => edge.target);
	return [...new Set(targets)].filter((target) => target !== key);
}

import type { Book, Chapter } from "../../model/book.ts";
import { absoluteUrl } from "../absolute-url.ts";
import { entryAddress, type Frame } from "../frame.ts";
import { markdownAddress } from "./written.ts";

/** Write `llms.txt`, the contents of the book for programs that read text: each page's Markdown with a sentence about it. */
export function renderLlms(book: Book, frame: Frame, files: ReadonlySet<string>): string {
	const { settings, runbook } = book;
	const link = (title: string, address: string, words: string | undefined) => {
		const to = absoluteUrl(address, frame) ?? address;
		return `- [${title.replace(/[[\]\\]/g, "\\$&")}](${to})${words ? `: ${words.replace(/\s+/g, " ")}` : ""}`;
	};
	const chapter = ({ symbol, outline }: Chapter) => {
		const isNumbered = outline.number !== undefined || outline.appendix !== undefined;
		const title = isNumbered ? `${symbol.label}: ${outline.title}` : outline.title;
		const state = symbol.supersededBy ? "superseded" : outline.frontMatter.status;
		const words = [state === undefined ? "" : `(${state})`, outline.frontMatter.description ?? ""].filter(Boolean);
		return link(title, markdownAddress(symbol.address.page), words.join(" "));
	};
	const listed = (chapters: Chapter[]) =>
		chapters.filter(({ symbol }) => files.has(markdownAddress(symbol.address.page))).map(chapter);
	const entries = [...(runbook?.sections ?? [])]
		.sort(([a], [b]) => a - b)
		.map(([number, { heading, symbol }]) => {
			const facts = [symbol.supersededBy ? "superseded" : "", ...(heading.facts?.alerts ?? [])].filter(Boolean);
			return link(`§${number} ${heading.title}`, markdownAddress(entryAddress(number)), facts.join(", "));
		});
	const data: [string, string][] = [
		["runbook.json", "the entries of the runbook with their parts and commands"],
		["glossary.json", "the terms with their definitions and states"],
		["references.json", "every reference of the book with its place and its target"],
		["llms-full.txt", "the whole book as one text"],
	];
	const parts: [string, string[]][] = [
		["Chapters", listed(book.chapters)],
		["Runbook", entries],
		["Reference", [...listed(book.appendices), ...listed(book.plain), ...glossaryLink()]],
		["Data", data.filter(([file]) => files.has(file)).map(([file, words]) => link(file, file, words))],
	];
	return `${[
		`# ${settings.title}`,
		...(settings.description ? [`> ${settings.description.replace(/\s+/g, " ")}`] : []),
		...parts.filter(([, lines]) => lines.length > 0).map(([name, lines]) => `## ${name}\n\n${lines.join("\n")}`),
	].join("\n\n")}\n`;

	function glossaryLink(): string[] {
		const address = markdownAddress(book.glossaryAddress ?? "");
		return address && files.has(address) ? [link(book.glossaryTitle, address, "the terms of the book")] : [];
	}
}

import * as z from "zod";
import { partNamesSchema } from "./part-names.ts";

const text = z.string();
const list = z.array(text);
const count = z.int().positive("a number greater than 0");
const pageAddress = z
	.string()
	.regex(
		/^[\p{L}\p{M}\p{N}_-]+(?:\/[\p{L}\p{M}\p{N}_-]+)*\.html(?:#\S+)?$/u,
		"an address such as ch09.html or ch09.html#pooling",
	);
const placePattern = /^(?:\d{1,5}|[A-Z]|[\p{L}\p{M}\p{N}_-]+(?:\/[\p{L}\p{M}\p{N}_-]+)*\.html(?:#\S+)?)$/u;
const place = z.string().regex(placePattern, "a chapter's number, an appendix's letter or an address");
const address = z.string().regex(/^https?:\/\/[^\s/]+(?:\/\S*)?$/, "an address such as https://git.example.com/book");

/** What `book/book.yaml` may say. Every key has a default. */
export const settingsSchema = z
	.strictObject({
		title: text.default("Book").describe("The title of the book, on its cover and in every page's title."),
		description: text.default("").describe("One sentence about the book."),
		language: z
			.string()
			.regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/, "a language tag such as en or de-CH")
			.default("en")
			.describe("A BCP 47 language tag; it becomes the lang of every page."),
		authors: list.default([]).describe("Names of the authors."),
		license: z
			.strictObject({
				name: text.describe("Its name, such as CC BY 4.0 or Internal use only."),
				url: address.optional().describe("Where its text stands."),
			})
			.optional()
			.describe("Under what terms the text may be used; it stands at the end of every page."),
		site: z
			.strictObject({
				origin: z
					.string()
					.regex(/^https?:\/\/[^\s/]+$/, "a scheme and a host such as https://book.example.com")
					.describe("Scheme and host, without a path."),
				base: z
					.string()
					.regex(/^\/(?:\S*\/)?$/, "a path that begins and ends with /")
					.default("/")
					.describe("The path under which the site stands."),
			})
			.optional()
			.describe("Where the site will stand, for what needs absolute addresses; without it no sitemap is written."),
		cards: z
			.boolean()
			.default(false)
			.describe("Whether each page has a picture for links in chats; painting one takes about 0.05 s. Needs site."),
		repository: z
			.strictObject({
				url: address.describe("Where the sources of the book are."),
				edit: text.optional().describe("Where a reader may edit a page; {path} stands for the file."),
				commit: text.optional().describe("Where a commit is shown; {hash} stands for it."),
				issues: text.optional().describe("Where a reader reports a fault."),
			})
			.optional()
			.describe("The repository of the book."),
		commits: z.record(text, text).default({}).describe("Commits that the text names: hash to subject line."),
		redirects: z
			.record(pageAddress, pageAddress)
			.default({})
			.describe("Old addresses that must keep leading somewhere: each to the address that took its place."),
		retired: z
			.record(place, z.union([z.int(), place, z.null()]))
			.default({})
			.describe("Chapters, appendices and addresses that are gone: each to what took its place, or to null."),
		alerts: z
			.strictObject({
				sites: z
					.array(
						z
							.string()
							.regex(
								/^https?:\/\/[^\s/]+\/(?:\S*\/)?$/,
								"an address that ends with /, such as https://book.example.com/",
							),
					)
					.default([])
					.describe("Further addresses of the site, for links of alerts."),
			})
			.prefault({})
			.describe("What is done with alerts."),
		severity: z
			.record(text, z.enum(["error", "warning", "info", "off"]))
			.default({})
			.describe("How much a diagnostic weighs: its code to error, warning, info or off."),
		links: z
			.strictObject({
				ignore: list.default([]).describe("Addresses that are not checked; * stands for anything."),
				remoteImages: list.default([]).describe("Hosts from which images may be shown."),
			})
			.prefault({})
			.describe("What is done with links."),
		glossary: z
			.strictObject({
				noAutolink: list.default([]).describe("Terms that never link by themselves."),
				allow: z.record(text, list).default({}).describe("Files that may use a superseded term: the term to paths."),
			})
			.prefault({})
			.describe("What is done with terms."),
		font: z
			.string()
			.regex(/^[^/\\:][^\\:]*\.(?:woff2?|ttf|otf)$/i, "a file such as fonts/own.woff2")
			.optional()
			.describe("A font for all text but code: a file of the book, beside these settings or below them."),
		print: z
			.boolean()
			.optional()
			.describe("Whether there is a page with the whole book, to print; by default for books of up to 100 pages."),
		runbook: z
			.strictObject({
				parts: partNamesSchema,
				placeholders: z
					.record(text, text)
					.default({})
					.describe("Placeholders that every entry may use without a word about them: the name to what it stands for."),
			})
			.prefault({})
			.describe("How the entries of the runbook are read."),
		single: z.boolean().default(false).describe("Whether the site offers the whole book as one file, book.html."),
		offline: z
			.boolean()
			.default(false)
			.describe("Whether browsers keep the whole book, for readers without a network."),
		markdown: z
			.strictObject({
				parser: z
					.enum(["native", "reference"])
					.default("native")
					.describe(
						"Which parser reads Markdown, native or reference; both give the same, and the native one is many times as fast.",
					),
			})
			.prefault({})
			.describe("How Markdown is read."),
		limits: z
			.strictObject({
				fileSize: count
					.max(5_000_000, "a number up to 5000000")
					.default(5_000_000)
					.describe("The largest text, in bytes."),
				inlineMarkers: count
					.default(2_000)
					.describe("The most signs of one kind that may open something inside a paragraph."),
				depth: count.default(100).describe("The deepest nesting of quotes and lists."),
				paragraphLines: count.default(5_000).describe("The most lines of one paragraph."),
				tableColumns: count.default(200).describe("The most columns of a table."),
				tableCells: count.default(10_000).describe("The most cells of a table."),
			})
			.prefault({})
			.describe("Guards against text that a parser would take for ever over."),
	})
	.describe("Settings of a book that is built with Silcrow.");

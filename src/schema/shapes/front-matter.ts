import * as z from "zod";
import { day } from "./day.ts";

const text = z.string();
const whole = z.int("a whole number").min(0, "a number from 0 to 99999").max(99_999, "a number from 0 to 99999");
const section = z.int("a whole number").min(1, "a number from 1 to 9999").max(9_999, "a number from 1 to 9999");

/** An address that a page had once. */
export const oldAddress = z
	.string()
	.regex(
		/^(?:[\p{L}\p{M}\p{N}_-]+(?:\/[\p{L}\p{M}\p{N}_-]+)*\.html(?:#\S+)?|#\S+)$/u,
		"an old address such as ch09.html, ch09.html#pooling or #pooling",
	);

/** What the front matter of a file may say. */
export const frontMatterSchema = z
	.strictObject({
		number: whole.optional().describe("The number of the chapter, where the file name does not say it."),
		appendix: z
			.string()
			.regex(/^[A-Z]$/, "one letter from A to Z")
			.optional()
			.describe("The letter of an appendix."),
		part: text.optional().describe("The part of the book that the chapter belongs to."),
		title: text.optional().describe("The title, where it is not the first heading."),
		description: text.optional().describe("One sentence for the cover and for search engines."),
		status: z
			.enum(["draft", "planned", "tests only", "done", "superseded"])
			.optional()
			.describe(
				"A draft is left out of the site. What is planned is listed as not yet written; tests only is what is tested and not in use.",
			),
		supersededBy: text.optional().describe("What took its place, as a reference: Chapter 9 since 2026-04."),
		runbook: z.boolean().optional().describe("Numbered sections are entries with pages of their own."),
		sections: z
			.strictObject({
				label: z
					.string()
					.regex(/^\p{L}[\p{L}-]*$/u, "one word")
					.optional()
					.describe("With bug, §6 is also bug #6."),
			})
			.optional()
			.describe("What numbered sections are also called."),
		retired: z
			.union([z.array(section), z.record(z.string().regex(/^[1-9]\d{0,3}$/), z.union([section, z.null()]))])
			.optional()
			.describe("Numbers of sections that are gone: a list, or each with the number that took its place."),
		verified: day.optional().describe("When somebody last followed the text."),
		owner: text.optional().describe("Who answers for the text."),
		index: z.array(text).optional().describe("Entries of the index that lead to the file: deploys > gate."),
		aliases: z
			.union([
				z.array(oldAddress),
				z.record(
					oldAddress,
					z.union([z.string().regex(/^(?:#\S+)?$/, "an anchor of this file such as #pools"), z.null()]),
				),
			])
			.optional()
			.describe("Old addresses that keep leading here: a list, or each with the anchor that took its place."),
	})
	.describe("Front matter of a file of a book that is built with Silcrow.");

/** Names, as a list or as words with commas between them. */
const names = z.union([z.array(text), text, z.null()]);
const addresses = z.record(
	oldAddress,
	z.union([z.string().regex(/^(?:#\S+)?$/, "an anchor of this file such as #pools"), z.null()]),
);

/** What the front matter of a file of the glossary may say, besides. */
export const glossaryFrontMatterSchema = frontMatterSchema
	.extend({
		term: z
			.union([text, z.boolean()])
			.optional()
			.describe("The name of the one term that the file explains; true where the title is."),
		status: text.optional().describe("Draft, or the status of the term: tests only since 2026-04."),
		aliases: z
			.union([names, addresses])
			.optional()
			.describe("Other names of the term, and old addresses that keep leading here."),
		aka: names.optional().describe("Other names of the term."),
		group: text.optional().describe("The group that the term belongs to."),
		autolink: z.boolean().optional().describe("False where the term must not link by itself."),
	})
	.describe("Front matter of a file of a glossary.");

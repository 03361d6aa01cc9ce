import { z } from "zod";

const text = z.string();

/** What `references.json` of a published site holds. */
export const referencesDataSchema = z
	.strictObject({
		version: z.literal(1).describe("Changes when the shape does."),
		title: text.describe("Of the book."),
		references: z
			.array(
				z.strictObject({
					file: text.describe("The file that refers, relative to the book's root folder."),
					line: z.int().describe("From 1."),
					column: z.int().describe("From 1, in UTF-16 code units."),
					text: text.describe("The words that refer."),
					kind: z.enum(["mention", "link", "term", "see"]).describe("How they refer."),
					from: text.describe("The key of what the words stand in, such as ch:8 or term:goose."),
					target: text.describe("The key of what they lead to, or an address."),
					address: text.optional().describe("Where that stands, relative to the site."),
					implied: z.literal(true).optional().describe("True for a number between both ends of a range."),
				}),
			)
			.describe("Every reference, by file and place."),
	})
	.describe("The references of a book that is built with Silcrow.");

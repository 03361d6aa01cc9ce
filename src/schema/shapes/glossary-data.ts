import { z } from "zod";

const date = z.string().regex(/^\d{4}(?:-\d{2}){0,2}$/);

/** What `glossary.json` of a built site holds. */
export const glossaryDataSchema = z
	.strictObject({
		version: z.literal(1).describe("Changes when a reader of the file would have to."),
		title: z.string().describe("The title of the book."),
		terms: z
			.array(
				z.strictObject({
					name: z.string().describe("As written."),
					aliases: z.array(z.string()).optional().describe("Other names."),
					address: z.string().describe("Its entry, relative to the root of the site."),
					group: z.string().describe("The heading that it stands under, or the empty string."),
					status: z
						.strictObject({
							state: z
								.enum(["in use", "target", "not in use", "tests only", "superseded", "formerly"])
								.describe("Where it stands."),
							since: date.optional().describe("A year, a month or a day."),
							until: date.optional().describe("A year, a month or a day."),
							supersededBy: z.string().optional().describe("The name of what took its place."),
						})
						.describe("Where it stands today."),
					text: z.string().optional().describe("The definition as plain text."),
					see: z.string().optional().describe("Of an entry without a definition: the group or the term to look under."),
					file: z.string().describe("The file that it is written in."),
					usedIn: z
						.array(
							z.strictObject({
								label: z.string().describe("8, §27, 19 §13."),
								title: z.string().describe("The title of the section or of the chapter."),
								address: z.string().describe("Relative to the root of the site."),
							}),
						)
						.describe("The sections that use it, in the order of the book."),
				}),
			)
			.describe("In the order of the files."),
	})
	.describe("The glossary of a book as data: glossary.json of a site that Silcrow built.");

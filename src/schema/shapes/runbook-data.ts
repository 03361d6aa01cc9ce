import { z } from "zod";

const text = z.string();
const key = text.describe("A name as references.json uses it, such as ch:8 or ch:17§26.");
const partName = z
	.enum(["use", "need", "steps", "verify", "rollback", "escalate"])
	.describe("Which part it is, whatever words lead it in; absent for a part of another name.");

const part = z.strictObject({
	part: partName.optional(),
	title: text.describe("The words that lead it in; empty before the first."),
	markdown: text.describe("As written, without the lead."),
});

const command = z.strictObject({
	part: partName.optional(),
	step: z.int().optional().describe("The step that it stands in."),
	language: text.describe("Of the fence: bash, sql …"),
	code: text.describe("Without prompts, and without what the commands print."),
	placeholders: z.array(text).describe("Names between < and >, which the reader fills in."),
	destructive: z.boolean().describe("True where it cannot be undone."),
});

const entry = z.strictObject({
	number: z.int().describe("26 for §26; it never comes to mean something else."),
	key,
	title: text.describe("Without the number."),
	address: text.describe("Its page, relative to the site."),
	text: text.describe("The same for a terminal."),
	markdown: text.describe("The same as Markdown."),
	takes: text.optional().describe("How long it takes."),
	severity: text.optional().describe("How urgent it is."),
	owner: text.optional().describe("Who answers for it."),
	alerts: z.array(text).describe("Names of the alerts that lead here."),
	verified: text.nullable().describe("The day on which somebody last followed it; null where nobody has."),
	proof: text.optional().describe("What was run to verify it."),
	supersededBy: key.optional().describe("The key of what took its place."),
	supersedes: z.array(key).describe("Keys of the entries whose place it took."),
	refersTo: z.array(key).describe("Keys of the chapters, sections and entries that it names."),
	parts: z.array(part).describe("In the order of the text."),
	commands: z.array(command).describe("What a reader runs, in the order of the text."),
	hash: text.describe(
		"sha256: and the sum of its text and its commands; another one means that something was changed.",
	),
});

/** What `runbook.json` of a published site holds. */
export const runbookDataSchema = z
	.strictObject({
		version: z.literal(1).describe("Changes when the shape does."),
		title: text.describe("Of the book."),
		url: text.optional().describe("Where the site stands, where the book says it; addresses count from here."),
		chapter: z
			.strictObject({ key, title: text.describe("Of the chapter."), address: text.describe("Its page.") })
			.describe("The chapter whose sections are the entries."),
		placeholders: z.record(text, text).describe("Placeholders that every entry may use, and what they stand for."),
		entries: z.array(entry).describe("By number."),
	})
	.describe("The runbook of a book that is built with Silcrow, as data.");

/** The same as a type. */
export type RunbookData = z.infer<typeof runbookDataSchema>;

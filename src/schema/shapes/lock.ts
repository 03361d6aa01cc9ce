import * as z from "zod";
import { addressPattern, sumPattern } from "../lock-patterns.ts";

const address = z.string().regex(addressPattern, "an address such as ch08.html#pooling");

/** What `book/book.lock.json` holds. */
export const lockSchema = z
	.strictObject({
		$schema: z.string().optional().describe("The address of this schema."),
		version: z.literal(1).describe("The version of this form."),
		entries: z
			.record(
				z.string(),
				z.strictObject({
					title: z.string().describe("What it was called when the lock was last written."),
					at: z.array(address).min(1).describe("Every address that leads to it; the first is the one that links use."),
					text: z
						.string()
						.regex(sumPattern, "the sum of a text")
						.describe("The sum of its words, by which similar texts are known."),
					in: z.string().optional().describe("The key of the numbered section that it stands in."),
					gone: address.nullable().optional().describe("The address that took its place, or null where nothing did."),
				}),
			)
			.describe("What was published, by key: ch:8, ch:17§26, term:goose, or an address."),
	})
	.describe("What a book that is built with Silcrow has promised to keep: its numbers, addresses and anchors.");

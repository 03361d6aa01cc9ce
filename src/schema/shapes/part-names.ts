import * as z from "zod";

const words = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

/** The words that lead in a part of an entry, where the settings say no others. */
const defaults = {
	use: ["Use when", "Symptom", "Symptoms"],
	need: ["You need", "Before you start", "Prerequisites"],
	steps: ["Steps", "Procedure"],
	verify: ["Verify", "Check that it worked"],
	rollback: ["Roll back", "Rollback", "Undo"],
	escalate: ["Escalate", "Escalation"],
};

const named = (name: keyof typeof defaults, what: string) =>
	words
		.default(defaults[name])
		.transform((value) => (typeof value === "string" ? [value] : value))
		.describe(`${what}: the words that lead in the part, as a heading or in bold.`);

/** What the settings may say about the parts of an entry. */
export const partNamesSchema = z
	.strictObject({
		use: named("use", "When the entry is used"),
		need: named("need", "What must be at hand"),
		steps: named("steps", "What is done"),
		verify: named("verify", "How one sees that it worked"),
		rollback: named("rollback", "How it is undone"),
		escalate: named("escalate", "Whom to call"),
	})
	.prefault({})
	.describe("By what words the parts of an entry are led in.");

import * as z from "zod";
import { entrySchema } from "./entry.ts";
import { frontMatterSchema, glossaryFrontMatterSchema } from "./front-matter.ts";
import { glossaryDataSchema } from "./glossary-data.ts";
import { lockSchema } from "./lock.ts";
import { referencesDataSchema } from "./references-data.ts";
import { runbookDataSchema } from "./runbook-data.ts";
import { settingsSchema } from "./settings.ts";

/** Write the JSON Schemas: of what a book says as YAML, with which editors complete and check it, and of what a site says as JSON; file name to content. */
export function jsonSchemas(): Map<string, string> {
	const schemas = {
		book: settingsSchema,
		"front-matter": frontMatterSchema,
		"glossary-front-matter": glossaryFrontMatterSchema,
		glossary: glossaryDataSchema,
		runbook: runbookDataSchema,
		references: referencesDataSchema,
		entry: entrySchema,
		lock: lockSchema,
	};
	return new Map(
		Object.entries(schemas).map(([name, schema]) => [
			`${name}.schema.json`,
			`${JSON.stringify(z.toJSONSchema(schema, { io: "input" }), null, 2)}\n`,
		]),
	);
}

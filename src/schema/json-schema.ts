import * as z from "zod";
import { entrySchema } from "./shapes/entry.ts";
import { frontMatterSchema, glossaryFrontMatterSchema } from "./shapes/front-matter.ts";
import { glossaryDataSchema } from "./shapes/glossary-data.ts";
import { lockSchema } from "./shapes/lock.ts";
import { referencesDataSchema } from "./shapes/references-data.ts";
import { runbookDataSchema } from "./shapes/runbook-data.ts";
import { settingsSchema } from "./shapes/settings.ts";

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

/** Writes the JSON Schemas, with which editors complete settings and front matter, and the tables of their keys in the documentation: `npx tsx scripts/schemas.ts`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { jsonSchemas } from "../src/schema/json-schema.ts";
import { withKeyTables } from "./key-tables.ts";

const root = join(import.meta.dirname, "..");
mkdirSync(join(root, "schema"), { recursive: true });
for (const [name, content] of jsonSchemas()) writeFileSync(join(root, "schema", name), content);
const settings = join(root, "docs/settings.md");
writeFileSync(settings, withKeyTables(readFileSync(settings, "utf8")));

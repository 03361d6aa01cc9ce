/** Writes the JSON Schemas that editors complete settings and front matter with: `npx tsx scripts/schemas.ts`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { jsonSchemas } from "../src/schema/json-schema.ts";

const folder = join(import.meta.dirname, "../schema");
mkdirSync(folder, { recursive: true });
for (const [name, content] of jsonSchemas()) writeFileSync(join(folder, name), content);

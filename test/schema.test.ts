import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { jsonSchemas } from "../src/schema/json-schema.ts";

test.each([...jsonSchemas()])("schema/%s is up to date: npx tsx scripts/schemas.ts", (name, content) => {
	expect(readFileSync(join(import.meta.dirname, "../schema", name), "utf8")).toBe(content);
});

test("every key is described for editors", () => {
	const undescribed: string[] = [];
	interface Schema {
		description?: string;
		properties?: Record<string, Schema>;
	}
	const visit = ({ properties = {} }: Schema, path: string): void => {
		for (const [key, property] of Object.entries(properties)) {
			if (!property.description) undescribed.push(`${path}.${key}`);
			visit(property, `${path}.${key}`);
		}
	};
	for (const [name, content] of jsonSchemas()) visit(JSON.parse(content), name);
	expect(undescribed).toEqual([]);
});

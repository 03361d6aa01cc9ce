import { jsonSchemas } from "../src/schema/json-schema.ts";

interface Key {
	description?: string;
	default?: unknown;
	properties?: Record<string, Key>;
}

/** Fill the tables of keys in a text: below `<!-- keys: book -->` stands a row for each key of that schema, below `<!-- keys: a beyond b -->` for each that `b` has not, or not so. */
export function withKeyTables(text: string): string {
	return text.replace(
		/(<!-- keys: (\S+)(?: beyond (\S+))? -->\n)(?:\|.*\n)*/g,
		(_, comment: string, name: string, other?: string) => {
			const others = new Set(other === undefined ? [] : rowsOf(schema(other), ""));
			const rows = rowsOf(schema(name), "").filter((row) => !others.has(row));
			return `${comment}| key | what it says |\n| --- | --- |\n${rows.join("")}`;
		},
	);
}

function schema(name: string): Key {
	const text = jsonSchemas().get(`${name}.schema.json`);
	if (text === undefined) throw new Error(`there is no schema ${name}`);
	return JSON.parse(text) as Key;
}

function rowsOf({ properties = {} }: Key, above: string): string[] {
	return Object.entries(properties).flatMap(([name, key]) =>
		key.properties
			? rowsOf(key, `${above}${name}.`)
			: [`| \`${above}${name}\` | ${key.description}${withDefault(key)} |\n`],
	);
}

function withDefault({ default: value }: Key): string {
	const isNothing =
		value === undefined || value === "" || JSON.stringify(value) === "[]" || JSON.stringify(value) === "{}";
	if (isNothing) return "";
	return ` By default ${Array.isArray(value) ? value.join(", ") : `\`${value}\``}.`;
}

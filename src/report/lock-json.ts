import type { Lock, LockEntry } from "../model/lock.ts";
import { byCodeUnit } from "../text/names.ts";

/** Write a lock as JSON, sorted, with one entry a line, so that a difference between two states and a merge of them can be read. */
export function printLock({ entries }: Lock): string {
	const lines = [...entries].sort(([a], [b]) => byCodeUnit(a, b)).map(([key, entry]) => lineOf(key, entry));
	return `{\n  "version": 1,\n  "entries": {\n${lines.join(",\n")}\n  }\n}\n`;
}

function lineOf(key: string, { title, at, text, in: section, gone }: LockEntry): string {
	const fields = {
		title,
		at,
		...(section === undefined ? {} : { in: section }),
		...(gone === undefined ? {} : { gone }),
		text,
	};
	const inside = Object.entries(fields).map(([name, value]) => `${JSON.stringify(name)}: ${listed(value)}`);
	return `    ${JSON.stringify(key)}: {${inside.join(", ")}}`;
}

function listed(value: unknown): string {
	return Array.isArray(value) ? `[${value.map((item) => JSON.stringify(item)).join(", ")}]` : JSON.stringify(value);
}

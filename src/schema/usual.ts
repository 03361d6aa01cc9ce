/** What each key may hold, as plainly as most files have it. */
type Kinds = Record<string, (value: unknown) => boolean>;

/**
 * Give a map in the order of its kinds, where each of its keys is one of them and each value of its kind; undefined
 * where a schema has to look at it. Most files say nothing else, and to load the schemas takes longer than a small edit.
 */
export function usual<Value>(read: unknown, kinds: Kinds): Value | undefined {
	const given = read ?? {};
	if (typeof given !== "object" || Array.isArray(given)) return undefined;
	const values = new Map<string, unknown>(Object.entries(given));
	for (const [key, value] of values) if (!Object.hasOwn(kinds, key) || !kinds[key]?.(value)) return undefined;
	const known = Object.keys(kinds).filter((key) => values.has(key));
	return Object.fromEntries(known.map((key) => [key, values.get(key)])) as Value;
}

/** Tell whether a value is text. */
export function isText(value: unknown): value is string {
	return typeof value === "string";
}

/** Tell whether a value is a list of texts. */
export function areTexts(value: unknown): value is string[] {
	return Array.isArray(value) && value.every(isText);
}

/** Tell whether a value is true or false. */
export function isTruth(value: unknown): value is boolean {
	return typeof value === "boolean";
}

/** Tell whether a value is a day as YYYY-MM-DD, one that the calendar has. */
export function isDay(value: unknown): boolean {
	const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isText(value) ? value : "") ?? [];
	if (date === undefined) return false;
	const made = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
	return made.toISOString().startsWith(String(value));
}

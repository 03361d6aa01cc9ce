import * as z from "zod";

/** A day as YYYY-MM-DD, one that the calendar has. */
export const day = z.string().refine(isDay, { error: "a day such as 2026-11-24", abort: true });

function isDay(text: string): boolean {
	const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
	if (date === undefined) return false;
	const made = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
	return made.toISOString().startsWith(text);
}

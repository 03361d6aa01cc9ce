const months = "January February March April May June July August September October November December".split(" ");

/** Write a date as `2 May 2024`, the same in every locale; a year and a month as `May 2024`. */
export function longDate(date: string): string {
	const [year = "", month, day] = date.slice(0, 10).split("-");
	const name = month === undefined ? "" : (months[Number(month) - 1] ?? month);
	return [day === undefined ? "" : String(Number(day)), name, year].filter(Boolean).join(" ");
}

import { longDate } from "../text/long-date.ts";

/** How old the last drill is; without a build date the page's script judges it when it is read. */
export interface Verified {
	tone: "ok" | "warn" | "danger";
	sign: string;
	/** YYYY-MM-DD, where there is one. */
	date?: string;
	/** `2 May 2024`, or the words for never. */
	words: string;
	/** `14 months ago`, for what is old. */
	age?: string;
}

/** Judge a date of verification by the day on which the site was built, where that is known. */
export function judgeVerified(date: string | undefined, today: string | undefined): Verified {
	if (date === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(date)) {
		return { tone: "danger", sign: "✕", words: "Not verified" };
	}
	const words = longDate(date);
	const days = today === undefined ? 0 : daysBetween(date, today);
	const age = `${Math.floor(days / 30.44)} months ago`;
	if (days > 365) return { tone: "danger", sign: "✕", date, words, age };
	if (days > 180) return { tone: "warn", sign: "!", date, words, age };
	return { tone: "ok", sign: "✓", date, words };
}

function daysBetween(from: string, to: string): number {
	return (Date.parse(to.slice(0, 10)) - Date.parse(from)) / 86_400_000;
}

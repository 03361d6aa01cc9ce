import { all, make, one } from "./find.ts";

/** Judge the dates of verification again, for the page may be read long after it was built. */
export function judgeVerified(): void {
	for (const badge of all("[data-verified]")) {
		const age = (Date.now() - Date.parse(badge.dataset.verified ?? "")) / 86_400_000;
		const [tone, sign] = age > 365 ? ["danger", "✕"] : age > 180 ? ["warn", "!"] : ["ok", "✓"];
		badge.className = `badge ${tone}`;
		const mark = one(".sign", badge);
		if (mark) mark.textContent = sign ?? "";
		if (age <= 180) continue;
		const words = one(".age", badge) ?? badge.appendChild(make("span", "age"));
		words.textContent = `, ${Math.floor(age / 30.44)} months ago`;
	}
}

/** Say on a page that was opened from disk how old the copy is. */
export function markLocalCopy(): void {
	const built = one("[data-built]");
	if (location.protocol !== "file:" || !built) return;
	const words = (built.textContent ?? "").replace("Built", "built");
	showCopyLine("Local copy", `Local copy, ${words}. It may be out of date.`);
}

const month = 30 * 86_400_000;

/** Say below the bar that this is a copy; one that is over a month old is a warning. */
export function showCopyLine(label: string, words: string): void {
	const age = Date.now() - Date.parse(one("[data-built]")?.dataset.built ?? "");
	const line = make("section", `local${age > month ? " warn" : ""}`, words);
	line.ariaLabel = label;
	one(".local")?.remove();
	one(".bar")?.after(line);
}

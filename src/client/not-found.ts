import { all, make, one } from "./find.ts";

/** On the page for wrong addresses: show what was asked for and the pages that come nearest. A number in the address wins. */
export function suggestPages(): void {
	const article = one("[data-not-found]");
	const place = article && one(".near", article);
	if (!article || !place) return;
	const asked = decode(location.pathname);
	const line = make("p", "", "You asked for ");
	line.append(make("code", "", asked), ".");
	place.replaceChildren(line);
	const name = asked
		.replace(/\.html?$/, "")
		.split("/")
		.slice(-2)
		.join(" ");
	const found = all<HTMLAnchorElement>(".rows a", article)
		.map((link) => ({ link, score: likeness(name, link) }))
		.sort((a, b) => b.score - a.score)
		.slice(0, 3);
	if (found.length === 0) return;
	const list = make("ul", "rows");
	for (const { link } of found) {
		const item = make("li", link.closest(".rows.act") ? "act" : "");
		item.append(link.cloneNode(true));
		list.append(item);
	}
	place.append(make("p", "label", "Perhaps you want"), list);
}

function decode(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		// A wrong address may be wrong in this way too; it is shown as it came.
		return path;
	}
}

/** Compare by number, of which the nearest counts too, then by pairs of letters. */
function likeness(asked: string, link: HTMLAnchorElement): number {
	const number = /\d+/.exec(asked)?.[0];
	const own = one("bdi", link)?.textContent ?? "";
	const isWanted = /runbook|§|sect|\bs\d/i.test(asked) === own.startsWith("§");
	// Letters have no distance.
	const distance = number && /\d/.test(own) ? Math.abs(Number(own.replace("§", "")) - Number(number)) : Infinity;
	const a = pairs(asked);
	const b = pairs(link.textContent ?? "");
	const shared = [...a].filter((pair) => b.has(pair)).length;
	return (isWanted ? 1.5 : 1) / (1 + distance) + (2 * shared) / (a.size + b.size || 1);
}

function pairs(text: string): Set<string> {
	const letters = text.toLowerCase().replace(/[^\p{L}]+/gu, "");
	return new Set([...letters].slice(1).map((_, at) => letters.slice(at, at + 2)));
}

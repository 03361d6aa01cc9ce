import type { EngineResult } from "../../src/model/engine.ts";

/** What a reader finds at an address of the built site: text, or “told” where the page says that it is gone, or undefined where there is nothing. */
export function matterAt(site: EngineResult["site"], address: string, hops = 0): string | undefined {
	const [page = "", anchor] = address.split("#");
	const html = site.get(page);
	if (typeof html !== "string" || hops > 5) return undefined;
	const follow = (href: string, fragment = "") => {
		const { pathname, hash } = new URL(href, `http://x/${page}`);
		return matterAt(site, pathname.slice(1) + (hash || fragment), hops + 1);
	};
	const item = anchor === undefined ? undefined : itemWith(html, anchor);
	if (item) return item.includes("data-moved") ? follow(/href="([^"]+)"/.exec(item)?.[1] ?? "") : "told";
	const stub = /<a href="([^"]+)" data-moved>/.exec(html)?.[1];
	if (stub !== undefined) return follow(stub, anchor === undefined ? "" : `#${anchor}`);
	if (html.includes("<strong>Retired.</strong>")) return "told";
	const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
	if (anchor === undefined) return main;
	const at = main.indexOf(` id="${anchor}"`);
	return at === -1 ? undefined : sectionAt(main, at, follow);
}

/** An entry of the list of what left the page. */
function itemWith(html: string, anchor: string): string | undefined {
	const items = html.match(/<li id="[^"]*"[^>]*>(?:(?!<\/li>).)*<\/li>/gs) ?? [];
	const lists = items.filter((item) => /data-moved|: (?:retired|now|gone)/.test(item));
	return lists.find((item) => item.includes(` id="${anchor}"`));
}

function sectionAt(main: string, at: number, follow: (href: string) => string | undefined): string | undefined {
	const open = Math.max(main.lastIndexOf("<h", at), main.lastIndexOf("<dt", at));
	const level = Number(main[open + 2]);
	const rest = main.slice(open + 3);
	const end = rest.search(Number.isNaN(level) ? /<dt/ : new RegExp(`<h[1-${level}][ >]`));
	const section = end === -1 ? rest : rest.slice(0, end);
	const row = /<a href="(runbook\/\d+\.html)"/.exec(section.slice(0, section.indexOf("</h")))?.[1];
	return row === undefined ? section : follow(row);
}

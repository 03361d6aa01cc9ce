import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { publish } from "../src/world/publish.ts";
import { fingerprint } from "../src/world/seal.ts";
import type { SiteRecord } from "../src/world/stage.ts";

/** Make the site number so-and-so of a trial: every page says which one it belongs to, except those that no edit changed. */
export function trialSite(version: number): Map<string, string> {
	const site = new Map<string, string>();
	for (let page = 0; page < 6; page++) site.set(`ch${page}.html`, `site ${version}, page ${page}\n`);
	site.set("runbook/1.html", `site ${version}, entry\n`);
	// Of a real site nearly all is as in the one before, and stays in the spare one that becomes the next.
	for (let page = 0; page < 60; page++) site.set(`kept/${page % 4}/page${page}.html`, `page ${page} of every site\n`);
	// A folder that comes and goes, so that the spare one has to be cleared of it.
	if (version % 2 === 0) site.set("even/sometimes/page.html", "a page of every second site\n");
	// Each site has a page that no other has, so that a mixture shows.
	site.set(`only-${version}.html`, `site ${version}\n`);
	return site;
}

/** Publish a site of a trial as a build does: with what the one before has kept, and the spare site of that. */
export async function publishTrial(out: string, version: number): Promise<void> {
	const site = trialSite(version);
	const hashes = new Map([...site].map(([path, text]) => [path, fingerprint(text)]));
	const kept = join(dirname(out), "record.json");
	const record = new Map(existsSync(kept) ? JSON.parse(readFileSync(kept, "utf8")) : []) as SiteRecord;
	const spare = join(dirname(out), "spare");
	const published = await publish(out, site, { root: join(dirname(out), "book-root"), hashes, record, spare });
	writeFileSync(`${kept}.draft`, JSON.stringify([...published.record]));
	renameSync(`${kept}.draft`, kept);
}

/** Give the number of the site in a folder, or say what is wrong with it. */
export function versionIn(folder: string): number | string {
	if (!existsSync(folder)) return "no site";
	const found = new Map<string, string>();
	for (const entry of readdirSync(folder, {
		recursive: true,
		withFileTypes: true,
	})) {
		if (!entry.isFile() || entry.name === ".silcrow") continue;
		const path = join(entry.parentPath, entry.name);
		const address = path.slice(folder.length + 1).replaceAll("\\", "/");
		found.set(address, readFileSync(path, "utf8"));
	}
	const version = Number(/^site (\d+)/.exec(found.get("ch0.html") ?? "")?.[1]);
	if (Number.isNaN(version)) return "no first page";
	const wanted = trialSite(version);
	const isWhole = wanted.size === found.size && [...wanted].every(([path, text]) => found.get(path) === text);
	return isWhole ? version : `a mixture: ${[...found.keys()].join(" ")}`;
}

import { lstat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { Discovered } from "../model/discovered.ts";
import { type Content, type KnownFile, readContent, sizeLimits } from "./content.ts";
import { systemCode } from "./failure.ts";

/** What is known of a book, and what may have changed of it. */
export interface Reread {
	/** The real path of the book's folder. */
	root: string;
	/** Relative to the root, with `/`. */
	paths: string[];
	/** Filled by `discover`; brought up to date. */
	known: Map<string, KnownFile>;
	/** What `discover` found last. */
	before: Discovered;
}

/**
 * Read the named files alone, and give the book with what is new in them. Its cost grows with their number, not with the book.
 * Undefined when more than the text of known files changed, or when a file has a fault: then `discover` must look at everything.
 */
export async function reread({ root, paths, known, before }: Reread): Promise<Discovered | undefined> {
	const named = new Set(paths.map((path) => join(root, path)));
	for (const path of named) {
		const kind = await kindOf(path);
		const file = known.get(path);
		// A name that came and went, such as the temporary file of an editor, is none of ours; a folder that went is, and a file that was refused.
		if (!file && kind === "nothing" && !holdsKnown(path, known) && !holdsRefused(path, root, before)) continue;
		if (!file || file.real !== path || kind !== "file") return undefined;
	}
	let found = before;
	for (const [key, file] of known) {
		// A file may be shown under further names, by links.
		if (!named.has(file.real)) continue;
		const path = relative(root, key).split(sep).join("/");
		const place = { base: root, isDefault: false, file: { path, real: file.real }, limits: sizeLimits };
		const next = await readContent(place, file);
		if (next === "gone") return undefined;
		const replaced = replace(found, file.content, next.content);
		if (!replaced) return undefined;
		known.set(key, next);
		found = replaced;
	}
	return found;
}

function holdsKnown(folder: string, known: Reread["known"]): boolean {
	for (const { real } of known.values()) if (real.startsWith(folder + sep)) return true;
	return false;
}

function holdsRefused(gone: string, root: string, { diagnostics }: Discovered): boolean {
	return diagnostics.some(({ path }) => `${join(root, path)}${sep}`.startsWith(gone + sep));
}

async function kindOf(path: string): Promise<"file" | "nothing" | "other"> {
	try {
		return (await lstat(path)).isFile() ? "file" : "other";
	} catch (error) {
		if (systemCode(error) === "ENOENT") return "nothing";
		if (systemCode(error) === undefined) throw error;
		return "other";
	}
}

function replace(found: Discovered, old: Content, next: Content): Discovered | undefined {
	if (old === next) return found;
	if (old.diagnostics.length > 0 || next.diagnostics.length > 0) return undefined;
	if (old.source && next.source) return { ...found, sources: exchanged(found.sources, old.source, next.source) };
	if (old.asset && next.asset) return { ...found, assets: exchanged(found.assets, old.asset, next.asset) };
	if (old.template && next.template)
		return { ...found, templates: exchanged(found.templates, old.template, next.template) };
	return undefined;
}

function exchanged<Item>(items: Item[], old: Item, next: Item): Item[] {
	return items.map((item) => (item === old ? next : item));
}

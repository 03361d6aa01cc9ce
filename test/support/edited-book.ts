import { createHash } from "node:crypto";
import { createEngine } from "../../src/engine/engine.ts";
import type { Discovered } from "../../src/model/discovered.ts";
import type { Engine, EngineOptions, EngineResult } from "../../src/model/engine.ts";
import type { Store } from "../../src/model/store.ts";
import { ownTemplates } from "../render/templates.ts";

/** A book as paths and texts: sources, `book/book.yaml`, templates, and whatever else is an asset. */
export type Files = Record<string, string>;

/** Give what `discover` would find, where an earlier run has read the files as they were before. */
export function discovered(files: Files, before: Files = {}): Discovered {
	const paths = Object.keys(files).sort();
	const templates = ownTemplates();
	for (const path of paths) if (path.startsWith("templates/")) templates.set(path.slice(10), files[path] ?? "");
	const named = ["book/book.yaml", "book/book.lock.json"];
	const isText = (path: string) => path.endsWith(".md") || named.includes(path) || path.startsWith("templates/");
	const lockText = files["book/book.lock.json"];
	return {
		sources: paths
			.filter((path) => path.endsWith(".md"))
			.map((path) => sourceOf(path, files[path] ?? "", before[path])),
		assets: paths
			.filter((path) => !isText(path))
			.map((path) => {
				const text = files[path] ?? "";
				return { path, hash: hashOf(text), size: text.length, isPublic: path.startsWith("public/") };
			}),
		settingsText: files["book/book.yaml"] ?? "",
		...(lockText === undefined ? {} : { lockText }),
		templates: [...templates].map(([name, text]) => ({ path: `templates/${name}`, text })),
		diagnostics: [],
	};
}

/** Give the sources that say what they said before as the same objects, as reading a book again does. */
export function readAgain(found: Discovered, before: Discovered | undefined): Discovered {
	const known = new Map(before?.sources.map((source) => [source.path, source]));
	const sources = found.sources.map((source) => {
		const old = known.get(source.path);
		return old?.text === source.text ? old : source;
	});
	return { ...found, sources };
}

/** Make an engine for a book that changes: `state` gives its files as they are. */
export function engineFor(state: () => Files, store?: Store, how: Pick<EngineOptions, "isLive"> = {}): Engine {
	return createEngine({
		version: "1",
		readAsset: async ({ path }) => new TextEncoder().encode(state()[path] ?? ""),
		...(store ? { store } : {}),
		...how,
	});
}

/** Make a store that lives as long as the test; everything in it is text, as in a real one. */
export function textStore(): Store {
	const entries = new Map<string, { note: string; parts: string[] }>();
	return {
		find(key) {
			const entry = entries.get(key);
			return entry && { note: entry.note, part: (index) => entry.parts[index] };
		},
		keep(key, note, parts) {
			entries.set(key, { note, parts });
			return undefined;
		},
		renote(key, note) {
			const entry = entries.get(key);
			if (entry) entries.set(key, { ...entry, note });
		},
		claim: () => undefined,
	};
}

/** Make the files that are not known without being made, as publishing does. */
export function drawUnknown({ site, hashes }: EngineResult): void {
	for (const address of site.keys()) if (!hashes.has(address)) site.get(address);
}

/** Give the hash of every file of a site: known, or made for it. */
export function hashesOf({ site, hashes }: EngineResult): Record<string, string> {
	return Object.fromEntries(
		[...site.keys()].map((address) => [address, hashes.get(address) ?? hashOf(site.get(address) ?? "")]),
	);
}

function sourceOf(path: string, text: string, before: string | undefined): Discovered["sources"][number] {
	const source: Discovered["sources"][number] = {
		path,
		kind: path.startsWith("glossary/") ? "glossary" : "chapter",
		text,
	};
	return before === undefined ? source : { ...source, before: hashOf(before) };
}

/** Give the SHA-256 of a content, in hex. */
export function hashOf(content: string | Uint8Array): string {
	return createHash("sha256").update(content).digest("hex");
}

import type { SearchRoot } from "../model/search.ts";
import { one } from "./find.ts";
import { loadScript } from "./load-script.ts";
import { loadStyle } from "./load-style.ts";
import { makeDialog } from "./search/search-dialog.ts";
import type { Load } from "./search/search-dictionary.ts";
import { makeFind } from "./search/search-engine.ts";

declare global {
	/** Every script of the index calls it, with its name and its data. */
	var silcrowIndex: ((name: string, data: unknown) => void) | undefined;
}

const root = one("script[data-root]")?.dataset.root ?? "";
const data = new Map<string, unknown>();
const loading = new Map<string, Promise<void>>();

const load: Load = async <Data>(name: string) => {
	if (!data.has(name)) {
		const script = loading.get(name) ?? loadScript(`${root}search/${name}.js`);
		loading.set(name, script);
		await script.catch((error) => {
			loading.delete(name);
			throw error;
		});
	}
	return data.get(name) as Data;
};

globalThis.silcrowIndex = (name, read) => {
	data.set(name, read);
	if (name !== "root") return;
	const index = read as SearchRoot;
	// A file that holds the whole book has the styles in it.
	const style = root === "#" ? Promise.resolve() : loadStyle(root + index.style);
	const open = makeDialog(makeFind(index, load), index, root);
	// The dialog is not shown before its styles are there; where they cannot be had, it finds no less without them.
	globalThis.silcrowSearch = { open: () => void style.then(open, open) };
};

import { runInNewContext } from "node:vm";
import type { Load } from "../../src/client/search/search-dictionary.ts";
import { type Find, type HitGroup, makeFind } from "../../src/client/search/search-engine.ts";
import type { SearchRoot } from "../../src/model/search.ts";

/** A search over the scripts of an index, as a browser has them. */
export interface Searching {
	find: Find;
	root: SearchRoot;
	/** The scripts that were loaded so far, in order. */
	loaded: string[];
}

/** Run the scripts of an index as a browser would, each only when the search asks for it. */
export async function searching(scripts: ReadonlyMap<string, string | Uint8Array>): Promise<Searching> {
	const loaded: string[] = [];
	const load: Load = async <Data>(name: string): Promise<Data> => {
		const address = name === "root" ? "search-index.js" : `search/${name}.js`;
		loaded.push(address);
		let data: unknown;
		const script = scripts.get(address);
		if (typeof script !== "string") throw new Error(`there is no script ${address}`);
		// The data comes from another realm, whose arrays are no arrays of this one.
		const silcrowIndex = (_: string, read: unknown) => {
			data = structuredClone(read);
		};
		runInNewContext(script, { silcrowIndex });
		return data as Data;
	};
	const root = await load<SearchRoot>("root");
	return { find: makeFind(root, load), root, loaded };
}

/** The addresses that were found, in order. */
export function addressesOf(groups: HitGroup[]): string[] {
	return groups.flatMap(({ hits }) => hits.map(({ record }) => record.u));
}

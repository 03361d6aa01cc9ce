import type { EngineResult } from "../model/engine.ts";
import type { LivePages } from "../render/live-site.ts";

/**
 * Make the files of a site that is looked at while it is written: pages are drawn when somebody asks for them, and all
 * that is neither a page nor put into the map is made together when the first of it is asked for. Its keys are those of pages and of
 * what was put in.
 */
export function liveFiles(
	pages: LivePages,
	makeRest: () => ReadonlyMap<string, string | Uint8Array>,
): EngineResult["site"] {
	const files: EngineResult["site"] = new Map();
	const { get, set, has, keys } = files;
	let made: ReadonlyMap<string, string | Uint8Array> | undefined;
	const rest = (): ReadonlyMap<string, string | Uint8Array> => {
		made ??= makeRest();
		return made;
	};
	const find = (address: string): string | Uint8Array | undefined => {
		if (pages.addresses.has(address)) return pages.draw(address);
		// Of a file of `public/` and one that is made, the latter counts; what makes them says which of them there are.
		const own = get.call(files, address);
		return own === undefined || maybeMade.test(address) ? (rest().get(address) ?? own) : own;
	};
	function* addresses(): MapIterator<string> {
		yield* pages.addresses;
		for (const address of keys.call(files)) if (!pages.addresses.has(address)) yield address;
	}
	function* entries(): MapIterator<[string, string | Uint8Array]> {
		for (const address of addresses()) yield [address, find(address) ?? ""];
	}
	function* values(): MapIterator<string | Uint8Array> {
		for (const [, content] of entries()) yield content;
	}
	return Object.assign(files, {
		get: find,
		has: (address: string) => pages.addresses.has(address) || has.call(files, address) || rest().has(address),
		set: (address: string, content: string | Uint8Array) => set.call(files, address, content),
		keys: addresses,
		entries,
		values,
		[Symbol.iterator]: entries,
	});
}

/** What is made from the book stands beside the pages, or with those of the search. */
const maybeMade = /^(?:[^/]+|(?:search|runbook|cards)\/.+)\.(?:js|css|json|xml|txt|md|html)$/;

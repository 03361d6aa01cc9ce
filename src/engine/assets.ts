import type { EngineOptions } from "../model/engine.ts";
import type { Asset } from "../model/source.ts";
import type { PublishedNames } from "../render/frame.ts";
import type { Drawing } from "./drawing.ts";
import type { BookFont } from "./font.ts";
import { contentHash } from "./prints.ts";

/** Files of `public/` whose content decides their name, so that a page never meets the style or script of another build. */
const fingerprinted = /\.(?:css|js)$/;

/**
 * Say where each file is published. What lies in `public/` keeps its name, style sheets and scripts apart; what lies
 * beside the chapters goes to `assets/` under a name with the beginning of its hash.
 */
export function publishedAddresses(assets: Asset[], font?: BookFont): Map<string, string> {
	const addresses = new Map<string, string>();
	for (const asset of assets) {
		const inPublic = asset.path.replace(/^public\//, "");
		const keepsName = asset.isPublic && !fingerprinted.test(asset.path);
		addresses.set(asset.path, keepsName ? inPublic : `assets/${withHash(asset)}`);
	}
	if (font) addresses.set("public/style.css", font.styleName);
	return addresses;
}

/** Name the files that every page loads; they come with Silcrow, and a book may have its own. */
export function publishedNames(addresses: Map<string, string>, font?: BookFont): PublishedNames {
	const name = (file: string) => addresses.get(`public/${file}`) ?? file;
	const icon = addresses.get("public/icon.svg");
	const theme = addresses.get("public/theme.css");
	const logo = addresses.get("public/logo.svg");
	const touchIcon = addresses.get("public/apple-touch-icon.png");
	return {
		style: name("style.css"),
		laterStyle: name("later.css"),
		script: name("book.js"),
		entryScript: name("entry.js"),
		lostScript: name("lost.js"),
		search: name("search.js"),
		searchStyle: name("search.css"),
		searchIndex: "search-index.js",
		print: name("print.css"),
		worker: name("worker.js"),
		...(font ? { font: font.name } : {}),
		...(theme === undefined ? {} : { theme }),
		...(logo === undefined ? {} : { logo }),
		...(icon === undefined ? {} : { icon }),
		...(touchIcon === undefined ? {} : { touchIcon }),
	};
}

function withHash(asset: Asset): string {
	const name = asset.path.slice(asset.path.lastIndexOf("/") + 1).replace(/[^\w.-]+/g, "-");
	const dot = name.lastIndexOf(".");
	const hash = asset.hash.slice(0, 8);
	return dot > 0 ? `${name.slice(0, dot)}.${hash}${name.slice(dot)}` : `${name}.${hash}`;
}

/** Add to the site the files of `public/`, and those that are `used`; what the site makes itself goes before them. */
export async function usedAssets(
	assets: Asset[],
	used: ReadonlySet<string>,
	addresses: Map<string, string>,
	options: EngineOptions,
	site: Map<string, string | Uint8Array>,
	{ hashes, late }: Pick<Drawing, "hashes" | "late">,
	isMade: (address: string) => boolean,
): Promise<void> {
	const { readAsset, readAssetNow, isLive } = options;
	for (const asset of assets) {
		const address = addresses.get(asset.path);
		if (address === undefined || !(asset.isPublic || used.has(asset.path)) || isMade(address)) continue;
		hashes.set(address, asset.hash);
		if (isLive || !readAssetNow) site.set(address, await readAsset(asset));
		else late.later(address, () => asItIs(asset, address, readAssetNow(asset)));
	}

	/** It may have changed since the book was read. */
	function asItIs({ hash }: Asset, address: string, bytes: Uint8Array): Uint8Array {
		const own = contentHash(bytes);
		if (own !== hash) hashes.set(address, own);
		return bytes;
	}
}

import type { Diagnostic } from "../model/diagnostic.ts";
import type { EngineOptions } from "../model/engine.ts";
import type { Asset } from "../model/source.ts";
import type { Store } from "../model/store.ts";
import { falseImage } from "../rules/false-image.ts";
import { type Memo, remember } from "./memo.ts";
import { printOf } from "./prints.ts";

/** Check the files beside the chapters that are `used`. */
export async function assetFaults(
	assets: Asset[],
	used: ReadonlySet<string>,
	{ readAsset, store }: EngineOptions,
	memory: Memo<Promise<Diagnostic[]>>,
): Promise<Diagnostic[]> {
	const asked = assets.filter((asset) => !asset.isPublic && used.has(asset.path));
	const faults = asked.map((asset) =>
		remember(memory, asset.path, [asset], () => storedFaults(asset, store, () => faultsOf(asset, readAsset))),
	);
	return (await Promise.all(faults)).flat();
}

/** A file that did not change has the same faults, and need be neither read nor parsed for it. */
async function storedFaults(
	{ path, hash }: Asset,
	store: Store | undefined,
	find: () => Promise<Diagnostic[]>,
): Promise<Diagnostic[]> {
	const key = printOf("faults of an asset", path, hash);
	const entry = store?.find(key);
	if (entry) return JSON.parse(entry.note) as Diagnostic[];
	const faults = await find();
	store?.keep(key, JSON.stringify(faults), []);
	return faults;
}

async function faultsOf(asset: Asset, readAsset: EngineOptions["readAsset"]): Promise<Diagnostic[]> {
	if (!checked.test(asset.path)) return [];
	const bytes = await readAsset(asset);
	if (!runnable.test(asset.path)) return falseImage(asset.path, bytes);
	// The parser of XML is loaded for such a file only.
	const { unsafeFile } = await import("../rules/unsafe-file.ts");
	return unsafeFile(asset.path, bytes);
}

const runnable = /\.(?:svgz?|xml|x?html?|xht|shtml|xslt?|mht(?:ml)?)$/i;

const checked = new RegExp(`${runnable.source}|\\.(?:avif|gif|jpe?g|png|webp)$`, "i");

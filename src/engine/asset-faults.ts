import type { Diagnostic } from "../model/diagnostic.ts";
import type { EngineOptions } from "../model/engine.ts";
import type { Asset } from "../model/source.ts";
import { falseImage } from "../rules/false-image.ts";
import { type Memo, remember } from "./memo.ts";

/** Check the files beside the chapters that are `used`. */
export async function assetFaults(
	assets: Asset[],
	used: ReadonlySet<string>,
	{ readAsset }: EngineOptions,
	memory: Memo<Promise<Diagnostic[]>>,
): Promise<Diagnostic[]> {
	const asked = assets.filter((asset) => !asset.isPublic && used.has(asset.path));
	const faults = asked.map((asset) => remember(memory, asset.path, [asset], () => faultsOf(asset, readAsset)));
	return (await Promise.all(faults)).flat();
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

import type { Rebuilt } from "./rebuild.ts";

/** List the addresses of images and other files that a page may show and that kept their address while they changed. */
export function changedFiles(before: Rebuilt, now: Rebuilt): string[] {
	const [old, assets] = [before.found.assets, now.found.assets];
	if (old === assets) return [];
	const same = new Set(old);
	return assets.flatMap((asset) => {
		const address = now.result.book.assets.get(asset.path);
		if (same.has(asset) || address === undefined || notOnPages.test(address)) return [];
		return before.result.book.assets.get(asset.path) === address ? [address] : [];
	});
}

const notOnPages = /\.(?:html|js|css|json|xml|txt)$/;

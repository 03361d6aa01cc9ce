import type { Frame } from "./frame.ts";

/** Write the whole URL of a page, where the settings say at which site it stands. */
export function absoluteUrl(address: string, { settings: { site } }: Frame): string | undefined {
	if (!site) return undefined;
	const path = address.replace(/(^|\/)index\.html$/, "$1");
	return new URL(site.base + path, site.origin).href;
}

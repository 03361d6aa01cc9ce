import type { Address } from "../model/book.ts";
import type { Settings } from "../model/settings.ts";

/** Find which address of the book a URL means: one under a site of the settings, or, where they name no site, one that ends like a page of the book. Undefined for a URL that leads elsewhere. */
export function alertTarget(url: string, { site, alerts }: Settings): Address | undefined {
	const sites = [...(site ? [site.origin + site.base] : []), ...alerts.sites];
	const own = sites.find((one) => url === one || url.startsWith(one));
	if (own !== undefined) return addressOf(url.slice(own.length));
	if (sites.length > 0) return undefined;
	const path = /^https?:\/\/[^/?#]+\/(?:[^?#]*\/)?((?:runbook\/\d+|ch\d+)(?:\.html)?(?:[?#].*)?)$/i.exec(url)?.[1];
	return path === undefined ? undefined : addressOf(path);
}

/** Servers may leave out `.html` and `index.html`. */
function addressOf(rest: string): Address {
	const [, path = "", fragment] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/.exec(rest) ?? [];
	const named = path === "" || path.endsWith("/") ? `${path}index.html` : path;
	const page = /\.[a-z]+$/i.test(named) ? named : `${named}.html`;
	return fragment ? { page, anchor: decoded(fragment) } : { page };
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch (error) {
		if (error instanceof URIError) return text;
		throw error;
	}
}

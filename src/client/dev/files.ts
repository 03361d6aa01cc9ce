/** Load the images anew that lie at these addresses, for their content changed and their names did not. */
export function refreshFiles(addresses: string[]): void {
	for (const image of document.querySelectorAll<HTMLImageElement>("img[src]")) {
		const url = new URL(image.src);
		if (!addresses.includes(decodeURIComponent(url.pathname).slice(1))) continue;
		url.search = `?${Date.now()}`;
		image.src = url.href;
	}
}

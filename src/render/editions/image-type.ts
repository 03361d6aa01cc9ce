/** Give the media type of an image by the end of its name; undefined for what browsers and EPUB readers do not show. */
export function imageType(address: string): string | undefined {
	return types[/\.([a-z]+)$/i.exec(address)?.[1]?.toLowerCase() ?? ""];
}

const types: Record<string, string> = {
	avif: "image/avif",
	gif: "image/gif",
	jpeg: "image/jpeg",
	jpg: "image/jpeg",
	png: "image/png",
	svg: "image/svg+xml",
	webp: "image/webp",
};

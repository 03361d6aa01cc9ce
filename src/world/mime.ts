import { extname } from "node:path";

/** Give the `Content-Type` of a file of a site, by its name. A type that is not in the list is offered as a download, never guessed. */
export function mimeType(path: string): string {
	return types.get(extname(path).toLowerCase()) ?? "application/octet-stream";
}

const types = new Map([
	[".avif", "image/avif"],
	[".css", "text/css; charset=utf-8"],
	[".csv", "text/csv; charset=utf-8"],
	[".gif", "image/gif"],
	[".html", "text/html; charset=utf-8"],
	[".ico", "image/x-icon"],
	[".jpeg", "image/jpeg"],
	[".jpg", "image/jpeg"],
	[".js", "text/javascript; charset=utf-8"],
	[".json", "application/json; charset=utf-8"],
	[".log", "text/plain; charset=utf-8"],
	[".md", "text/plain; charset=utf-8"],
	[".mjs", "text/javascript; charset=utf-8"],
	[".mp3", "audio/mpeg"],
	[".mp4", "video/mp4"],
	[".otf", "font/otf"],
	[".pdf", "application/pdf"],
	[".png", "image/png"],
	[".sh", "text/plain; charset=utf-8"],
	[".sql", "text/plain; charset=utf-8"],
	[".svg", "image/svg+xml"],
	[".toml", "text/plain; charset=utf-8"],
	[".ttf", "font/ttf"],
	[".txt", "text/plain; charset=utf-8"],
	[".wasm", "application/wasm"],
	[".webm", "video/webm"],
	[".webmanifest", "application/manifest+json"],
	[".webp", "image/webp"],
	[".woff", "font/woff"],
	[".woff2", "font/woff2"],
	[".xml", "application/xml; charset=utf-8"],
	[".yaml", "text/plain; charset=utf-8"],
	[".yml", "text/plain; charset=utf-8"],
]);

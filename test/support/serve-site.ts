import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, normalize } from "node:path";
import { mimeType } from "../../src/world/mime.ts";

/** A site on this machine, as a plain host shows it. */
export interface ServedSite {
	/** `http://127.0.0.1:4711`, without a slash at its end. */
	origin: string;
	close(): Promise<void>;
}

/** Serve a folder as a plain host does: a folder's `index.html`, and `404.html` for what is not there. */
export async function serveSite(folder: string): Promise<ServedSite> {
	const server = createServer(async (request, response) => {
		const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname));
		const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
		const content = await readFile(file).catch(() => undefined);
		const type = content === undefined ? "text/html; charset=utf-8" : mimeType(file);
		response.writeHead(content === undefined ? 404 : 200, { "content-type": type });
		response.end(content ?? (await readFile(join(folder, "404.html")).catch(() => "")));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		close: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}

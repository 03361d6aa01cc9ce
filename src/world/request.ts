import type { IncomingMessage } from "node:http";

/** What a request asks for, or the status with which it is turned away. */
export type Asked = { path: string; query: URLSearchParams } | { status: number };

/**
 * Read a request, and turn away whatever is no plain request of a page for this very server.
 * A web page elsewhere can make a browser send anything here, under any name that leads to this machine: so the name must be one of ours.
 */
export function readRequest(request: IncomingMessage, isOwnHost: (name: string) => boolean): Asked {
	if (request.method !== "GET" && request.method !== "HEAD") return { status: 405 };
	if (request.headers.upgrade !== undefined) return { status: 400 };
	const hosts = request.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "host");
	if (hosts.length > 1) return { status: 400 };
	const name = hostName(request.headers.host ?? "");
	if (name === undefined || !isOwnHost(name)) return { status: 403 };
	// Only a proxy is asked for an absolute address.
	const target = request.url ?? "";
	if (!target.startsWith("/")) return { status: 400 };
	const [path = "", ...query] = target.split("?");
	const decoded = decodePath(path);
	if (decoded === undefined) return { status: 400 };
	return { path: decoded, query: new URLSearchParams(query.join("?")) };
}

/** Tell whether the page that opens a stream of events is one of ours. */
export function isOwnPage({ headers }: IncomingMessage): boolean {
	const { origin, host, "sec-fetch-site": site } = headers;
	if (origin !== undefined && origin !== `http://${host}`) return false;
	return site === undefined || site === "same-origin" || site === "none";
}

/** Make the test for names that a browser may call this server by: those of this machine alone, and those that were allowed. */
export function ownHosts(more: string[]): (name: string) => boolean {
	const names = new Set(["localhost", "127.0.0.1", "[::1]"]);
	for (const name of more) names.add(name.includes(":") ? `[${name}]` : name.toLowerCase());
	return (name) => names.has(name);
}

/** Cut the port from a `Host` header. */
function hostName(host: string): string | undefined {
	const [, name] = /^(\[[0-9a-f:.]+\]|[^:[\]@/\s]+)(?::\d{1,5})?$/i.exec(host) ?? [];
	return name?.toLowerCase();
}

function decodePath(path: string): string | undefined {
	try {
		return decodeURIComponent(path);
	} catch (error) {
		if (!(error instanceof URIError)) throw error;
		return undefined;
	}
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { openEventStream } from "./event-stream.ts";
import { machineFailure, systemCode } from "./failure.ts";
import { isOwnPage, ownHosts, readRequest } from "./request.ts";
import { pageVersion, type ServedFile, serve } from "./serve.ts";

/** What the server shows at a moment. It is all that it can show: no address is ever turned into the name of a file. */
export interface Shown {
	site: ReadonlyMap<string, string | Uint8Array>;
	/** Goes to every page with each event, as JSON. */
	status: unknown;
}

/** Where and what to serve. */
export interface ServerOptions {
	port: number;
	/** The addresses to listen on. Those that this machine does not have are left out, unless none remains. */
	addresses: string[];
	/** Names besides `localhost` that browsers may call this server by. */
	hosts: string[];
	/** The script that every page gets. */
	script: Uint8Array;
	shown(): Shown;
}

/** A server at work. */
export interface DevServer {
	port: number;
	/** The addresses that it listens on. */
	addresses: string[];
	/** Tell all open pages to look whether they changed; gives their number. */
	announce(): number;
	close(): Promise<void>;
}

/** Serve a site from memory, with pages that reload when they change. */
export async function startServer(options: ServerOptions): Promise<DevServer> {
	const events = openEventStream();
	const isOwnHost = ownHosts(options.hosts);
	const answer = (request: IncomingMessage, response: ServerResponse): void => {
		for (const [name, value] of Object.entries(guards)) response.setHeader(name, value);
		const asked = readRequest(request, isOwnHost);
		if ("status" in asked) {
			refuse(response, asked.status);
		} else if (asked.path !== "/__silcrow/events") {
			const file = serve(asked.path, options.shown().site, options.script);
			if (file) send(request, response, file);
			else refuse(response, 404);
		} else if (isOwnPage(request)) {
			response.writeHead(200, { "content-type": "text/event-stream" });
			if (request.method === "HEAD") response.end();
			else events.add(response, eventData(asked.query.get("page") ?? "/"));
		} else {
			refuse(response, 403);
		}
	};
	const eventData = (page: string) => (): string => {
		const { site, status } = options.shown();
		return JSON.stringify({ version: pageVersion(page, site), status });
	};
	const servers = await listenAll(options, answer);
	return {
		port: portOf(servers[0]),
		addresses: servers.map((server) => addressInfo(server).address),
		announce: () => events.announce(),
		async close() {
			events.close();
			for (const server of servers) {
				server.closeAllConnections();
				await new Promise((resolve) => server.close(resolve));
			}
		},
	};
}

/** Sent with every answer: what a page elsewhere may do with it is nothing. */
const guards = {
	"cache-control": "no-store",
	"content-security-policy": "frame-ancestors 'self'",
	"cross-origin-resource-policy": "same-origin",
	"referrer-policy": "no-referrer",
	"x-content-type-options": "nosniff",
};

async function listenAll(
	{ port, addresses }: ServerOptions,
	answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Server[]> {
	const servers: Server[] = [];
	for (const [index, address] of addresses.entries()) {
		// The first one may be given any free port; the others take the same.
		const wanted = servers[0] ? portOf(servers[0]) : port;
		try {
			servers.push(await listen(wanted, address, answer));
		} catch (cause) {
			const code = systemCode(cause) ?? "";
			const isMissing = ["EADDRNOTAVAIL", "EAFNOSUPPORT"].includes(code);
			const isLast = index === addresses.length - 1;
			if (isMissing && !(isLast && servers.length === 0)) continue;
			for (const server of servers) server.close();
			throw listenFailure(cause, wanted, address);
		}
	}
	return servers;
}

function listen(
	port: number,
	address: string,
	answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Server> {
	return new Promise((resolve, reject) => {
		const limits = {
			headersTimeout: 10_000,
			requestTimeout: 30_000,
			connectionsCheckingInterval: 2_000,
		};
		const server = createServer(limits, answer);
		server.once("error", reject);
		server.listen({ port, host: address, ipv6Only: true }, () => {
			server.off("error", reject);
			resolve(server);
		});
	});
}

function listenFailure(cause: unknown, port: number, address: string): unknown {
	switch (systemCode(cause)) {
		case "EADDRINUSE":
			return machineFailure(`port ${port} is in use`, {
				cause,
				hints: [`is another \`silcrow dev\` running? Else take another port: \`silcrow dev --port ${port + 1}\``],
			});
		case "EACCES":
			return machineFailure(`port ${port} may not be used`, {
				cause,
				hints: ["take one above 1023: `silcrow dev --port 4400`"],
			});
		case undefined:
			return cause;
		default:
			return machineFailure(`cannot listen on ${address}:${port}`, { cause });
	}
}

function portOf(server: Server | undefined): number {
	return addressInfo(server).port;
}

function addressInfo(server: Server | undefined): AddressInfo {
	const address = server?.address();
	if (typeof address === "object" && address) return address;
	throw new Error("a server that listens has an address");
}

function send({ method }: IncomingMessage, response: ServerResponse, { status, type, body }: ServedFile): void {
	const headers = { "content-type": type, "content-length": body.length };
	response.writeHead(status, headers);
	response.end(method === "HEAD" ? undefined : body);
}

function refuse(response: ServerResponse, status: number): void {
	const more = status === 405 ? { allow: "GET, HEAD" } : {};
	response.writeHead(status, { ...more, "content-type": "text/plain" });
	response.end(`${status}\n`);
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { openEventStream } from "./event-stream.ts";
import { machineFailure, systemCode } from "./failure.ts";
import { chooseFollowers, newsForComing, newsForOpen, type OpenPage, type Shown } from "./news.ts";
import { isOwnPage, ownHosts, readRequest } from "./request.ts";
import { type ServedFile, serve } from "./serve.ts";

/** Where and what to serve. */
export interface ServerOptions {
	port: number;
	/** The addresses to listen on. Those that this machine does not have are left out, unless none remains. */
	addresses: string[];
	/** Names besides `localhost` that browsers may call this server by. */
	hosts: string[];
	/** The script that every page gets. */
	script: Uint8Array;
	/** What it shows at first. */
	shown: Shown;
	/** Hears why something that was asked for could not be drawn. */
	failed(error: unknown): void;
}

/** A server at work. */
export interface DevServer {
	port: number;
	/** The addresses that it listens on. */
	addresses: string[];
	/** Show something else, and tell the open pages that it concerns; gives their number. Throws, and shows what it did, where one of them cannot be drawn. */
	show(shown: Shown): number;
}

/** Serve a site from memory, with pages that change when it does. */
export async function startServer(options: ServerOptions): Promise<DevServer> {
	const stream = openEventStream<OpenPage>();
	let { shown } = options;
	let missed = newsForComing(shown);
	const isOwnHost = ownHosts(options.hosts);
	const answer = (request: IncomingMessage, response: ServerResponse): void => {
		for (const [name, value] of Object.entries(guards)) response.setHeader(name, value);
		const asked = readRequest(request, isOwnHost);
		if ("status" in asked) {
			refuse(response, asked.status);
		} else if (asked.path !== "/__silcrow/events") {
			const script = { bytes: options.script, serial: shown.target?.serial ?? 0 };
			const file = serve(asked.path, shown.site, script);
			if (file?.failure !== undefined) options.failed(file.failure);
			if (file) send(request, response, file);
			else refuse(response, 404);
		} else if (isOwnPage(request)) {
			response.writeHead(200, { "content-type": "text/event-stream" });
			if (request.method === "HEAD") response.end();
			else subscribe(response, openPage(request, asked.query));
		} else {
			refuse(response, 403);
		}
	};
	const subscribe = (response: ServerResponse, page: OpenPage): void => {
		stream.add(response, page);
		const news = missed(page);
		if (news) response.write(news);
	};
	const servers = await listenAll(options, answer);
	return {
		port: portOf(servers[0]),
		addresses: servers.map((server) => addressInfo(server).address),
		show(next) {
			const open = stream.listeners();
			const paths = open.map(({ path }) => path);
			const news = next.site === shown.site ? newsForComing(next) : newsForOpen(next, paths);
			shown = next;
			missed = newsForComing(next);
			if (next.target) chooseFollowers(open, next.target);
			return stream.send(news);
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

function openPage({ headers }: IncomingMessage, query: URLSearchParams): OpenPage {
	return {
		path: query.get("page") ?? "/",
		// The browser itself connects again with the number of the last event that it got.
		version: headers["last-event-id"]?.toString() ?? query.get("version") ?? "",
		status: "",
		serial: Number(query.get("serial") ?? Number.POSITIVE_INFINITY),
	};
}

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

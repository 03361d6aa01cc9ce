/** What a service worker has around it, as far as this one uses it. */
interface WorkerScope {
	/** The files of the book, and a hash of them all; `sw.js` says it. */
	silcrowBook: { version: string; files: string[] };
	registration: ServiceWorkerRegistration;
	clients: { claim(): Promise<void> };
	skipWaiting(): Promise<void>;
	addEventListener(type: "install" | "activate" | "fetch", listener: (event: WorkerEvent) => void): void;
}

interface WorkerEvent {
	request: Request;
	respondWith(answer: Promise<Response>): void;
	waitUntil(work: Promise<unknown>): void;
}

// The service worker keeps a copy of the whole book, and shows it where there is no network.
const scope = globalThis as unknown as WorkerScope;
const { version, files } = scope.silcrowBook;
const root = scope.registration.scope;
const mine = `silcrow ${root} `;
const name = mine + version;
const fingerprinted = new URL("assets/", root).href;

/** All of it or nothing: with one file missing the copy of an earlier build stays. */
async function keepAll(): Promise<void> {
	const cache = await caches.open(name);
	const requests = files.map((file) => new Request(file, { cache: "no-cache" }));
	for (let from = 0; from < requests.length; from += 20) await cache.addAll(requests.slice(from, from + 20));
	await scope.skipWaiting();
}

async function dropOthers(): Promise<void> {
	for (const other of await caches.keys()) if (other !== name && other.startsWith(mine)) await caches.delete(other);
	await scope.clients.claim();
}

/** Whoever has a network reads the newest page; files whose names change with their content are as good from the copy. */
async function answer(request: Request): Promise<Response> {
	const cache = await caches.open(name);
	if (request.url.startsWith(fingerprinted)) return (await cache.match(request)) ?? fetch(request);
	try {
		return await fetch(request);
	} catch (error) {
		const kept = (await cache.match(request, { ignoreSearch: true })) ?? (await otherName(cache, request));
		if (kept) return kept;
		throw error;
	}
}

/** Hosts answer for a page under other names too: a folder, or the name without its ending. */
async function otherName(cache: Cache, { mode, url }: Request): Promise<Response | undefined> {
	if (mode !== "navigate") return undefined;
	const address = url.replace(/[?#].*/, "");
	const names = address.endsWith("/") ? [`${address}index.html`] : [`${address}.html`, `${address}/index.html`];
	for (const one of [...names, new URL("404.html", root).href]) {
		const page = await cache.match(one);
		if (page) return page;
	}
	return undefined;
}

scope.addEventListener("install", (event) => event.waitUntil(keepAll()));
scope.addEventListener("activate", (event) => event.waitUntil(dropOthers()));
scope.addEventListener("fetch", (event) => {
	const { request } = event;
	if (request.method === "GET" && request.url.startsWith(root)) event.respondWith(answer(request));
});

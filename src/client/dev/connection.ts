import type { LiveEvents } from "../../model/live.ts";

/** What the page knows already, for the server sends only the rest. */
export interface Known {
	version: string;
	serial: number;
}

/** What is done with each event. */
export type Handlers = { [Name in keyof LiveEvents]: (data: LiveEvents[Name]) => void } & {
	/** The server has not answered for a while. */
	lost(): void;
};

/** Listen to the server for as long as somebody looks at the page, and come back by itself when the server does. */
export function stayConnected(known: Known, handlers: Handlers): void {
	let source: EventSource | undefined;
	let patience: ReturnType<typeof setTimeout> | undefined;

	// A browser opens six connections to a server at most, so only the page that is looked at holds one.
	const connect = (): void => {
		source?.close();
		source = undefined;
		clearTimeout(patience);
		if (document.hidden) return;
		const query = new URLSearchParams({ page: path(), version: known.version, serial: String(known.serial) });
		source = new EventSource(`/__silcrow/events?${query}`);
		source.onopen = () => {
			clearTimeout(patience);
			patience = undefined;
		};
		source.onerror = () => {
			patience ??= setTimeout(() => handlers.lost(), 2000);
			// The browser tries again by itself, unless it was turned away.
			if (source?.readyState === EventSource.CLOSED) setTimeout(connect, 1000);
		};
		on("status", (status) => handlers.status(status));
		on("page", (page, id) => {
			known.version = id;
			handlers.page(page);
		});
		on("files", (files) => handlers.files(files));
		on("target", (target) => {
			known.serial = target.serial;
			handlers.target(target);
		});
	};
	const on = <Name extends keyof LiveEvents>(name: Name, act: (data: LiveEvents[Name], id: string) => void): void => {
		source?.addEventListener(name, ({ data, lastEventId }) => act(JSON.parse(data), lastEventId));
	};

	document.addEventListener("visibilitychange", connect);
	// A page that comes back from the history has lost its stream.
	addEventListener("pageshow", ({ persisted }) => {
		if (persisted) connect();
	});
	connect();
}

/** The server looks pages up by their names as they are, not as addresses write them. */
function path(): string {
	return decodeURIComponent(location.pathname);
}

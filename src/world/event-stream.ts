import type { ServerResponse } from "node:http";

/** Open answers that get server-sent events, and what is known of whoever listens to each. */
export interface EventStream<Listener> {
	/** Keep an answer open. */
	add(response: ServerResponse, listener: Listener): void;
	/** Send each listener its own events, if it has any; gives how many got some. */
	send(eventsFor: (listener: Listener) => string | Uint8Array | undefined): number;
	/** In the order in which they came. */
	listeners(): Listener[];
}

/** Write an event as it goes over the wire. */
export function eventText(name: string, data: unknown, id?: string): string {
	const head = id === undefined ? "" : `id: ${id}\n`;
	return `${head}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Make a stream of server-sent events to any number of listeners. */
export function openEventStream<Listener>(): EventStream<Listener> {
	const listeners = new Map<ServerResponse, Listener>();
	const write = (response: ServerResponse, events: string | Uint8Array): void => {
		// A page that does not read must not fill our memory; it comes back and is told everything.
		if (response.writableLength > maxQueued) response.destroy();
		else response.write(events);
	};
	setInterval(() => {
		for (const response of listeners.keys()) write(response, ": \n\n");
	}, 20_000).unref();
	return {
		add(response, listener) {
			listeners.set(response, listener);
			response.on("close", () => listeners.delete(response));
			response.write("retry: 300\n\n");
		},
		send(eventsFor) {
			let count = 0;
			for (const [response, listener] of listeners) {
				const events = eventsFor(listener);
				if (events === undefined) continue;
				write(response, events);
				count += 1;
			}
			return count;
		},
		listeners: () => [...listeners.values()],
	};
}

/** In bytes. */
const maxQueued = 64 * 1024;

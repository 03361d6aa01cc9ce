import type { ServerResponse } from "node:http";

/** The open pages that want to hear of changes. */
export interface EventStream {
	/** Keep an answer open, and send it an event now and after every change. */
	add(response: ServerResponse, data: () => string): void;
	/** Send every page its event; gives their number. */
	announce(): number;
	close(): void;
}

/** Make a stream of server-sent events to any number of pages. */
export function openEventStream(): EventStream {
	const clients = new Map<ServerResponse, () => string>();
	const send = (response: ServerResponse, text: string): void => {
		// A page that does not read must not fill our memory.
		if (response.writableLength > maxQueued) response.destroy();
		else response.write(text);
	};
	const sendData = (response: ServerResponse, data: () => string): void => send(response, `data: ${data()}\n\n`);
	const heartbeat = setInterval(() => {
		for (const response of clients.keys()) send(response, ": \n\n");
	}, 20_000);
	heartbeat.unref();
	return {
		add(response, data) {
			clients.set(response, data);
			response.on("close", () => clients.delete(response));
			response.write("retry: 500\n\n");
			sendData(response, data);
		},
		announce() {
			for (const [response, data] of clients) sendData(response, data);
			return clients.size;
		},
		close() {
			clearInterval(heartbeat);
			for (const response of clients.keys()) response.destroy();
		},
	};
}

/** In bytes. */
const maxQueued = 64 * 1024;

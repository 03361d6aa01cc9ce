import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { version } from "../version.ts";
import { serverPlace } from "../world/addresses.ts";
import { untilInterrupted } from "../world/interrupt.ts";
import { bundleFolder } from "../world/package.ts";
import { recoverAll } from "../world/recover.ts";
import { type DevServer, startServer } from "../world/server.ts";
import type { Terminal } from "../world/terminal.ts";
import { watchBook } from "../world/watch.ts";
import { bookCompiler } from "./compile-book.ts";
import type { CommandContext } from "./context.ts";
import { reportFailure } from "./failure.ts";
import { type Rebuilt, rebuilder, serially } from "./rebuild.ts";
import { report, textsOf } from "./report.ts";

/** What `silcrow dev` may be told. */
export interface DevOptions {
	port: number;
	/** An address, or true for all of this machine's. */
	host?: string | true;
	allowedHost?: string[];
}

/** Show a book in the browser, and keep what is shown up to date until a signal comes. */
export async function dev(
	folder: string,
	{ port, host, allowedHost = [] }: DevOptions,
	context: CommandContext,
): Promise<number> {
	const { terminal } = context;
	// From the beginning, so that no signal falls between the first page and the wait.
	const interrupted = untilInterrupted();
	const rebuild = rebuilder(await bookCompiler(folder, context));
	let latest = await rebuild();
	await recoverAll(folder);
	const place = serverPlace(host, allowedHost);
	const server = await startServer({
		...place,
		port,
		script: await readFile(join(bundleFolder(), "client/dev.js")),
		shown: () => latest.shown,
	});
	await tell(latest, "", context);
	greet(server, latest, terminal);
	if (place.isOpen) terminal.note("  warning: everybody who can reach this machine over the network can read the book");
	const changed = new Set<string>();
	const update = serially(async () => {
		const names = describe([...changed]);
		changed.clear();
		try {
			const next = await rebuild();
			// The watch may speak of changes that were seen already.
			const isNews = next.result !== latest.result;
			latest = next;
			if (!isNews) return;
			server.announce();
			await tell(latest, names, context);
		} catch (error) {
			// The next save may be better; until then the pages stay as they are.
			reportFailure(error, terminal);
		}
	});
	const watch = await watchBook(folder, {
		changed(paths) {
			for (const path of paths) changed.add(path);
			update();
		},
		polling: (reason) => terminal.note(`  changes are noticed more slowly: ${reason}`),
	});
	// Whatever was saved while the watch was not yet up.
	update();
	const exitCode = await interrupted;
	await watch.close();
	await server.close();
	return exitCode;
}

function greet({ port, addresses }: DevServer, { milliseconds, result }: Rebuilt, terminal: Terminal): void {
	const { files, pages } = result.stats;
	terminal.note(`  silcrow ${version}   ${files} files · ${pages} pages`);
	const open = addresses.filter((address) => !["127.0.0.1", "::1", "0.0.0.0", "::"].includes(address));
	const names = ["localhost", ...open];
	const urls = names.map((name) => `http://${name.includes(":") ? `[${name}]` : name}:${port}/`);
	terminal.note(`  ready in ${milliseconds} ms   ${urls.join("   ")}`);
}

async function tell(
	{ found, result, milliseconds, shown }: Rebuilt,
	names: string,
	context: CommandContext,
): Promise<void> {
	const { diagnostics } = result;
	const stale = shown.isStale ? "The last good pages are shown." : "";
	const head = names === "" ? "" : `${names} changed: `;
	const outcome = `${head}built in ${milliseconds} ms. ${stale}`.trim();
	const options = { format: "text" } as const;
	await report({ texts: textsOf(found), diagnostics, outcome }, options, context);
}

function describe(paths: string[]): string {
	const [first = "", ...others] = paths;
	return others.length === 0 ? first : `${first} and ${others.length} more`;
}

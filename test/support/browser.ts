import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { browserPath } from "./browser-path.ts";

/** Start the browser of the tests, which reaches this machine alone, with further flags if need be. Whoever starts it closes it. */
export function launchBrowser(...more: string[]): Promise<Browser> {
	const path = browserPath();
	if (path === undefined) throw new Error("no browser: run the tests by npm test");
	return chromium.launch({
		executablePath: path,
		args: [...flags, ...more],
		// A user's own settings and caches stay out of the tests.
		env: { ...process.env, HOME: mkdtempSync(join(tmpdir(), "silcrow-browser-")) },
	});
}

const flags = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
	"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

import { spawnSync } from "node:child_process";
import { findBrowser } from "../../src/world/browser.ts";

/** Tell where the browser of the tests is. */
export function browserPath(): string | undefined {
	return findBrowser(process.env);
}

/** Make sure before the first test that there is a browser: install Debian's where that is possible, else stop the run and say what to do. */
export function setup(): void {
	if (browserPath()) return;
	if (process.getuid?.() === 0) installDebians();
	if (browserPath()) return;
	const fault = new Error(
		"the tests need a browser: install chromium (Debian: apt-get install chromium), or set CHROMIUM to its path",
	);
	// The line says it all; where it was thrown helps nobody.
	fault.stack = "";
	throw fault;
}

function installDebians(): void {
	const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
	for (const args of [
		["update", "-qq"],
		["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"],
	]) {
		spawnSync("apt-get", args, { env, stdio: "inherit" });
	}
}

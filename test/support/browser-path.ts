import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Tell where the browser of the tests is: the one that CHROMIUM names, or a Chromium or Chrome on the PATH. */
export function browserPath(): string | undefined {
	const { CHROMIUM, PATH = "" } = process.env;
	if (CHROMIUM) return CHROMIUM;
	const folders = PATH.split(delimiter);
	const known = names.flatMap((name) => folders.map((folder) => join(folder, name)));
	return [...known, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"].find(canRun);
}

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

function canRun(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		// What is not there, or is no program, is no browser.
		return false;
	}
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

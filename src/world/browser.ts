import { accessSync, constants, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { machineFailure } from "./failure.ts";
import { makePassingFolder } from "./leavings.ts";

/** Tell where a Chromium or Chrome is: the one that `CHROMIUM` names, or one on the `PATH`. */
export function findBrowser(env: Record<string, string | undefined>): string | undefined {
	const { CHROMIUM, PATH = "" } = env;
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

/** A page that is open in a browser without a window. */
export interface PrintedPage {
	/** Print it as it is now. */
	toPdf(): Promise<Uint8Array>;
	/** Set an attribute of elements, by the fragment that they link to. */
	markLinks(selector: string, attribute: string, values: ReadonlyMap<string, string>): Promise<void>;
}

/** Open a file in a browser, and close both when the work is done. Nothing outside of the folder is ever asked for. */
export async function withPrintedPage<Result>(
	file: string,
	env: Record<string, string | undefined>,
	work: (page: PrintedPage) => Promise<Result>,
): Promise<Result> {
	const executablePath = findBrowser(env);
	if (executablePath === undefined) throw noBrowser();
	const { chromium } = await loadPlaywright();
	const home = makePassingFolder("browser");
	try {
		const browser = await chromium.launch({
			executablePath,
			args: flags,
			env: { ...env, ...neutral, HOME: home } as never,
		});
		try {
			const page = await browser.newPage({ javaScriptEnabled: true });
			await page.goto(pathToFileURL(file).href);
			await page.locator("a[href]").evaluateAll(dropLocalLinks);
			return await work({
				toPdf: () => page.pdf({ preferCSSPageSize: true, outline: true, tagged: true, printBackground: true }),
				markLinks: (selector, attribute, values) =>
					page.locator(selector).evaluateAll(
						(links, { attribute, pairs }) => {
							const values = new Map(pairs);
							for (const link of links) {
								const value = values.get(decodeURIComponent((link as HTMLAnchorElement).hash.slice(1)));
								if (value !== undefined) link.setAttribute(attribute, value);
							}
						},
						{ attribute, pairs: [...values] },
					),
			});
		} finally {
			await browser.close();
		}
	} catch (cause) {
		if (cause instanceof Error && "failure" in cause) throw cause;
		throw machineFailure(`the browser ${executablePath} could not print the book`, {
			cause,
			hints: [cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause)],
		});
	} finally {
		rmSync(home, { recursive: true, force: true });
	}
}

/** Links to other files of this machine would carry its folders into the PDF, and lead nowhere elsewhere. */
function dropLocalLinks(links: Element[]): void {
	for (const link of links) {
		const isLocal = /^(?!#)(?![a-z][a-z\d+.-]*:)/i.test(link.getAttribute("href") ?? "");
		if (isLocal) link.removeAttribute("href");
	}
}

async function loadPlaywright() {
	try {
		return await import("playwright-core");
	} catch (cause) {
		throw machineFailure("printing needs the package playwright-core", {
			cause,
			hints: ["install it beside Silcrow: npm install playwright-core"],
		});
	}
}

function noBrowser() {
	return machineFailure("printing needs Chromium or Chrome, and there is none on the PATH", {
		hints: ["install one (Debian: apt-get install chromium), or set CHROMIUM to its path"],
	});
}

/** Chromium takes the language of its own words, and fontconfig which of two fonts it prefers, from the environment. */
const neutral = { LANG: "C.UTF-8", LC_ALL: "C.UTF-8", LANGUAGE: "en", FC_LANG: "en", TZ: "UTC" };

const flags = [
	// A browser that runs as root cannot build its sandbox; the page is our own and runs no script.
	...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
	// Where the environment does not say it, as on macOS.
	"--lang=en-US",
	"--disable-gpu",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
	"--host-resolver-rules=MAP * ~NOTFOUND",
];

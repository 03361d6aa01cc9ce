import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { type BuildOptions, build } from "esbuild";

/**
 * Write what a site is made with to `lib/`: the default templates, the public files with both scripts and the style
 * sheet that a browser loads, minified, and the script of `silcrow dev`. A book's build only copies them.
 */
export async function bundleClient(root: string): Promise<void> {
	await mkdir(`${root}/lib`, { recursive: true });
	await cp(`${root}/templates`, `${root}/lib/templates`, { recursive: true });
	await cp(`${root}/public`, `${root}/lib/public`, { recursive: true });
	for (const name of ["latin-400", "latin-600", "latin-ext-400", "latin-ext-600"]) {
		const font = `source-sans-3-${name}-normal.woff2`;
		await cp(`${root}/node_modules/@fontsource/source-sans-3/files/${font}`, `${root}/lib/fonts/${font}`);
	}
	await cp(`${root}/node_modules/@fontsource/source-sans-3/LICENSE`, `${root}/lib/fonts/LICENSE`);
	const options: BuildOptions = {
		bundle: true,
		minify: true,
		format: "iife",
		// Before 119 Firefox knows no roles and labels as properties.
		target: ["chrome109", "firefox119", "safari16"],
		charset: "utf8",
		legalComments: "none",
		logLevel: "warning",
	};
	await build({
		...options,
		entryPoints: ["book", "entry", "lost", "search", "worker"].map((name) => `${root}/src/client/${name}.ts`),
		outdir: `${root}/lib/public`,
	});
	await build({
		...options,
		entryPoints: [`${root}/src/client/dev/dev.ts`],
		outdir: `${root}/lib/client`,
	});
	// Browsers of any age get the rules as they are written: what one does not know, it leaves out.
	const { target: _, ...asWritten } = options;
	const styles = ["style", "later", "search", "print"];
	await build({
		...asWritten,
		entryPoints: styles.map((name) => `${root}/src/client/${name}.css`),
		outdir: `${root}/lib/public`,
	});
	// The space before the value of a token means nothing, and esbuild leaves it.
	for (const name of styles) {
		const path = `${root}/lib/public/${name}.css`;
		await writeFile(path, (await readFile(path, "utf8")).replace(/(--[\w-]+): /g, "$1:"));
	}
}

/** What a page may load, in bytes after gzip. */
export const clientBudgets: Record<string, number> = {
	"book.js": 5 * 1024,
	"entry.js": 5 * 1024,
	"search.js": 10 * 1024,
	"style.css": 5 * 1024,
	"later.css": 2.5 * 1024,
	"search.css": 768,
};

/** Give the weights of the bundled files after gzip, in bytes. */
export async function clientWeights(root: string): Promise<Record<string, number>> {
	const weights: Record<string, number> = {};
	for (const name of Object.keys(clientBudgets)) {
		const bytes = await readFile(`${root}/lib/public/${name}`);
		weights[name] = gzipSync(bytes, { level: 9 }).length;
	}
	return weights;
}

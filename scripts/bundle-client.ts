import { mkdir, readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";

/**
 * Write what a browser loads to `lib/client/`: both scripts, each as one classic script, and the style sheet, all
 * minified. A book's build only copies these files and gives them names with their hash.
 */
export async function bundleClient(root: string): Promise<void> {
	const out = `${root}/lib/client`;
	await mkdir(out, { recursive: true });
	await build({
		entryPoints: [`${root}/src/client/book.ts`, `${root}/src/client/search.ts`],
		outdir: out,
		bundle: true,
		minify: true,
		format: "iife",
		target: ["chrome109", "firefox115", "safari16"],
		charset: "utf8",
		legalComments: "none",
		logLevel: "warning",
	});
	const css = await readFile(`${root}/public/style.css`, "utf8");
	const { code } = await transform(css, {
		loader: "css",
		minify: true,
		charset: "utf8",
		logLevel: "warning",
	});
	await writeFile(`${out}/style.css`, code);
}

/** What a page may load, in bytes after gzip. */
export const clientBudgets: Record<string, number> = {
	"book.js": 5 * 1024,
	"search.js": 14 * 1024,
	"style.css": 7 * 1024,
};

/** Give the weights of the files in `lib/client/` after gzip. */
export async function clientWeights(root: string): Promise<Record<string, number>> {
	const weights: Record<string, number> = {};
	for (const name of Object.keys(clientBudgets)) {
		const bytes = await readFile(`${root}/lib/client/${name}`);
		weights[name] = gzipSync(bytes, { level: 9 }).length;
	}
	return weights;
}

if (process.argv[1] === import.meta.filename) {
	const root = `${import.meta.dirname}/..`;
	await bundleClient(root);
	for (const [name, weight] of Object.entries(await clientWeights(root))) {
		process.stdout.write(`${name} ${weight} B gz of ${clientBudgets[name]}\n`);
	}
}

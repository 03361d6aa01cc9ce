/**
 * Bundles the program into lib/: `npx tsx scripts/bundle.ts`, and with `--if-stale` only where a source is newer than the bundle.
 * A bundle starts in a fraction of the time that its many modules would take.
 */
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const lib = join(root, "lib");

/** What npm installs with Silcrow because it is no JavaScript, and what a command only uses where it is there. */
const external = ["satteri", "@hpcc-js/wasm-graphviz", "libpg-query", "sh-syntax", "playwright-core"];

if (!process.argv.includes("--if-stale") || isStale()) await bundle();

async function bundle(): Promise<void> {
	const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
	rmSync(lib, { recursive: true, force: true });
	await build({
		absWorkingDir: root,
		entryPoints: ["src/cli.ts"],
		outdir: "lib",
		bundle: true,
		// Each command gets a chunk of its own, which is loaded only when it runs.
		splitting: true,
		chunkNames: "[name]-[hash]",
		platform: "node",
		format: "esm",
		target: "node20.19",
		external,
		define: { SILCROW_VERSION: JSON.stringify(version) },
		// gray-matter is CommonJS and asks for Node's own modules by `require`.
		banner: {
			js: 'import { createRequire as silcrowRequire } from "node:module"; const require = silcrowRequire(import.meta.url);',
		},
		legalComments: "linked",
		minifySyntax: true,
		minifyWhitespace: true,
		logLevel: "warning",
	});
}

function isStale(): boolean {
	const built = join(lib, "cli.js");
	if (!existsSync(built)) return true;
	const since = statSync(built).mtimeMs;
	const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
		.filter((name) => name.endsWith(".ts"))
		.map((name) => join("src", name));
	return [...sources, "package.json", "package-lock.json", "scripts/bundle.ts"].some(
		(name) => statSync(join(root, name)).mtimeMs > since,
	);
}

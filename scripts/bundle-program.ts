import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/** What npm installs with Silcrow because it is no JavaScript. */
const external = ["satteri", "@hpcc-js/wasm-graphviz"];

/** Bundle the program into `lib/`, with a chunk for each command, which is loaded only when it runs. */
export async function bundleProgram(root: string): Promise<void> {
	const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
	rmSync(join(root, "lib"), { recursive: true, force: true });
	await build({
		absWorkingDir: root,
		entryPoints: ["src/cli.ts"],
		outdir: "lib",
		bundle: true,
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

/** Tell whether a source is newer than the bundle. */
export function isStale(root: string): boolean {
	const built = join(root, "lib/public/style.css");
	if (!existsSync(built)) return true;
	const since = statSync(built).mtimeMs;
	const files = ["src", "templates", "public"].flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
	);
	return [
		...files,
		"package.json",
		"package-lock.json",
		"scripts/bundle.ts",
		"scripts/bundle-client.ts",
		"scripts/bundle-program.ts",
	].some((name) => statSync(join(root, name)).mtimeMs > since);
}

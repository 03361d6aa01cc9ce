import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { defaultSettings } from "../src/schema/default-settings.ts";
import { leanParsers } from "./lean-parsers.ts";
import { mermaidParsers } from "./mermaid-parsers.ts";
import { toCommonJs } from "./to-common-js.ts";

/** What npm installs with Silcrow because it is no JavaScript, or large and seldom needed. */
const external = [
	"@hpcc-js/wasm-graphviz",
	"beautiful-mermaid",
	"playwright-core",
	"@resvg/resvg-wasm",
	"subset-font",
	"harfbuzzjs",
];

/** Texts that the program needs at hand: those of `silcrow explain`, and the book that `silcrow init` begins with. */
const ownTexts = ["diagnostics", "new-book"];

/**
 * What stands in chunks of its own. Most runs do not use the first ones, and so do not load them; they do use the others,
 * which would stand in one chunk with the first.
 */
const apart = {
	"reference-parser": "src/compile/parse/reference-parser.ts",
	"parse-yaml": "src/schema/parse-yaml.ts",
	"schema-of-settings": "src/schema/shapes/settings.ts",
	"schema-of-front-matter": "src/schema/shapes/front-matter.ts",
	"schema-of-entries": "src/schema/shapes/entry.ts",
	"schema-of-locks": "src/schema/shapes/lock.ts",
	"hast-util-raw": "hast-util-raw",
	"hast-util-to-html": "hast-util-to-html",
	"decode-named-character-reference": "decode-named-character-reference",
	usual: "src/schema/usual.ts",
	"mdast-util-to-string": "mdast-util-to-string",
	"micromark-util-character": "micromark-util-character",
};

/** Bundle the program into `lib/`, with a chunk for each command, which is loaded only when it runs. */
export async function bundleProgram(root: string): Promise<void> {
	const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
	rmSync(join(root, "lib"), { recursive: true, force: true, maxRetries: 5 });
	for (const name of ownTexts) cpSync(join(root, "docs", name), join(root, "lib", name), { recursive: true });
	const common = {
		absWorkingDir: root,
		write: false,
		outdir: "lib",
		bundle: true,
		plugins: [leanParsers, mermaidParsers],
		chunkNames: "[name]-[hash]",
		platform: "node",
		format: "esm",
		target: "node20.19",
		external,
		define: {
			SILCROW_VERSION: JSON.stringify(version),
			SILCROW_BUILD: JSON.stringify(hashOfSources(root)),
			SILCROW_DEFAULTS: JSON.stringify(defaultSettings()),
		},
		legalComments: "linked",
		minifySyntax: true,
		minifyWhitespace: true,
		logLevel: "warning",
	} as const satisfies BuildOptions;
	// What Node itself loads, with nothing kept of it, is one script.
	const { outputFiles: first } = await build({ ...common, entryPoints: { start: "src/start.ts" } });
	const { outputFiles } = await build({
		...common,
		splitting: true,
		entryPoints: {
			cli: "src/cli.ts",
			"watch-thread": "src/world/watch-thread.ts",
			"helper-process": "src/engine/helper-process.ts",
			...apart,
		},
	});
	writeFileSync(join(root, "lib/package.json"), '{ "type": "commonjs" }\n');
	for (const { path, text } of [...first, ...outputFiles])
		writeFileSync(path, path.endsWith(".js") ? await toCommonJs(text, external) : text);
}

/** Tell whether a source is newer than the bundle. */
export function isStale(root: string): boolean {
	const built = join(root, "lib/public/style.css");
	if (!existsSync(built)) return true;
	const since = statSync(built).mtimeMs;
	const texts = ownTexts.flatMap((name) => filesBelow(root, `docs/${name}`));
	return [...sourcesOf(root), ...texts].some((name) => statSync(join(root, name)).mtimeMs > since);
}

/** Change whenever the program may do something else, so that no program takes up what another one has kept. */
function hashOfSources(root: string): string {
	const hash = createHash("sha256");
	for (const name of sourcesOf(root).sort()) {
		const path = join(root, name);
		if (statSync(path).isFile()) hash.update(`${name}\0`).update(readFileSync(path)).update("\0");
	}
	return hash.digest("hex").slice(0, 32);
}

/** Everything that the bundle is made of, the versions of the libraries included. */
function sourcesOf(root: string): string[] {
	return [
		...["src", "templates", "public"].flatMap((folder) => filesBelow(root, folder)),
		"package.json",
		"package-lock.json",
		"scripts/bundle.ts",
		"scripts/bundle-client.ts",
		"scripts/bundle-program.ts",
		"scripts/lean-parsers.ts",
		"scripts/mermaid-parsers.ts",
		"scripts/to-common-js.ts",
	];
}

function filesBelow(root: string, folder: string): string[] {
	return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
}

import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";

/** How the loader of satteri's binary finds out where it lies itself. */
const ownPlace =
	/import \{ createRequire \} from 'module'\nconst require = createRequire\(import\.meta\.url\)\nconst __dirname = new URL\('\.', import\.meta\.url\)\.pathname\n/;

/** In the bundle it lies elsewhere than the binary, which stays where npm put it. */
const binaryPlace = `
import { createRequire } from "node:module";
import { join } from "node:path";
const satteriFolder = join(createRequire(import.meta.url).resolve("satteri"), "../..");
const satteriRequire = createRequire(join(satteriFolder, "index.js"));
`;

/**
 * Bundle of some packages only what is used, for a short build spends most of its time on loading. Of satteri the
 * binary stays where npm put it; of gray-matter js-yaml goes, whose place `front-matter.ts` takes.
 */
export const leanParsers: Plugin = {
	name: "lean-parsers",
	setup({ onResolve, onLoad }) {
		onLoad({ filter: /satteri\/index\.js$/ }, ({ path }) => {
			const source = readFileSync(path, "utf8");
			if (!ownPlace.test(source)) throw new Error(`${path} does not find its binary as it did`);
			const rest = source.replace(ownPlace, binaryPlace).replaceAll("__dirname", "satteriFolder");
			return { contents: rest.replace(/\brequire\(/g, "satteriRequire(") };
		});
		// It would start other programs for commands that it does not have.
		onLoad({ filter: /commander\/lib\/command\.js$/ }, ({ path }) => {
			const source = readFileSync(path, "utf8");
			return { contents: source.replace("require('node:child_process')", "undefined") };
		});
		onResolve({ filter: /^js-yaml$/ }, ({ path }) => ({ path, namespace: "never-run" }));
		onLoad({ filter: /.*/, namespace: "never-run" }, () => ({
			contents: 'exports.safeLoad = exports.safeDump = () => { throw new Error("never run"); };',
		}));
	},
};

import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";

/** The names that satteri takes from its binary. */
const binding = /export (\{[^}]+\}) from "\.\.\/index\.js";/;

/**
 * Bundle of satteri and of gray-matter only what is used, for a short build spends most of its time on loading. Of
 * satteri the binary stays where npm put it; of gray-matter js-yaml goes, whose place `front-matter.ts` takes.
 */
export const leanParsers: Plugin = {
	name: "lean-parsers",
	setup({ onResolve, onLoad }) {
		onLoad({ filter: /satteri\/dist\/binding\.js$/ }, ({ path }) => {
			const source = readFileSync(path, "utf8");
			if (!binding.test(source)) throw new Error(`${path} does not take its names from ../index.js`);
			const place = 'new URL("../index.js", import.meta.resolve("satteri")).href';
			return { contents: source.replace(binding, `const $1 = await import(${place}); export $1;`) };
		});
		onResolve({ filter: /^js-yaml$/ }, ({ path }) => ({ path, namespace: "never-run" }));
		onLoad({ filter: /.*/, namespace: "never-run" }, () => ({
			contents: 'exports.safeLoad = exports.safeDump = () => { throw new Error("never run"); };',
		}));
	},
};

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "esbuild";

/** How the loader of satteri's binary finds out where it lies itself. */
const ownPlace =
	/import \{ createRequire \} from 'module'\nconst require = createRequire\(import\.meta\.url\)\nconst __dirname = new URL\('\.', import\.meta\.url\)\.pathname\n/;

/**
 * In the bundle it lies elsewhere than the binary, which stays where npm put it. On most machines that is known; only
 * where it is not there, or is of another version, it is looked for as satteri does, which takes 6 ms.
 */
const binaryPlace = (version: string) => `
import { createRequire } from "node:module";
import { join } from "node:path";
const ownRequire = createRequire(import.meta.url);
const satteriRequire = (name) => createRequire(join(ownRequire.resolve("satteri"), "../../index.js"))(name);
const usualBinding = () => {
	const end = { linux: "-gnu", darwin: "", win32: "-msvc" }[process.platform];
	if (end === undefined || process.env.NAPI_RS_NATIVE_LIBRARY_PATH) return undefined;
	const name = "@bruits/satteri-" + process.platform + "-" + process.arch + end;
	try {
		if (ownRequire(name + "/package.json").version === "${version}") return ownRequire(name);
	} catch {
		// What is wrong is found out, and told, by the search that follows.
	}
	return undefined;
};
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
			const { version } = JSON.parse(readFileSync(join(dirname(path), "package.json"), "utf8")) as { version: string };
			const found = source
				.replace(ownPlace, binaryPlace(version))
				.replace(/(?<=^nativeBinding = )(?=requireNative\(\)$)/m, "usualBinding() ?? ")
				.replace(/(?<= = )require(?=\('fs'\)$)/m, "ownRequire")
				.replace(/\brequire\(/g, "satteriRequire(");
			if (!found.includes("usualBinding() ?? ") || found.includes("__dirname"))
				throw new Error(`${path} does not find its binary as it did`);
			return { contents: found };
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

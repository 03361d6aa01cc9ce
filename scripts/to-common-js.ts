import { transform } from "esbuild";

/**
 * Turn a module of the bundle into a script that `require` loads. Only of a script V8 keeps the code on every Node
 * that Silcrow runs on, and it loads sooner. The packages that stay outside are imported as they want to be, by
 * `require.outside` where `world/code-cache.ts` has loaded the script.
 */
export async function toCommonJs(code: string, outside: string[]): Promise<string> {
	const own = code.replace(/\bimport\((?="(?:\.\/|node:))/g, "silcrowImport(");
	const all = outside.reduce((text, name) => text.replaceAll(`import("${name}")`, `silcrowOutside("${name}")`), own);
	const { code: script } = await transform(all, {
		format: "cjs",
		platform: "node",
		target: "node20.19",
		define: { "import.meta.url": "silcrowUrl", "import.meta.dirname": "__dirname" },
		minifyWhitespace: true,
		legalComments: "none",
	});
	// The names of what it exports are for those who import it, and it is only required.
	const bare = script.replace(/\b0&&\(module\.exports=\{[\w$,:"]*\}\);\s*$/, "");
	return asAscii(silcrowNames(bare) + lateImports(bare));
}

/**
 * Escape what is not ASCII; esbuild has left it in regular expressions alone, and in the raw texts of some. Of a script
 * with one such character V8 holds all in two bytes a character, and it takes longer to read.
 */
function asAscii(script: string): string {
	return script.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/**
 * Load what a script imports when something of it is first used. Most runs need little of the program, and to load all
 * of it takes as long as a small edit does. No module of ours, nor of a library, counts on being run before that.
 */
function lateImports(script: string): string {
	const ways = new Map<string, string>();
	const rest = script.replace(/\bvar (import_\w+)=require\(("[^"]+")\);/g, (_, name: string, way: string) => {
		ways.set(name, way);
		return "";
	});
	const names = [...ways.keys()];
	const used = rest.replace(/\b(import_\w+)(?=\.)/g, (name) => {
		const at = names.indexOf(name);
		return at < 0 ? name : `($_$${at}??=$_$(${at}))`;
	});
	if (names.length === 0) return used;
	if (script.includes("$_$")) throw new Error("a script of the bundle has a name of its own that begins with $_$");
	const variables = names.map((_, at) => `$_$${at}`).join();
	return `var ${variables};const $_$=at=>require([${[...ways.values()].join()}][at]);${used}`;
}

function silcrowNames(script: string): string {
	const names = {
		silcrowUrl: 'require("node:url").pathToFileURL(__filename).href',
		silcrowImport: "async name=>require(name)",
		silcrowOutside: "require.outside??(name=>import(name))",
	};
	return Object.entries(names)
		.filter(([name]) => script.includes(name))
		.map(([name, value]) => `const ${name}=${value};`)
		.join("");
}

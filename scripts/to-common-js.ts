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
	return silcrowNames(script) + script;
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

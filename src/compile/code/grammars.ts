import type { Syntax } from "refractor/core";
import { refractor } from "refractor/core";

/** The languages whose code is coloured, by the names that a fence may give them. Each grammar is loaded when it is first met. */
const loaders: Record<string, () => Promise<{ default: Syntax }>> = {
	bash: () => import("refractor/bash"),
	c: () => import("refractor/c"),
	cpp: () => import("refractor/cpp"),
	csharp: () => import("refractor/csharp"),
	css: () => import("refractor/css"),
	diff: () => import("refractor/diff"),
	docker: () => import("refractor/docker"),
	go: () => import("refractor/go"),
	graphql: () => import("refractor/graphql"),
	hcl: () => import("refractor/hcl"),
	http: () => import("refractor/http"),
	ini: () => import("refractor/ini"),
	java: () => import("refractor/java"),
	javascript: () => import("refractor/javascript"),
	json: () => import("refractor/json"),
	kotlin: () => import("refractor/kotlin"),
	lua: () => import("refractor/lua"),
	makefile: () => import("refractor/makefile"),
	markup: () => import("refractor/markup"),
	nginx: () => import("refractor/nginx"),
	powershell: () => import("refractor/powershell"),
	promql: () => import("refractor/promql"),
	properties: () => import("refractor/properties"),
	protobuf: () => import("refractor/protobuf"),
	python: () => import("refractor/python"),
	ruby: () => import("refractor/ruby"),
	rust: () => import("refractor/rust"),
	sql: () => import("refractor/sql"),
	systemd: () => import("refractor/systemd"),
	toml: () => import("refractor/toml"),
	typescript: () => import("refractor/typescript"),
	yaml: () => import("refractor/yaml"),
};

const aliases: Record<string, string> = {
	cs: "csharp",
	dockerfile: "docker",
	golang: "go",
	html: "markup",
	js: "javascript",
	jsonc: "json",
	json5: "json",
	make: "makefile",
	py: "python",
	rb: "ruby",
	rs: "rust",
	service: "systemd",
	sh: "bash",
	shell: "bash",
	shellscript: "bash",
	svg: "markup",
	terraform: "hcl",
	ts: "typescript",
	xml: "markup",
	yml: "yaml",
	zsh: "bash",
};

/**
 * HTML has colours in its styles and scripts where it knows these grammars, in this order, which TypeScript has too. They
 * are loaded together, so that a page does not depend on what others hold.
 */
const ofPages = ["markup", "css", "javascript"];

/** Load the grammars of some languages, so that `highlight` can colour them. Unknown languages stay plain. */
export async function loadGrammars(languages: Iterable<string>): Promise<void> {
	const names = new Set<string>();
	for (const language of languages) {
		const name = grammarOf(language);
		if (name === undefined) continue;
		if (name === "typescript" || ofPages.includes(name)) for (const one of ofPages) names.add(one);
		names.add(name);
	}
	for (const name of names) {
		if (refractor.registered(name)) continue;
		const loaded = await loaders[name]?.();
		if (loaded) refractor.register(loaded.default);
	}
}

/** Return the name of the grammar for a language as a fence writes it, or undefined. */
export function grammarOf(language: string): string | undefined {
	const name = language.toLowerCase();
	const canonical = Object.hasOwn(aliases, name) ? aliases[name] : name;
	return canonical !== undefined && Object.hasOwn(loaders, canonical) ? canonical : undefined;
}

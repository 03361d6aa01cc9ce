import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { refractor } from "refractor/core";
import { expect, test } from "vitest";
import { grammarOf, loadGrammars } from "../src/compile/code/grammars.ts";
import { highlight } from "../src/compile/code/highlight.ts";
import { type Grammar, patternsOf } from "../src/compile/code/patterns.ts";
import { readRuns } from "../src/compile/code/token-runs.ts";

const root = join(import.meta.dirname, "..");

test("colours HTML alike, whatever was coloured before", async () => {
	const code = "<style>p { color: red }</style><script>let a = 1;</script>";
	await loadGrammars(["html"]);
	const first = highlight(code, "html");
	await loadGrammars(["css", "js", "ts"]);
	expect(highlight(code, "html")).toBe(first);
	expect(first).toContain('<span class="k">color</span>');
	expect(first).toContain('<span class="k">let</span>');
});

test("colours what a shell puts in as code", async () => {
	await loadGrammars(["sh"]);
	expect(highlight('name="$(kubectl get pods --all)" $job', "sh")).toBe(
		'<span class="n">name</span>="$(kubectl get pods <span class="o">--all</span>)" <span class="n">$job</span>',
	);
});

test("takes from an earlier compilation what it knows, and no more", async () => {
	await loadGrammars(["sh", "ts"]);
	const code = 'kubectl get <pod> --sort-by "name" # all';
	const first = { known: new Map<string, string>(), own: new Map<string, string>() };
	const plain = highlight(code, "sh", first);
	const again = { known: first.own, own: new Map<string, string>() };
	expect(highlight(code, "sh", again)).toBe(plain);
	expect(again.own).toEqual(first.own);
	expect(highlight(code, "ts", again)).toBe(highlight(code, "ts"));
	const wrong = new Map([...first.own.keys()].map((print) => [print, "0 7 n"]));
	expect(highlight(code, "sh", { known: wrong, own: new Map() })).toContain('<span class="n">kubectl</span>');
});

test("finds in code what Prism finds", async () => {
	const samples = ["docs/diagnostics", "src/client", "scripts", "templates", "test/render"].flatMap(samplesIn);
	samples.push(...wordy);
	await loadGrammars(samples.map(({ language }) => language));
	expect(samples.length).toBeGreaterThan(300);
	for (const { code, language } of samples) {
		const grammar = languages[grammarOf(language) ?? ""] ?? {};
		const found: string[] = [];
		readRuns(code, patternsOf(grammar, classOf), "", (length, name) => found.push(...Array(length).fill(name)));
		expect(found.join(), code).toBe(byPrism(tokenize(code, grammar), "").join());
	}
});

/** Words of long lists, and what only looks like them. */
const wordy = [
	{ language: "sh", code: "if true; then\n\tapt-get update && docker-compose up <(ls)\nfi" },
	{ language: "sh", code: "PATH=$HOME:`pwd` apt-got $HOMES; cp.x cp" },
	{ language: "sql", code: "create trigger t for each row; select a for x with rollup within createx" },
	{ language: "powershell", code: "IEX (Get-Item iexx)" },
];

const { languages, tokenize } = refractor as unknown as {
	languages: Record<string, Grammar>;
	tokenize: (code: string, grammar: Grammar) => (string | Token)[];
};

interface Token {
	type: string;
	alias?: string | string[];
	content: string | Token | (string | Token)[];
}

/** What has no class is left away where nothing comes behind it. */
function classOf(type: string): string | undefined {
	return /punctuation|operator|tag|variable/.test(type) ? undefined : type;
}

/** The class of each character. What a shell puts in is code and no variable. */
function byPrism(tokens: (string | Token)[], outer: string): string[] {
	return tokens.flatMap((token) => {
		if (typeof token === "string") return Array(token.length).fill(outer);
		const inside = [token.content].flat();
		const isCode = inside.some(
			(one) => typeof one !== "string" && one.type === token.type && token.type === "variable",
		);
		return byPrism(inside, isCode ? "" : (classOf(token.type) ?? outer));
	});
}

/** The fences of Markdown, and pieces of everything else that has a grammar. */
function samplesIn(folder: string): { code: string; language: string }[] {
	const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
	return names.flatMap((name) => {
		const language = extname(name).slice(1);
		if (language !== "md" && !grammarOf(language)) return [];
		const text = readFileSync(join(root, folder, name), "utf8");
		if (language === "md")
			return [...text.matchAll(/^(`{3,})([\w-]+)[^\n]*\n([\s\S]*?)^\1/gm)]
				.map(([, , written = "", code = ""]) => ({ code, language: written }))
				.filter((sample) => grammarOf(sample.language));
		const lines = text.split("\n");
		const starts = [...lines.keys()].filter((line) => line % 40 === 0);
		return starts.map((line) => ({ code: lines.slice(line, line + 40).join("\n"), language }));
	});
}

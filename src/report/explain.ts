import { codes } from "../model/codes.ts";
import { byCodeUnit } from "../text/names.ts";
import { mostSimilar } from "../text/similar.ts";

/** Write for a terminal what `docs/diagnostics/` says about a code, below its severity and its summary. */
export function explainCode(code: string, markdown: string): string {
	const known = codes[code];
	const text = markdown.replace(/^# .*\n+/, "");
	return `${code} (${known?.severity})\n\n${known?.summary}\n\n${plain(text).trimEnd()}\n`;
}

/** List all codes, one on each line. */
export function listCodes(): string {
	const names = Object.keys(codes).sort(byCodeUnit);
	const width = Math.max(...names.map((name) => name.length));
	return names
		.map((name) => `${name.padEnd(width)}  ${codes[name]?.severity.padEnd(7)}  ${codes[name]?.summary}\n`)
		.join("");
}

/** Suggest a code for a word that is none. */
export function similarCode(word: string): string | undefined {
	return mostSimilar(word, Object.keys(codes));
}

/** Headings lose their signs, links their addresses, and a block is set in below the name of its file. */
function plain(markdown: string): string {
	const lines: string[] = [];
	let fence = "";
	for (const line of markdown.split("\n")) {
		const [, signs = "", rest = ""] = /^(`{3,})(.*)$/.exec(line) ?? [];
		if (fence === "" && signs !== "") {
			fence = signs;
			const [, file, was] = /\bfile=(\S+)(?: was=(\S+))?/.exec(rest) ?? [];
			if (file !== undefined) lines.push(`  ${file}${was === undefined ? "" : ` in place of ${was}`}`);
		} else if (fence !== "" && signs === fence && rest === "") fence = "";
		else if (fence !== "") lines.push(line === "" ? "" : `    ${line}`);
		else lines.push(line.replace(/^#+ (.*)$/, "$1:").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1"));
	}
	return lines.join("\n");
}

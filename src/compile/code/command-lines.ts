import { without } from "../../text/commands.ts";
import { readShell } from "../../text/shell-text.ts";

/** Cut a shell's text into its commands: at line ends, `;`, `&`, `|` and brackets outside of quotes. What a substitution runs is one more; here-documents are none. */
export function commandLines(text: string): string[] {
	const joined = withoutDocuments(text.replace(/\\\r?\n/g, " ")).rest;
	const lines: string[] = [];
	let line = "";
	let quote = "";
	for (let at = 0; at < joined.length; at++) {
		const sign = joined.charAt(at);
		if (sign === "\\") {
			line += sign + joined.charAt(++at);
			continue;
		}
		if (quote ? sign === quote : sign === "'" || sign === '"') quote = quote ? "" : sign;
		// A redirection of errors is no end of a command: `2>&1`, `&>`.
		const isEnd = !quote && (/[\n;|(){}`]/.test(sign) || (sign === "&" && !/>$/.test(line) && joined[at + 1] !== ">"));
		const isWord = (sign === "{" && !/\s/.test(joined[at + 1] ?? " ")) || (sign === "}" && /[\w{]$/.test(line));
		if (isEnd && !isWord) {
			lines.push(line);
			// What follows a group is no command of its own: `} > file`.
			line = sign === ")" || sign === "}" ? sign : "";
		} else line += sign;
	}
	lines.push(line);
	const inner = lines.flatMap((one) => [...one.matchAll(/\$\(([^")]*)\)/g)].map((found) => found[1] ?? ""));
	return [...lines, ...inner].filter((one) => one.trim() !== "");
}

/** Take here-documents apart from the commands that read them. */
export function withoutDocuments(text: string): { rest: string; documents: string[] } {
	const { documents } = readShell(text);
	return { rest: without(text, documents), documents: documents.map(([from, to]) => text.slice(from, to)) };
}

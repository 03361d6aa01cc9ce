import type { Form, FoundLink } from "./form.ts";
import { matchAt } from "./form.ts";

/** A commit, or several with slashes between: `12b2f9d/0f7450a`. Text unless the settings declare it. */
export const commitForm: Form = {
	trigger: "(?<![\\w#@:./-])[0-9a-f]{7}",
	read(scan, at) {
		const found = matchAt(chain, scan.text, at);
		return found ? { end: at + found[0].length, links: commitsIn(found[0], at), faults: [] } : undefined;
	},
};

const hash = "[0-9a-f]{7,40}";
const chain = new RegExp(`${hash}(?:/${hash})*(?![\\p{L}\\p{N}_/-])(?!\\.[\\p{L}\\p{N}])`, "uy");

/** List the hashes of a chain that stands at an index. */
export function commitsIn(text: string, at: number): FoundLink[] {
	const links: FoundLink[] = [];
	let start = at;
	const hashes = text.split("/");
	for (const part of hashes) {
		const others = hashes.filter((other) => other !== part);
		links.push({ start, end: start + part.length, target: { kind: "commit", hash: part, others }, tentative: true });
		start += part.length + 1;
	}
	return links;
}

/** Say whether the whole text of a code span is one commit or several. */
export function isCommitChain(text: string): boolean {
	return /^[0-9a-f]{7}/.test(text) && matchAt(chain, text, 0)?.[0] === text;
}

import { createHash, hash as hashOf } from "node:crypto";

/** Put a checksum before a text, so that it is either read again as it was written or not at all. Only who gives the same secret words opens it. */
export function seal(text: string, words: string): string {
	return `${checksum(text, words)}\n${text}`;
}

/** Give the text behind its checksum, or undefined where it is not what `seal` made with these words. */
export function unseal(sealed: string, words: string): string | undefined {
	const end = sealed.indexOf("\n");
	const text = sealed.slice(end + 1);
	return end > 0 && sealed.slice(0, end) === checksum(text, words) ? text : undefined;
}

/** Hash some contents, one behind the other, so that no accident leaves them the same; in hex. */
export function fingerprint(...contents: (string | Uint8Array)[]): string {
	const [only] = contents;
	if (contents.length === 1 && only !== undefined) return hashOf("sha256", only);
	const hash = createHash("sha256");
	for (const content of contents) hash.update(content);
	return hash.digest("hex");
}

function checksum(text: string, words: string): string {
	return createHash("sha256").update(words).update("\0").update(text).digest("hex");
}

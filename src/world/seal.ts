import { createHash, hash as hashOf } from "node:crypto";

/** Put a checksum before a text, so that it is either read again as it was written or not at all. Only who gives the same secret words opens it. */
export function seal(text: string, words: string): Buffer {
	const bytes = Buffer.from(text);
	return Buffer.concat([Buffer.from(`${checksum(bytes, words)}\n`), bytes]);
}

/** Give the text behind its checksum, or undefined where it is not what `seal` made with these words. */
export function unseal(sealed: Buffer, words: string): string | undefined {
	const bytes = sealed.subarray(checksumLength + 1);
	return sealed.toString("latin1", 0, checksumLength) === checksum(bytes, words) ? bytes.toString("utf8") : undefined;
}

/** Hash some contents, one behind the other, so that no accident leaves them the same; in hex. */
export function fingerprint(...contents: (string | Uint8Array)[]): string {
	const [only] = contents;
	if (contents.length === 1 && only !== undefined) return hashOf("sha256", only);
	const hash = createHash("sha256");
	for (const content of contents) hash.update(content);
	return hash.digest("hex");
}

/** In signs. */
const checksumLength = 64;

function checksum(bytes: Uint8Array, words: string): string {
	return createHash("sha256").update(words).update("\0").update(bytes).digest("hex");
}

/** Tell whether a file or folder of this name is none of the book's: hidden, left by an editor, or a secret. */
export function isIgnoredName(name: string): boolean {
	const folded = name.toLowerCase();
	return (
		folded.startsWith(".") ||
		folded === "node_modules" ||
		folded.endsWith("~") ||
		folded.endsWith(".swp") ||
		folded.includes("___jb_") ||
		folded.endsWith(".key") ||
		folded.endsWith(".pem")
	);
}

/** Names beside the four folders of a book that somebody may have taken for those of its settings. */
export const settingsAbove = ["book.yaml", "book.yml"];

/** Say why a name cannot exist on every system, as the end of a sentence, or give undefined for a name that can. */
export function portableNameFault(name: string): string | undefined {
	const stem = name.replace(/\..*$/su, "");
	if (/^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/iu.test(stem.trimEnd())) return "is the name of a device on Windows";
	if (/[\0-\x1F\x7F]/u.test(name)) return "holds a control character";
	const [character] = /[<>:"|?*\\]/u.exec(name) ?? [];
	if (character) return `holds “${character}”, which Windows does not allow`;
	if (/[ .]$/u.test(name) || /[ .]\.[^.]*$/u.test(name)) return "ends with a space or a dot, which Windows drops";
	return undefined;
}

/** Give what two paths have in common when some file system or web server takes them for the same page. */
export function pageKey(path: string): string {
	return path
		.normalize("NFC")
		.toLowerCase()
		.replace(/(\/index)?\.(?:md|markdown)$/u, "");
}

/** Names of pages that Silcrow makes itself. */
export const reservedPages = new Set(["index.html", "404.html", "print.html", "search.html", "book-index.html"]);

/** Order strings by code unit, which is the same on every machine. */
export function byCodeUnit(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

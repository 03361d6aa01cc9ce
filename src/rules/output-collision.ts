import { diagnostic } from "../model/codes.ts";
import { reservedPages } from "../text/names.ts";
import type { Rule } from "./rule.ts";

/** A file of `public/` never takes the place of a page, and would be left out. */
export const outputCollision: Rule = ({ book }) => {
	const pages = new Map([...reservedPages, ...book.anchors.keys()].map((page) => [page.toLowerCase(), page]));
	return [...book.assets.keys()].flatMap((path) => {
		const page = path.startsWith("public/") ? pages.get(path.slice("public/".length).toLowerCase()) : undefined;
		if (page === undefined) return [];
		const start = { line: 1, column: 1, offset: 0 };
		return [
			diagnostic("output-collision", path, { start, end: start }, `the book has a page ${page} of its own`, [
				"rename the file; how pages look is said by `templates/`",
			]),
		];
	});
};

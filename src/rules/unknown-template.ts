import { diagnostic } from "../model/codes.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Template } from "../model/discovered.ts";
import { mostSimilar } from "../text/similar.ts";

/** Say which templates of a book take the place of none of Silcrow's, and are brought in by no other of the book's. */
export function unknownTemplates(templates: Template[], known: string[] = []): Diagnostic[] {
	const own = templates.filter(({ path, isDefault }) => known.length > 0 && !isDefault && !known.includes(path));
	return own.flatMap(({ path }) => {
		const name = nameOf(path);
		const isIncluded = templates.some(({ text }) => text.includes(`"${name}"`) || text.includes(`'${name}'`));
		if (isIncluded && path.endsWith(".eta")) return [];
		const similar = mostSimilar(
			`${name}.eta`,
			known.map((one) => `${nameOf(one)}.eta`),
		);
		const hint =
			similar === undefined ? "name it as one of Silcrow's, or include it in another" : `did you mean “${similar}”?`;
		const start = { line: 1, column: 1, offset: 0 };
		return [diagnostic("unknown-template", path, { start, end: start }, `nothing is drawn by “${path}”`, [hint])];
	});
}

function nameOf(path: string): string {
	return path.replace(/^templates\//, "").replace(/\.[a-z]+$/, "");
}

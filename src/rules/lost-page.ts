import { diagnostic } from "../model/codes.ts";
import { definitionOf, frontMatterPlace, lossesOf, placeInLock } from "./loss.ts";
import type { Rule } from "./rule.ts";

/** A page without a number keeps its address, or that leads to what took its place. */
export const lostPage: Rule = (input) => {
	return lossesOf(input)
		.filter(({ key }) => key.startsWith("page:"))
		.map((loss) => {
			const { key, was, now, likely } = loss;
			const [first = ""] = was?.at ?? [];
			if (loss.kind === "reused" || now) {
				const { path, span } = definitionOf(key, input) ?? placeInLock(key, input);
				const message = `${first} was published as “${was?.title}”, and is now “${now?.title}” with another text`;
				return diagnostic("lost-page", path, span, message, [
					"give the file another name",
					`if it is the same matter with other words, run “silcrow lock --same ${key}”`,
				]);
			}
			const heir = likely === undefined ? undefined : input.book.symbols.get(likely);
			const place = frontMatterPlace(heir?.path, "aliases", input) ?? placeInLock(key, input);
			const where = heir ? heir.path : "the file that took its place";
			return diagnostic("lost-page", place.path, place.span, `${first} “${was?.title}” was published, and is gone`, [
				`write “aliases: [${first}]” in the front matter of ${where}`,
				`or “retired: {${first}: null}” in book/book.yaml if nothing did`,
			]);
		});
};

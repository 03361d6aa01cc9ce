import { diagnostic } from "../model/codes.ts";
import { placeOfTitle, type Rule } from "./rule.ts";

/** A file without a number or a letter is published, but nothing can refer to it by name. */
export const missingNumber: Rule = ({ book, units }) => {
	return book.plain.flatMap((page) => {
		const { path, number, appendix } = page.outline;
		const unit = units.get(path);
		if (!unit || number !== undefined || appendix !== undefined) return [];
		return [
			diagnostic(
				"missing-number",
				unit.path,
				placeOfTitle(unit),
				`“${page.outline.title}” has neither a chapter's number nor an appendix's letter`,
				["begin the file's name with a number, as in “08-title.md”, or write “appendix: B” in its front matter"],
			),
		];
	});
};

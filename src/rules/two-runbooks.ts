import { diagnostic } from "../model/codes.ts";
import { placeOfKey, type Rule } from "./rule.ts";

/** A bare § can mean only one runbook. */
export const twoRunbooks: Rule = ({ book, units }) => {
	return [...units.values()].flatMap((unit) => {
		if (
			unit.outline.frontMatter.runbook !== true ||
			unit.outline.frontMatter.status === "draft" ||
			unit.path === book.runbook?.outline.path
		)
			return [];
		if (!book.runbook)
			return [
				diagnostic(
					"two-runbooks",
					unit.path,
					placeOfKey(unit, "runbook"),
					"the runbook must be a chapter with a number",
					["give the file a number in its name or its front matter"],
				),
			];
		const first = units.get(book.runbook.outline.path);
		const related = first ? [{ path: first.path, span: placeOfKey(first, "runbook"), message: "the first one" }] : [];
		return [
			diagnostic(
				"two-runbooks",
				unit.path,
				placeOfKey(unit, "runbook"),
				"a book has one runbook, and this is a second one",
				["take “runbook: true” out of one of them"],
				related,
			),
		];
	});
};

import { diagnostic } from "../model/codes.ts";
import type { Unit } from "../model/unit.ts";
import { placeOfKey, placeOfTitle, type Rule } from "./rule.ts";

/** Two files must not have the same number or letter. Two sections of one file are reported when the file is compiled. */
export const duplicateNumber: Rule = ({ units }) => {
	const first = new Map<string, Unit>();
	return [...units.values()].flatMap((unit) => {
		const name = nameOf(unit);
		if (name === undefined || unit.outline.frontMatter.status === "draft") return [];
		const earlier = first.get(name);
		if (!earlier) {
			first.set(name, unit);
			return [];
		}
		const related = [
			{ path: earlier.path, span: placeOfTitle(earlier), message: `“${earlier.outline.title}” is ${name} too` },
		];
		return [
			diagnostic(
				"duplicate-number",
				unit.path,
				placeOfKey(unit, unit.outline.appendix === undefined ? "number" : "appendix"),
				`${name} stands in two files`,
				["a number is never used twice; give the later file a new one"],
				related,
			),
		];
	});
};

function nameOf(unit: Unit): string | undefined {
	const { number, appendix, kind } = unit.outline;
	if (kind === "glossary") return undefined;
	if (number !== undefined) return `chapter ${number}`;
	return appendix === undefined ? undefined : `appendix ${appendix}`;
}

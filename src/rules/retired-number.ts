import { diagnostic } from "../model/codes.ts";
import { placeOfKey, type Rule } from "./rule.ts";

/** The number of a section that was removed is never used again, and the number that took its place is there. */
export const retiredNumber: Rule = ({ book, units }) => {
	return [...book.chapterByPath.values()].flatMap((chapter) => {
		const unit = units.get(chapter.outline.path);
		if (!unit) return [];
		return Object.entries(chapter.outline.frontMatter.retired ?? {}).flatMap(([number, successor]) => {
			const again = chapter.sections.get(Number(number));
			const place = again && unit.places.headings[again.index];
			const found = [];
			if (place) {
				const message = `§${number} is retired, and may not be used again`;
				found.push(
					diagnostic("duplicate-number", unit.path, place, message, ["give this section a number that was never used"]),
				);
			}
			if (successor !== null && !chapter.sections.has(successor)) {
				const message = `§${successor}, which is to take the place of §${number}, is not there`;
				found.push(diagnostic("unknown-section", unit.path, placeOfKey(unit, "retired"), message));
			}
			return found;
		});
	});
};

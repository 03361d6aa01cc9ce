import { diagnostic } from "../model/codes.ts";
import type { Rule } from "./rule.ts";

/** A number that is missing between two sections must be retired, so that a reader of an old link learns what became of it. */
export const sectionGap: Rule = ({ book, units }) => {
	return [...book.chapterByPath.values()].flatMap((chapter) => {
		const unit = units.get(chapter.outline.path);
		const numbers = [...chapter.sections.keys()].sort((a, b) => a - b);
		const retired = chapter.outline.frontMatter.retired ?? {};
		const last = numbers.at(-1) ?? 0;
		if (!unit || numbers.length < 2 || last > 10_000) return [];
		const missing: number[] = [];
		for (let number = numbers[0] ?? 1; number < last; number += 1)
			if (!chapter.sections.has(number) && !Object.hasOwn(retired, number)) missing.push(number);
		return missing.slice(0, 20).flatMap((number) => {
			const next = numbers.find((one) => one > number);
			const section = next === undefined ? undefined : chapter.sections.get(next);
			const place = section ? unit.places.headings[section.index] : undefined;
			if (!place) return [];
			return [
				diagnostic("section-gap", unit.path, place, `§${number} is missing before §${next}`, [
					`if it was removed, write “retired: [${number}]” in the front matter, or “retired: {${number}: …}” with the number of its successor`,
				]),
			];
		});
	});
};

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
		return numbers.slice(1).flatMap((next, index) => {
			const missing = between(numbers[index] ?? 0, next).filter((number) => !Object.hasOwn(retired, number));
			const section = chapter.sections.get(next);
			const place = section ? unit.places.headings[section.index] : undefined;
			if (!place || missing.length === 0) return [];
			const [message, hint] = missing.length === 1 ? oneMissing(missing) : manyMissing(missing);
			return [diagnostic("section-gap", unit.path, place, `${message} missing before §${next}`, [hint])];
		});
	});
};

function between(last: number, next: number): number[] {
	return Array.from({ length: next - last - 1 }, (_, index) => last + 1 + index);
}

function oneMissing([number]: number[]): [message: string, hint: string] {
	const successor = `“retired: {${number}: …}” with the number of its successor`;
	return [`§${number} is`, `if it was removed, write “retired: [${number}]” in the front matter, or ${successor}`];
}

/** A number that was left free for later stands among many of them, so they are told at once. */
function manyMissing(missing: number[]): [message: string, hint: string] {
	const named = missing.length > most ? [...missing.slice(0, most - 1), "…", missing.at(-1)] : missing;
	const words = `${named
		.slice(0, -1)
		.map((one) => (one === "…" ? one : `§${one}`))
		.join(", ")} and §${named.at(-1)}`;
	const successor = `“retired: {${missing[0]}: …}” with the number of its successor`;
	return [
		`${words} are`,
		`if they were removed, write “retired: [${named.join(", ")}]” in the front matter, or ${successor}`,
	];
}

const most = 6;

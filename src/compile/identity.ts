import type { readFrontMatter } from "../schema/front-matter.ts";
import { withoutMarkdown } from "../text/markdown-name.ts";
import { type Draft, report } from "./draft.ts";

/** What a file is called, and by what number or letter. */
export interface Identity {
	number?: number;
	appendix?: string;
	title: string;
}

/** Find the number of a file, in its front matter or its name, and its title, in its front matter or its first heading. */
export function identify(
	path: string,
	front: ReturnType<typeof readFrontMatter>,
	heading: string | undefined,
	draft: Draft,
): Identity {
	const { frontMatter, spans } = front;
	const name = withoutMarkdown(path.slice(path.lastIndexOf("/") + 1));
	const fromName = numberOfName(name);
	const number = frontMatter.number ?? (frontMatter.appendix === undefined ? fromName : undefined);
	if (frontMatter.number !== undefined && fromName !== undefined && frontMatter.number !== fromName) {
		const { start, end } = spans["number"] ?? { start: { offset: 0 }, end: { offset: 0 } };
		report(
			draft,
			"number-mismatch",
			start.offset,
			end.offset,
			`the front matter says chapter ${frontMatter.number}, the file name says ${fromName}`,
			"rename the file, or take the number out of the front matter",
		);
	}
	const identity: Identity = {
		title: frontMatter.title ?? withoutName(heading, number, frontMatter.appendix) ?? titleOfName(name),
	};
	if (number !== undefined) identity.number = number;
	if (frontMatter.appendix !== undefined) identity.appendix = frontMatter.appendix;
	return identity;
}

/** `08-database`, `ch08-database`, `ch08`. */
function numberOfName(name: string): number | undefined {
	const found = /^(?:ch(\d{1,5})(?:[-_. ].*)?|(\d{1,5})[-_. ].*|(\d{1,5}))$/i.exec(name);
	const digits = found?.[1] ?? found?.[2] ?? found?.[3];
	return digits === undefined ? undefined : Number(digits);
}

/** A heading such as `Chapter 8: Database` or `Appendix A — Glossary` says its number, which is drawn apart. */
function withoutName(
	heading: string | undefined,
	number: number | undefined,
	letter: string | undefined,
): string | undefined {
	if (!heading) return undefined;
	const found = /^(?:chapter\s+(\d+)|appendix\s+([A-Z]))\s*[:.–—-]\s*(\S.*)$/i.exec(heading);
	const isOwn = found && (found[1] === undefined ? found[2] === letter : Number(found[1]) === number);
	return isOwn ? found[3] : heading;
}

function titleOfName(name: string): string {
	const words =
		name
			.replace(/^(?:ch)?\d+[-_. ]*/i, "")
			.replace(/[-_]+/g, " ")
			.trim() || name;
	return words.charAt(0).toUpperCase() + words.slice(1);
}

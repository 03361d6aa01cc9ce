import GithubSlugger from "github-slugger";
import type { RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { Span } from "../../model/diagnostic.ts";
import type { FrontMatter } from "../../model/unit.ts";
import type { FoundEntry } from "./entry.ts";
import type { GlossarySection } from "./sections.ts";

/** What names the one term of a file, and where. */
interface Named {
	name: string;
	from: number;
	to: number;
}

/** Front matter as it was read, with the places of its values. */
export interface Front {
	frontMatter: FrontMatter;
	spans: Record<string, Span>;
}

/** Titles of files that hold many terms, or none. */
const many =
	/\b(?:glossar(?:y|ies)|terminology|terms|definitions|vocabulary|acronyms|abbreviations|lexicon|nomenclature)\b/i;

/**
 * Read a file that explains one term: its front matter says so with `term`, or has a title, and its text begins
 * without a heading and holds no entries. A file without front matter is one where its name is that of its title.
 */
export function readFileTerm(sections: GlossarySection[], front: Front, path: string): FoundEntry | undefined {
	const { term } = front.frontMatter;
	const named = nameIn(front) ?? nameOfTitle(sections, path);
	if (!named || term?.name === false) return undefined;
	const isSaid = term?.name !== undefined;
	if (!isSaid && (many.test(named.name) || !isOneText(sections))) return undefined;
	return {
		written: [named.name, ...(term?.aliases ?? [])],
		isCode: false,
		from: named.from,
		to: named.to,
		content: sections.flatMap((section) => blocksOf(section)),
		anchors: [],
		...(term?.status === undefined ? {} : { status: term.status }),
		...(term?.group === undefined ? {} : { group: term.group }),
	};
}

function nameIn({ frontMatter, spans }: Front): Named | undefined {
	const { term, title } = frontMatter;
	const key = typeof term?.name === "string" ? "term" : "title";
	const name = typeof term?.name === "string" ? term.name : title;
	const span = spans[key];
	return name === undefined || !span ? undefined : { name, from: span.start.offset, to: span.end.offset };
}

/** `# Pod` in `pod.md`. */
function nameOfTitle(sections: GlossarySection[], path: string): Named | undefined {
	const heading = sections.find((section) => section.heading)?.heading;
	const stem = /([^/]+)\.md$/.exec(path)?.[1]?.toLowerCase();
	if (heading?.depth !== 1 || stem === undefined) return undefined;
	const name = textOf(heading, { includeHtml: false }).trim();
	const slug = new GithubSlugger().slug(name);
	if (slug !== stem && slug.replaceAll("-", "_") !== stem && slug.replaceAll("-", "") !== stem) return undefined;
	const from = heading.children[0]?.position?.start.offset ?? heading.position?.start.offset ?? 0;
	return { name, from, to: heading.children.at(-1)?.position?.end.offset ?? from };
}

/** Text before the first heading, no entries, and hardly more headings than an explanation has. */
function isOneText(sections: GlossarySection[]): boolean {
	const opening = sections.filter(({ heading }) => !heading || heading.depth === 1);
	const headings = sections.filter(({ heading }) => heading && heading.depth > 1 && heading.depth < 4);
	return (
		opening.some(({ found }) => found.hasText) &&
		headings.length <= 5 &&
		sections.every(({ found }) => found.entries.length === 0)
	);
}

function blocksOf({ heading, blocks }: GlossarySection): RootContent[] {
	return heading && heading.depth > 1 ? [heading, ...blocks] : blocks;
}

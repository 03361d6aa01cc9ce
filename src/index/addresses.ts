import GithubSlugger from "github-slugger";
import type { Outline } from "../model/unit.ts";
import { withoutMarkdown } from "../text/markdown-name.ts";

/** The name of a chapter's page: `ch08.html`. A number is an identity, so the page never moves. */
export function chapterPage(number: number): string {
	return `ch${String(number).padStart(2, "0")}.html`;
}

/** The name of a runbook entry's page: `runbook/26.html`. */
export function entryPage(number: number): string {
	return `runbook/${number}.html`;
}

/** The name of an appendix's page: the slug of its title. */
export function titlePage(title: string): string {
	return `${slugOf(title) || "page"}.html`;
}

/** The name of a page without number or letter: its path in the book, as slugs. */
export function plainPage(outline: Outline): string {
	const parts = withoutMarkdown(outline.path).split("/").slice(1).map(slugOf);
	return `${parts.filter(Boolean).join("-") || "page"}.html`;
}

function slugOf(text: string): string {
	return new GithubSlugger().slug(text);
}

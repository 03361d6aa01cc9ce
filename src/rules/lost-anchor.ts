import { diagnostic } from "../model/codes.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { readAddress } from "../text/address-text.ts";
import { chapterOf, definitionOf, frontMatterPlace, type Loss, lossesOf, placeInLock } from "./loss.ts";
import { isNumber } from "./lost-number.ts";
import type { Rule, RuleInput } from "./rule.ts";

/** An anchor that was published leads for ever to its matter: a heading, a term, a group of terms, an id of raw HTML. */
export const lostAnchor: Rule = (input) => {
	return lossesOf(input).flatMap((loss) => {
		const { key, kind, was, now } = loss;
		const isWhole = kind === "lost" && now === undefined;
		if (kind === "reused") return isNumber(key) || key.startsWith("page:") ? [] : [reused(loss, input)];
		if (isWhole && (isNumber(key) || key.startsWith("page:"))) return [];
		return isWhole
			? [gone(loss, was?.at[0] ?? "", input)]
			: loss.addresses.map((address) => gone(loss, address, input));
	});
};

function reused({ key, was, now }: Loss, input: RuleInput): Diagnostic {
	const { path, span } = definitionOf(key, input) ?? placeInLock(key, input);
	const message = `${was?.at[0]} was published as “${was?.title}”, and is now “${now?.title}” with another text`;
	return diagnostic("lost-anchor", path, span, message, [
		"give it another anchor, as in “## Title {#other}”",
		`if it is the same matter with other words, run “silcrow lock --same ${key}”`,
	]);
}

function gone(loss: Loss, address: string, input: RuleInput): Diagnostic {
	const { key, was, likely } = loss;
	const what = key.startsWith("term:") ? "the term " : key.startsWith("group:") ? "the group " : "";
	const title = was?.title ? ` (${what}“${was.title}”)` : "";
	const message = `${address}${title} was published, and leads nowhere`;
	const [place, ...hints] =
		key.startsWith("term:") || key.startsWith("group:")
			? glossaryRemedy(loss, address, input)
			: headingRemedy(key, address, likely, input);
	return diagnostic("lost-anchor", place.path, place.span, message, hints);
}

type Remedy = [{ path: string; span: Diagnostic["span"] }, ...string[]];

function headingRemedy(key: string, address: string, likely: string | undefined, input: RuleInput): Remedy {
	const { page, anchor } = readAddress(address);
	const heir = likely === undefined ? undefined : definitionOf(likely, input);
	const nothing = `or “retired: {"${address}": null}” in book/book.yaml if nothing did`;
	if (heir && likely !== undefined) {
		const to = likely.includes("#") ? readAddress(likely) : input.book.symbols.get(likely)?.address;
		const target = to?.anchor === undefined ? "" : `#${to.anchor}`;
		const isHere = to?.page === page && !isNumber(likely);
		const old = to?.page === page ? `#${anchor}` : address;
		return [
			heir,
			...(isHere ? [`its text stands here now: write {#${anchor}} behind this heading`] : []),
			`${isHere ? "or" : "its text stands here now: write"} “aliases: {"${old}": "${target}"}” in the front matter of ${heir.path}`,
			nothing,
		];
	}
	const chapter = chapterOf(key, address, input.book);
	const place = frontMatterPlace(chapter?.outline.path, "aliases", input) ?? placeInLock(key, input);
	const name = chapter ? `#${anchor}` : address;
	const where = chapter ? "the front matter" : "the front matter of the file that has its matter now";
	return [place, `write “aliases: {"${name}": "#…"}” in ${where}, with the anchor that took its place`, nothing];
}

function glossaryRemedy({ key, was, likely }: Loss, address: string, input: RuleInput): Remedy {
	const nothing = `or “retired: {"${address}": null}” in book/book.yaml if nothing did`;
	const heir = likely?.startsWith("term:") ? definitionOf(likely, input) : undefined;
	if (heir && key.startsWith("term:"))
		return [heir, `its text stands here now: write “(also: ${was?.title})” behind the name`, nothing];
	const place = frontMatterPlace(input.book.glossary[0]?.path, "aliases", input) ?? placeInLock(key, input);
	const page = input.book.glossaryAddress ?? "glossary.html";
	const to = likely === undefined ? undefined : input.book.symbols.get(likely)?.address.anchor;
	const redirect = `write “redirects: {"${address}": "${page}#${to ?? "…"}"}” in book/book.yaml, with the anchor that took its place`;
	return [place, redirect, nothing];
}

import type { Link } from "../model/unit.ts";
import { isMarkdown, withoutMarkdown } from "../text/markdown-name.ts";
import { mostSimilar } from "../text/similar.ts";
import { complain, type LinkContext } from "./context.ts";
import { didYouMean } from "./suggest.ts";

/** Report a link to a file that there is not, and say which one was probably meant. `file` is undefined where the path leaves the book. */
export function reportBroken(path: string, file: string | undefined, link: Link, context: LinkContext): void {
	const { book, unit } = context;
	if (file === undefined) {
		complain(context, "broken-link", link.urlSpan, {
			message: `“${path}” leads out of the book`,
			hints: ["link to its full address, as in “https://…”"],
		});
		return;
	}
	const folder = unit.path.slice(0, unit.path.lastIndexOf("/"));
	const known = [...new Set([...book.fragments.keys(), ...book.chapterByPath.keys(), ...book.assets.keys()])];
	const pages = [...book.anchors.keys()];
	const folded = [...known, ...pages].find((one) => one.toLowerCase() === file.toLowerCase());
	const page = pages.find((one) => one.toLowerCase() === path.replace(/^(?:\.{0,2}\/)+/, "").toLowerCase());
	if (folded !== undefined || page !== undefined) {
		complain(context, "case-mismatch", link.urlSpan, {
			message: `“${path}” differs from the file's name in the case of its letters`,
			hints: [`write “${folded === undefined ? page : relativeTo(folder, folded)}”`],
		});
	} else if (file === "" || known.some((one) => one.startsWith(`${file}/`))) {
		complain(context, "broken-link", link.urlSpan, {
			message: `“${path}” is a folder, which has no page`,
			hints: ["link to a file in it"],
		});
	} else {
		const isDraft = [...book.drafts.values()].includes(file);
		complain(context, isAsset(path, link) ? "missing-asset" : "broken-link", link.urlSpan, {
			message: /\.html$/i.test(path) ? `there is no page “${path}”` : `there is no file “${path}”`,
			hints: [
				isDraft
					? "that file is a draft, and is not published"
					: (didYouMean(meant(path, file, folder, known, pages)) ??
						outside(path, file) ??
						"the path counts from the folder of this file"),
			],
		});
	}
}

/** Report an address of the web that a browser cannot open, or that it can open only from a server. */
export function checkOutside({ url, urlSpan }: Link, context: LinkContext): void {
	const rest = /^(?:https?:)?[\\/]{0,2}(.*)$/is.exec(url)?.[1] ?? "";
	if (url.startsWith("//") || /^https?:(?!\/\/)/i.test(url)) {
		complain(context, "broken-link", urlSpan, {
			message: `“${url}” leads nowhere where the book is opened from a folder`,
			hints: [`write “https://${rest}”`],
		});
	} else if (/^https?:/i.test(url) && !URL.canParse(url)) {
		complain(context, "broken-link", urlSpan, {
			message: `“${url}” is no address`,
			hints: ["correct it, or set it as code where it is an example"],
		});
	}
}

function isAsset(path: string, link: Link): boolean {
	return link.role === "image" || /\.(?:png|jpe?g|gif|svg|webp|avif|pdf|zip|css|js|woff2?)$/i.test(path);
}

/** Other files of the repository may well be there, but Silcrow does not look. */
function outside(path: string, file: string): string | undefined {
	if (/\.html$/i.test(path) || /^(?:book|glossary|public)\//.test(file)) return undefined;
	return "only files of `book/`, `glossary/` and `public/` are published; link to others by their full address, as in “https://…”";
}

/** A file of the same name in another folder, one of the same number, or one whose name is spelled alike. */
function meant(path: string, file: string, folder: string, known: string[], pages: string[]): string | undefined {
	if (/\.html$/i.test(path)) {
		const text = known.find((one) => isMarkdown(one) && withoutMarkdown(one) === file.replace(/\.html$/i, ""));
		return text === undefined ? mostSimilar(path, pages) : relativeTo(folder, text);
	}
	const name = nameOf(file);
	const number = /^\d+(?=[-_. ])/.exec(name)?.[0];
	const moved =
		known.find((one) => nameOf(one).toLowerCase() === name.toLowerCase()) ??
		known.find((one) => number !== undefined && isMarkdown(name) && nameOf(one).startsWith(number) && isMarkdown(one));
	if (moved !== undefined) return relativeTo(folder, moved);
	return mostSimilar(
		relativeTo(folder, file),
		known.map((one) => relativeTo(folder, one)),
	);
}

function nameOf(file: string): string {
	return file.slice(file.lastIndexOf("/") + 1);
}

function relativeTo(folder: string, file: string): string {
	const from = folder.split("/");
	const to = file.split("/");
	let shared = 0;
	while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1;
	return [...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("/").replaceAll(" ", "%20");
}

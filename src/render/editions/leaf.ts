import { escapeAttribute } from "../../text/escape.ts";
import { relativeLink, resolveLink } from "../address.ts";

/** How pages become parts of another document than the site. */
export interface Binding {
	/** Where that document stands, relative to the site's root. */
	address: string;
	/** The pages that are parts of it. */
	pages: ReadonlySet<string>;
	/** Give the link to one of these pages, or to an anchor on it. */
	link: (page: string, anchor: string | undefined) => string;
	/** Give the name that an id of a page has in the document. */
	id: (page: string, id: string) => string;
	/** Whether the document has the previews of terms and references too. */
	hasPreviews: boolean;
}

/** Give the name of a page inside a document that holds several: `runbook-26` for `runbook/26.html`. */
export function leafId(page: string): string {
	return page.replace(/\.html$/, "").replaceAll("/", "-");
}

/** Bind pages into one document, in which the ids of a page get its name before them. */
export function joined(address: string, pages: ReadonlySet<string>): Binding {
	const id = (page: string, one: string) => `${leafId(page)}.${one}`;
	return {
		address,
		pages,
		link: (page, anchor) => `#${anchor === undefined ? leafId(page) : id(page, anchor)}`,
		id,
		hasPreviews: false,
	};
}

/** Bind pages into files that lie side by side, each with a name of its own. */
export function sideBySide(extension: string, pages: ReadonlySet<string>): Binding {
	const file = (page: string) => `${leafId(page)}${extension}`;
	return {
		address: file("index.html"),
		pages,
		link: (page, anchor) => (anchor === undefined ? file(page) : `${file(page)}#${anchor}`),
		id: (_page, id) => id,
		hasPreviews: false,
	};
}

/** A start tag of HTML that Silcrow wrote: its attribute values stand in double quotes and may hold any sign but these. */
const startTag = /<[a-zA-Z][^\s>]*(?:\s+[^\s=>]+(?:="[^"]*")?)*\s*\/?>/g;

/** Attributes that name ids of the same page, in the first group, and others that lead somewhere. */
const attribute =
	/\s(?:(id|for|headers|aria-labelledby|aria-describedby|aria-controls)|(href|src|interestfor|marker-[a-z]+))="([^"]*)"/g;

/** Fit the HTML of a page into the document that it becomes a part of: its ids, its links, the files that it shows. */
export function fitLeaf(html: string, page: string, binding: Binding): string {
	return html.replace(startTag, (tag) =>
		tag.replace(attribute, (whole, ofIds: string | undefined, name: string, value: string) => {
			if (ofIds !== undefined) return ` ${ofIds}="${value.replace(/[^\s]+/g, (id) => binding.id(page, id))}"`;
			if (name === "href" || name === "src") return ` ${name}="${fitAddress(value, page, binding)}"`;
			if (name.startsWith("marker-")) return whole.replace(/#([^)]+)/, (_, id: string) => `#${binding.id(page, id)}`);
			return name === "interestfor" && !binding.hasPreviews ? "" : whole;
		}),
	);
}

function fitAddress(href: string, page: string, binding: Binding): string {
	const address = resolveLink(page, href.replace(/&(?:amp|#x26);/g, "&"));
	if (address === undefined) return href;
	const [path = "", anchor] = address.split("#");
	const target = decodeURI(path);
	const link = binding.pages.has(target)
		? binding.link(target, anchor)
		: relativeLink(binding.address, anchor === undefined ? target : `${target}#${anchor}`);
	return escapeAttribute(link);
}

import { defaultSchema } from "hast-util-sanitize";

const more = [
	"abbr",
	"aside",
	"bdi",
	"bdo",
	"cite",
	"dfn",
	"figcaption",
	"figure",
	"mark",
	"small",
	"time",
	"u",
	"wbr",
];
const less = new Set(["input", "tt", "strike"]);

/** The elements of raw HTML that are published. */
export const allowedElements: ReadonlySet<string> = new Set(
	[...(defaultSchema.tagNames ?? []), ...more].filter((name) => !less.has(name)),
);

/** Elements that go with everything inside them. */
export const removedElements: ReadonlySet<string> = new Set([
	"script",
	"style",
	"iframe",
	"object",
	"embed",
	"template",
	"noscript",
	"noembed",
	"noframes",
	"title",
	"textarea",
	"xmp",
	"plaintext",
	"svg",
	"math",
	"link",
	"meta",
	"base",
	"frame",
	"frameset",
	"input",
	"param",
	"track",
	"source",
]);

/** Elements that could run or load something; the other ones that are dropped only change how a page looks. */
export const unsafeElements: ReadonlySet<string> = new Set([
	"script",
	"iframe",
	"object",
	"embed",
	"svg",
	"math",
	"base",
	"form",
	"frame",
	"frameset",
	"applet",
]);

const anywhere = ["title", "lang", "dir", "id", "ariaLabel", "ariaHidden"];

const byElement = new Map<string, string[]>([
	["a", ["href", "name"]],
	["blockquote", ["cite"]],
	["del", ["cite", "dateTime"]],
	["details", ["open"]],
	["img", ["src", "srcSet", "alt", "width", "height", "sizes"]],
	["ins", ["cite", "dateTime"]],
	["li", ["value"]],
	["ol", ["start", "type", "reversed"]],
	["q", ["cite"]],
	["source", ["srcSet", "media", "type", "sizes"]],
	["td", ["colSpan", "rowSpan", "align", "headers"]],
	["th", ["colSpan", "rowSpan", "align", "scope", "abbr", "headers"]],
	["time", ["dateTime"]],
]);

/** Say whether an attribute of raw HTML, by the name that hast gives it, is published on an element. */
export function isAllowedAttribute(element: string, property: string): boolean {
	return anywhere.includes(property) || (byElement.get(element)?.includes(property) ?? false);
}

/** Say whether an attribute could run something, or draw over the page. */
export function isUnsafeAttribute(property: string): boolean {
	return /^on/i.test(property) || property === "style" || property === "formAction";
}

const attributeNames: Record<string, string> = {
	className: "class",
	htmlFor: "for",
	httpEquiv: "http-equiv",
	acceptCharset: "accept-charset",
};

/** Write the name that hast gives an attribute as the author wrote it. */
export function attributeName(property: string): string {
	if (Object.hasOwn(attributeNames, property)) return attributeNames[property] ?? property;
	if (/^(?:aria|data)[A-Z]/.test(property))
		return property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/^aria-(.*)$/, ariaName);
	return property.toLowerCase();
}

function ariaName(_: string, rest: string): string {
	return `aria-${rest.replaceAll("-", "")}`;
}

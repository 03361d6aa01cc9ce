import type { FontSubset } from "../model/font.ts";

/** The most that the font of a book may weigh, in bytes. */
export const fontLimit = 28 * 1024;

/** Write the style by which a book shows its font, published under a name beside the style sheet. A page that would have to wait for it shows a font of the system, which takes as much room; from a folder and on paper pages wait. */
export function fontStyle(font: FontSubset, name: string): string {
	const [lightest, heaviest] = font.weights;
	const weight = lightest === heaviest ? "" : `font-weight:${lightest} ${heaviest};`;
	const face = (family: string, display: string) =>
		`@font-face{font-family:"${family}";src:url(${name}) format("woff2");${weight}font-display:${display}}`;
	const others = systemFonts.flatMap((system) => [
		standIn(font, system.family, system.regular, font.advance / system.advance, 400),
		standIn(font, system.family, system.bold, font.boldAdvance / system.boldAdvance, 700),
	]);
	const families = ["Book", ...systemFonts.map(({ family }) => family)].map((family) => `"${family}"`).join(",");
	return [
		face("Book", "optional"),
		face(waiting, "block"),
		...others,
		`:root{--sans:${families},sans-serif}.file,.volume{--sans:"${waiting}",${families},sans-serif}\n`,
	].join("");
}

/** The same font for pages that wait until it is there. */
const waiting = "Book at hand";

/** Write the same for a file that has the font in it once, and so waits for nobody. */
export function fontStyleInside(style: string): string {
	return style
		.replace(/@font-face\{font-family:"Book at hand"[^}]*\}/, "")
		.replace("font-display:optional", "font-display:block");
}

interface SystemFont {
	/** Under which name it stands in for the font of the book. */
	family: string;
	/** Names of fonts with the same measures. */
	regular: string[];
	bold: string[];
	/** As in `FontSubset`, and for the same text. */
	advance: number;
	boldAdvance: number;
}

/** What phones, desktops and a bare Debian have. */
const systemFonts: SystemFont[] = [
	{
		family: "Book as Roboto",
		regular: ["Roboto"],
		bold: ["Roboto Bold"],
		advance: 0.4429,
		boldAdvance: 0.4487,
	},
	{
		family: "Book as Arial",
		regular: ["Arial", "Helvetica", "Liberation Sans", "Arimo"],
		bold: ["Arial Bold", "Helvetica Bold", "Liberation Sans Bold", "Arimo Bold"],
		advance: 0.4416,
		boldAdvance: 0.4776,
	},
	{
		family: "Book as DejaVu",
		regular: ["DejaVu Sans"],
		bold: ["DejaVu Sans Bold"],
		advance: 0.5068,
		boldAdvance: 0.5722,
	},
];

function standIn(font: FontSubset, family: string, local: string[], size: number, weight: number): string {
	// Without Latin letters there is nothing to compare.
	const scale = size > 0 ? size : 1;
	const percent = (value: number) => `${Number((value * 100).toFixed(2))}%`;
	const rules = [
		`font-family:"${family}"`,
		`src:${local.map((name) => `local("${name}")`).join(",")}`,
		`font-weight:${weight}`,
		`size-adjust:${percent(scale)}`,
		`ascent-override:${percent(font.ascent / scale)}`,
		`descent-override:${percent(font.descent / scale)}`,
		`line-gap-override:${percent(font.lineGap / scale)}`,
	];
	return `@font-face{${rules.join(";")}}`;
}

import { posix } from "node:path";
import type { Diagnostic, Span } from "../model/diagnostic.ts";
import type { EngineOptions, EngineResult } from "../model/engine.ts";
import type { FontSubset } from "../model/font.ts";
import type { Settings } from "../model/settings.ts";
import type { Asset } from "../model/source.ts";
import type { Store } from "../model/store.ts";
import { fontLimit, fontStyle } from "../render/font-style.ts";
import { charactersOf } from "../text/characters.ts";
import { mostSimilar } from "../text/similar.ts";
import type { Run } from "./engine.ts";
import { remember } from "./memo.ts";
import { printOf } from "./prints.ts";

/** The font of a book, and the style sheet with the rules that show it. Names are relative to the site's root. */
export interface BookFont {
	name: string;
	bytes: Uint8Array;
	styleName: string;
	/** Comes behind the style sheet of all books. */
	style: string;
}

interface FontFound {
	font?: BookFont;
	diagnostics: Diagnostic[];
}

/** Make the font that the settings name as small as the book lets it be. A book that names none has nothing to do with it. */
export async function bookFont(run: Run, settings: Settings, place: Span | undefined): Promise<FontFound> {
	const { subsetFont } = run.options;
	if (settings.font === undefined || !place || !subsetFont) return { diagnostics: [] };
	const path = posix.join("book", settings.font);
	const { assets } = run.input;
	const asset = assets.find((one) => one.path === path);
	if (!asset) return { diagnostics: [missing(path, assets, place)] };
	const characters = charactersIn(run);
	const subset = await remember(run.memory.fonts, "", [asset, characters], () => subsetOf(asset, characters, run));
	if (!subset) return { diagnostics: [unreadable(path, place)] };
	const hash = printOf(Buffer.from(subset.bytes).toString("base64")).slice(0, 8);
	const name = `font.${hash}.woff2`;
	const style = fontStyle(subset, name);
	const sheet = assets.find((one) => one.path === "public/style.css");
	const styleName = `assets/style.${printOf(sheet?.hash ?? "", style).slice(0, 8)}.css`;
	const font = { name: `assets/${name}`, bytes: subset.bytes, styleName, style };
	return { font, diagnostics: subset.bytes.length > fontLimit ? [tooLarge(path, subset, place)] : [] };
}

/** Add the font to a site, and its rules to the style sheet. */
export async function addFont(
	site: EngineResult["site"],
	{ name, bytes, style, styleName }: BookFont,
	assets: Asset[],
	{ readAsset }: EngineOptions,
): Promise<void> {
	site.set(name, bytes);
	const sheet = assets.find((one) => one.path === "public/style.css");
	if (sheet) site.set(styleName, Buffer.from(await readAsset(sheet)).toString("utf8") + style);
}

/** Signs that Silcrow's own words are written with, those of typed text included. */
const ownCharacters = `${String.fromCodePoint(...Array.from({ length: 95 }, (_, at) => 0x20 + at))}\u00a0§·×–—‘’“”…←→≤≥✓✕○◐↑↓`;

function charactersIn({ input, memory }: Run): string {
	const texts = [...input.sources, ...input.templates].map((file) =>
		remember(memory.characters, file.path, [file], () => charactersOf([file.text])),
	);
	return charactersOf([ownCharacters, input.settingsText ?? "", ...texts]);
}

async function subsetOf(asset: Asset, characters: string, { options, kept }: Run): Promise<FontSubset | undefined> {
	const key = printOf("font", asset.hash, characters);
	const known = storedSubset(key, kept?.store);
	if (known) return known;
	const subset = await options.subsetFont?.(await options.readAsset(asset), characters);
	if (subset) {
		const { bytes, ...measures } = subset;
		kept?.store.keep(key, "", [JSON.stringify(measures), Buffer.from(bytes).toString("base64")]);
	}
	return subset;
}

function storedSubset(key: string, store: Store | undefined): FontSubset | undefined {
	const entry = store?.find(key);
	const [measures, bytes] = [entry?.part(0), entry?.part(1)];
	if (measures === undefined || bytes === undefined) return undefined;
	return { ...(JSON.parse(measures) as Omit<FontSubset, "bytes">), bytes: Buffer.from(bytes, "base64") };
}

function missing(path: string, assets: Asset[], place: Span): Diagnostic {
	const similar = mostSimilar(
		path,
		assets.map((one) => one.path).filter((one) => /\.(?:woff2?|ttf|otf)$/i.test(one)),
	);
	const hint = similar === undefined ? "the path begins in the folder of the settings" : `did you mean “${similar}”?`;
	return {
		...settingAt(place),
		code: "missing-font",
		severity: "error",
		message: `there is no font “${path}”`,
		hints: [hint],
	};
}

function unreadable(path: string, place: Span): Diagnostic {
	return {
		...settingAt(place),
		code: "unreadable-font",
		severity: "error",
		message: `“${path}” is no font that can be read`,
		hints: ["take a file in WOFF2, WOFF, TrueType or OpenType"],
	};
}

function tooLarge(path: string, { bytes }: FontSubset, place: Span): Diagnostic {
	const size = (count: number) => `${(count / 1024).toFixed(1)} KB`;
	return {
		...settingAt(place),
		code: "large-font",
		severity: "warning",
		message: `“${path}” takes ${size(bytes.length)} with the characters of this book, and ${size(fontLimit)} is the most`,
		hints: ["readers on slow networks see the font of their system; take a font with simpler shapes, or one weight"],
	};
}

function settingAt(span: Span): Pick<Diagnostic, "path" | "span" | "related"> {
	return { path: "book/book.yaml", span, related: [] };
}

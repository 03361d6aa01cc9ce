import type { AxisInfo } from "harfbuzzjs";
import type { FontSubset, SubsetFont } from "../model/font.ts";
import { machineFailure } from "./failure.ts";

/**
 * Take from a font what a book needs: its characters, the weights of the style sheets, and no other axis. HarfBuzz, in
 * WebAssembly, is loaded for the first font only.
 */
export const subsetFont: SubsetFont = async (font, characters) => {
	const { subset, harfbuzz } = await loadLibraries();
	const options = { keepFeatures: features };
	// What cannot be read fails by an error or a trap, each in its own words.
	const plain = await subset(Buffer.from(font), characters, { ...options, targetFormat: "truetype" }).catch(
		() => undefined,
	);
	if (!plain) return undefined;
	const face = new harfbuzz.Face(new harfbuzz.Blob(plain));
	const axes = Object.values(face.getAxisInfos());
	const weights = weightsOf(axes);
	const variationAxes = Object.fromEntries(
		axes.map(({ tag, default: usual }) => {
			const [min, max] = weights;
			return [tag, tag === "wght" && min < max ? { min, max } : usual];
		}),
	);
	const bytes = await subset(plain, characters, { ...options, targetFormat: "woff2", variationAxes });
	const drawn = new harfbuzz.Font(face);
	const { ascender, descender, lineGap } = drawn.hExtents();
	const advance = (weight: number) => {
		if (weights[0] < weights[1]) drawn.setVariations([new harfbuzz.Variation("wght", weight)]);
		return averageAdvance((character) => {
			const glyph = drawn.nominalGlyph(character.codePointAt(0) as number);
			return glyph === undefined ? undefined : drawn.glyphHAdvance(glyph) / face.upem;
		});
	};
	return {
		bytes,
		weights,
		ascent: ascender / face.upem,
		descent: -descender / face.upem,
		lineGap: lineGap / face.upem,
		advance: advance(400),
		boldAdvance: advance(700),
	};
};

async function loadLibraries() {
	try {
		const [{ default: subset }, harfbuzz] = await Promise.all([import("subset-font"), import("harfbuzzjs")]);
		return { subset, harfbuzz };
	} catch (cause) {
		throw machineFailure("a font of the book's own needs the packages subset-font and harfbuzzjs", {
			cause,
			hints: ["install them beside Silcrow: npm install subset-font harfbuzzjs"],
		});
	}
}

/** What letters need to have their shapes and places in any script, and figures of one width; ornaments are left out. */
const features = [
	"ccmp locl rlig rclt calt liga clig kern mark mkmk curs dist tnum lnum",
	"init medi fina fin2 fin3 med2 isol nukt akhn rphf rkrf pref blwf half abvf pstf vatu cjct",
	"pres abvs blws psts haln cfar abvm blwm ljmo vjmo tjmo vert vrt2",
].flatMap((row) => row.split(" "));

/** The style sheets use 300 to 700. */
function weightsOf(axes: AxisInfo[]): FontSubset["weights"] {
	const axis = axes.find(({ tag }) => tag === "wght");
	if (!axis) return [400, 400];
	const [min, max] = [Math.max(axis.min, 300), Math.min(axis.max, 700)];
	return min < max ? [min, max] : [axis.default, axis.default];
}

/** How often signs stand in English text, in tenths of a percent. */
const shares: Record<string, number> = {
	...{ " ": 180, e: 100, t: 70, a: 65, o: 60, i: 57, n: 57, s: 52, h: 50, r: 49, d: 35, l: 33 },
	...{ c: 23, u: 23, m: 20, w: 19, f: 18, g: 16, p: 16, y: 16, b: 12, v: 8, k: 6 },
};

function averageAdvance(advanceOf: (character: string) => number | undefined): number {
	let [sum, all] = [0, 0];
	for (const [character, share] of Object.entries(shares)) {
		const advance = advanceOf(character);
		if (advance === undefined) return 0;
		sum += advance * share;
		all += share;
	}
	return sum / all;
}

/** A font with no more characters than a book needs, and what its lines measure. */
export interface FontSubset {
	/** WOFF2. */
	bytes: Uint8Array;
	/** The lightest and the heaviest weight that it draws; the same where it has but one. */
	weights: [number, number];
	/** The rest is in parts of the font's size. */
	ascent: number;
	descent: number;
	lineGap: number;
	/** How wide a sign of English text is on average, in text and in bold; 0 for a font without Latin letters. */
	advance: number;
	boldAdvance: number;
}

/** Take from a font what some characters need; undefined where the bytes are no font. */
export type SubsetFont = (font: Uint8Array, characters: string) => Promise<FontSubset | undefined>;

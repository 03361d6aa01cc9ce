import GithubSlugger from "github-slugger";

/** The names of a term, and the anchor that its first name gives it. */
export interface TermNames {
	name: string;
	aliases: string[];
	slug: string;
}

/**
 * Read the name of a glossary entry. `CRD (Custom Resource Definition)` has an expansion and `Taint / Toleration`
 * two parts, which are aliases. A parenthesis in the middle, as in `Full (strict) SSL`, belongs to the name.
 */
export function readNames(written: string): TermNames {
	const whole = written.replace(/\s+/g, " ").trim();
	const expansion = /^(.+?)\s+\(([^()]+)\)$/.exec(whole);
	const name = expansion?.[1] ?? whole;
	const aliases = expansion?.[2] ? [expansion[2]] : [];
	const parts = name.split(/\s+\/\s+/);
	if (parts.length > 1) aliases.push(...parts);
	return { name, aliases, slug: new GithubSlugger().slug(name) };
}

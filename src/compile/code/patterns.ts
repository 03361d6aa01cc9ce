import { type Find, finderOf } from "./finders.ts";
import { neededBy } from "./needed.ts";

/** How one kind of token is found in code, and what is made of it. */
export interface Pattern {
	find: Find;
	/** Texts of which one stands in whatever it finds. */
	needed: string[] | undefined;
	/** Looks at the whole code, and takes back what earlier patterns have found where its match runs over that. */
	isGreedy: boolean;
	/** The class of what it finds; empty for none, undefined where that has the class of what stands around it. */
	name: string | undefined;
	/** What is looked for in what it finds. */
	inside: Pattern[];
}

/** A grammar of Prism: patterns by the type of the tokens that they find. */
export interface Grammar {
	[type: string]: GrammarValue | GrammarValue[] | Grammar | undefined;
	rest?: Grammar;
}

type GrammarValue = RegExp | GrammarToken;

interface GrammarToken {
	pattern: RegExp;
	lookbehind?: boolean;
	greedy?: boolean;
	alias?: string | string[];
	inside?: Grammar | null;
}

/** Gives the class of a type of token with its other names, where it has one. */
export type ClassOf = (type: string, aliases: string[]) => string | undefined;

/** Make of a grammar the list of its patterns, in their order, without those behind the last that gives a class. */
export function patternsOf(grammar: Grammar, classOf: ClassOf, made = new Map<Grammar, Pattern[]>()): Pattern[] {
	const known = made.get(grammar);
	if (known) return known;
	const patterns: Pattern[] = [];
	// Grammars hold each other, and themselves.
	made.set(grammar, patterns);
	const all = { ...grammar, ...grammar.rest };
	for (const [type, values] of Object.entries(all)) {
		if (!values || type === "rest") continue;
		for (const value of Array.isArray(values) ? values : [values as GrammarValue])
			patterns.push(patternOf(type, value, classOf, made));
	}
	while (patterns.length > 0 && isIdle(patterns.at(-1))) patterns.pop();
	return patterns;
}

function isIdle(pattern: Pattern | undefined): boolean {
	return pattern?.name === undefined && pattern?.inside.length === 0;
}

function patternOf(type: string, value: GrammarValue, classOf: ClassOf, made: Map<Grammar, Pattern[]>): Pattern {
	const token: GrammarToken = value instanceof RegExp ? { pattern: value } : value;
	const { pattern, lookbehind = false, greedy = false, alias = [], inside } = token;
	return {
		find: finderOf(pattern, lookbehind),
		needed: neededBy(pattern),
		isGreedy: greedy,
		name: isSubstitution(type, inside) ? "" : classOf(type, typeof alias === "string" ? [alias] : alias),
		inside: inside ? patternsOf(inside, classOf, made) : [],
	};
}

/** Shells put the outcome of code in where a variable may stand, so Prism takes all of that code for one. */
function isSubstitution(type: string, inside: Grammar | null | undefined): boolean {
	return type === "variable" && inside?.variable !== undefined;
}
